"""The process of a `flows.temporary_server`: a script that imports nothing of polydigest.

It writes one line: the URL of the server's API, or a JSON list that explains why there is none; an
empty one where the settings name a server.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import sqlite3
import sys
import threading
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn
    from pydantic import SecretStr

PATIENCE = 10.0
"""Seconds that another process may keep Prefect's database locked."""


def serve() -> None:
    """Serve until the standard input ends, as it does with the parent; write the URL once ready."""
    booted: list[uvicorn.Server] = []
    threading.Thread(target=_end_with_parent, args=(booted,), daemon=True).start()
    gc.disable()  # what is imported stays: the collector need not look through it
    from prefect.settings import get_current_settings

    settings = get_current_settings()
    if settings.api.url or not settings.server.ephemeral.enabled:
        return
    if explanation := _why_not(settings.server.database.connection_url):
        print(json.dumps(explanation))  # noqa: T201 -- the parent reads it
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


def _why_not(database: SecretStr | None) -> tuple[str, str, str] | None:
    """Explain why the server's SQLite file is of no use; Prefect needs a minute and a traceback."""
    from sqlalchemy import make_url

    url = make_url(database.get_secret_value()) if database else None
    if url is None or url.get_backend_name() != "sqlite" or not url.database:
        return None
    thing = f"Prefect's database {url.database}"
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(url.database, timeout=PATIENCE)) as connection:
            connection.execute("BEGIN IMMEDIATE")
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            remedy = "end that process, or set PREFECT_HOME to another folder"
            return thing, f"another process has kept it locked for {PATIENCE:g} s", remedy
        remedy = "set PREFECT_HOME to a folder that can be written, or PREFECT_API_URL to a server"
        return thing, f"it cannot be opened ({getattr(error, 'strerror', None) or error})", remedy
    return None


def _answer_once(port: int) -> None:
    """Ask for the version, as clients do at first: the first answer takes a quarter of a second."""
    with closing(HTTPConnection("127.0.0.1", port)) as connection:  # whatever proxies there are
        connection.request("GET", "/api/admin/version")
        connection.getresponse().read()


def _end_with_parent(booted: list[uvicorn.Server]) -> None:
    sys.stdin.read()
    if not booted:
        os._exit(1)
    # Events that the end cuts off are told at length; nobody is left to ask for them.
    logging.getLogger("prefect.server.services").setLevel(logging.CRITICAL)
    booted[0].should_exit = True  # once it is up: half a database would be worse than none


if __name__ == "__main__":
    serve()
