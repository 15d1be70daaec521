"""A Prefect server for the time of one process, in a process of its own.

Prefect starts one by itself where the settings name none, but only when all else is imported, and
by importing the server into the run as well: seconds of every run. It also leaves its server
behind where the run is killed; this one ends with its parent.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import os
import subprocess
import sys
import threading
from contextlib import closing, suppress
from http.client import HTTPConnection
from socket import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn


class TemporaryServer:
    """The server's process, seen from its parent."""

    def __init__(self) -> None:
        """Start it: it boots while the parent does other things, and ends with the parent."""
        self._process = subprocess.Popen(
            # By its file, without the folder that we are in: that may have a package `flows`.
            [sys.executable, "-P", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # A server that lives for one run has no time for automations.
            env={"PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false", **os.environ},
            start_new_session=True,  # Ctrl-C is for the run, which then tells the server
        )
        assert self._process.stdin
        atexit.register(self._process.stdin.close)  # not waited for: it has nothing left to do

    def url(self) -> str | None:
        """Wait for the URL of its API; None where the settings name a server, or it cannot run."""
        assert self._process.stdout
        return self._process.stdout.readline().strip() or None


def serve() -> None:
    """Serve until the standard input ends, as it does with the parent; write the URL once ready."""
    booted: list[uvicorn.Server] = []
    threading.Thread(target=_end_with_parent, args=(booted,), daemon=True).start()
    gc.disable()  # what is imported stays: the collector need not look through it
    from prefect.settings import get_current_settings

    settings = get_current_settings()
    if settings.api.url or not settings.server.ephemeral.enabled:
        return
    import uvicorn
    from prefect.server.api.server import create_app

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket] | None = None) -> None:
            await super().startup(sockets)
            port = self.servers[0].sockets[0].getsockname()[1]
            await asyncio.to_thread(_answer_once, port)
            gc.freeze()
            gc.enable()
            with suppress(BrokenPipeError):  # the parent has just ended
                sys.stdout.write(f"http://127.0.0.1:{port}/api\n")
                sys.stdout.flush()

    app = create_app(ephemeral=True, final=True)
    server = Server(uvicorn.Config(app, port=0, log_level="error", lifespan="on"))
    booted.append(server)
    server.run()


def _answer_once(port: int) -> None:
    """Ask for the version, as clients do at first: the first answer takes a quarter of a second."""
    with closing(HTTPConnection("127.0.0.1", port)) as connection:  # whatever proxies there are
        connection.request("GET", "/api/admin/version")
        connection.getresponse().read()


def _end_with_parent(booted: list[uvicorn.Server]) -> None:
    sys.stdin.read()
    if not booted:
        os._exit(1)
    booted[0].should_exit = True  # once it is up: half a database would be worse than none


if __name__ == "__main__":
    serve()
