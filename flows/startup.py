"""A quick start of a process that runs a flow and ends."""

from __future__ import annotations

import atexit
import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from prefect.settings import get_current_settings

from flows.server import server_url


@contextmanager
def starting() -> Iterator[None]:
    """Import what a flow needs within the context.

    The temporary server of a run that needs one boots meanwhile: its process takes as long. What
    is imported stays to the end of the process, so the garbage collector is not to look through
    its million objects, which takes seconds at the start and again at the end.
    """
    boot = threading.Thread(target=_boot, daemon=True)
    if server_url() is None and get_current_settings().server.ephemeral.enabled:
        boot.start()
    gc.disable()
    try:
        yield
        if boot.ident is not None:
            boot.join()
    finally:
        gc.enable()
    gc.freeze()
    atexit.register(gc.freeze)


def _boot() -> None:
    from prefect.server.api.server import SubprocessASGIServer

    with suppress(Exception):  # the run tries again, and says why
        SubprocessASGIServer().start()
