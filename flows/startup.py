"""A quick start of a process that runs a flow and ends."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from flows import DEBUG
from flows.temporary_server import Door, StartError, TemporaryServer

COLLECTED_AFTER = 10_000
"""New objects between two looks of the garbage collector. Python's own 700 would cost a tenth of
the time beside the models: what a run makes holds hardly any cycles, and its caches are large.
"""


@contextmanager
def starting() -> Iterator[None]:
    """Import what a flow needs within the context.

    The temporary server of a run that needs one boots meanwhile: its process takes as long. What
    is imported stays to the end of the process, so the garbage collector is not to look through
    its million objects, which takes seconds at the start and again at the end.

    Raises:
        StartError: The settings name no server, and a temporary one cannot run.

    """
    server = TemporaryServer()
    gc.disable()
    try:
        yield
        door = server.door()
        from flows.server import server_url

        if door:
            _use(door)
        elif server_url() is None:
            raise StartError(
                "Prefect",
                "its settings name no server, and none could be started here",
                "set TMPDIR to a folder that can be written, or PREFECT_API_URL to a server; "
                f"{DEBUG}=1 shows what is wrong",
            )
    finally:
        gc.enable()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)
    atexit.register(gc.freeze)


def _use(door: Door) -> None:
    """Let Prefect use the temporary server, to the end of the process."""
    from prefect.context import refresh_global_settings_context
    from prefect.events.clients import NullEventsClient
    from prefect.events.worker import EventsWorker
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    # There is no interface that a line of the log could lead to, and no server that comes back:
    # where it is gone, five tries of each request take minutes.
    os.environ |= {
        "PREFECT_CLIENT_MAX_RETRIES": os.environ.get("PREFECT_CLIENT_MAX_RETRIES", "2"),
        "PREFECT_API_URL": door.url,
        "PREFECT_API_AUTH_STRING": door.credential,
        "PREFECT_UI_URL": "",
        # It is of the version that is installed here.
        "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    }
    # Clients would ask a proxy for it.
    if (direct := os.environ.get("no_proxy") or os.environ.get("NO_PROXY")) != "*":
        os.environ["no_proxy"] = f"{direct},127.0.0.1" if direct else "127.0.0.1"
    refresh_global_settings_context()
    # Nor anybody who listens for a heart that stops; its thread holds up the end for a second.
    # Nobody looks at its events; where it is killed, each would be tried for seconds at the end.
    EventsWorker.set_client_override(NullEventsClient)
    settings = ExitStack()
    settings.enter_context(temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}))
    atexit.register(settings.close)
