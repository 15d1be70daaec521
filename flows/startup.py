"""A quick start of a process that runs a flow and ends."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

from flows.temporary_server import TemporaryServer


@contextmanager
def starting() -> Iterator[None]:
    """Import what a flow needs within the context.

    The temporary server of a run that needs one boots meanwhile: its process takes as long. What
    is imported stays to the end of the process, so the garbage collector is not to look through
    its million objects, which takes seconds at the start and again at the end.
    """
    server = TemporaryServer()
    gc.disable()
    try:
        yield
        if url := server.url():
            from prefect.context import refresh_global_settings_context

            # It has no interface to point at.
            os.environ |= {"PREFECT_API_URL": url, "PREFECT_UI_URL": ""}
            refresh_global_settings_context()
    finally:
        gc.enable()
    gc.freeze()
    atexit.register(gc.freeze)
