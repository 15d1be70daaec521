"""The process of a `flows.temporary_server`: a script that imports nothing of polydigest.

It writes two lines of JSON: the folder of its database; then the URL of the server's API and the
credential that it asks for, or a list that explains why there is none. No second line comes where
the settings name a server.

The server's database is in a folder of its own that goes with the process: nobody looks at it
afterwards, so nothing grows, and runs side by side do not wait for one another. An empty database
is kept as a template, since Prefect needs seconds to make one.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import hmac
import json
import os
import secrets
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from base64 import b64encode
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "polydigest-prefect-"
"""Of the names of folders with databases, in that of temporary files."""
LOCK = "lock"
"""Locked as long as the server is there."""
STALE = 3600
"""Seconds after which the folder of a server that was killed is removed."""

HOSTS = ["127.0.0.1", "localhost"]
"""Names that the server may be asked by: a page in a browser cannot reach it by one of its own."""


ASKED_FIRST = ("/flows", "/flow_runs", "/task_runs", "/logs", "/artifacts", "/events")
"""Parts of Prefect's API that runs need. Each part is set up by the first request that passes it,
which takes a quarter of a second in all: those of the interface, of schedules and of workers stand
behind them.
"""


class Guard:
    """Lets nobody in who does not send the credential: neither requests nor websockets."""

    def __init__(self, app: ASGIApp, credential: str) -> None:
        """Guard ``app``."""
        self._app = app
        self._expected = _authorization(credential).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the application, or 401."""
        from starlette.responses import Response

        sent = next((v for k, v in scope.get("headers", ()) if k == b"authorization"), b"")
        if scope["type"] == "lifespan" or hmac.compare_digest(sent, self._expected):
            await self._app(scope, receive, send)
        else:
            await Response(status_code=401)(scope, receive, send)


def serve(templates: Path) -> None:
    """Serve until the standard input ends, as it does with the parent; write the line once ready.

    Args:
        templates: Folder that keeps an empty database for each version of Prefect.

    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = (folder / LOCK).open("wb")
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError as error:
        folder, fault = None, error
    _tell(str(folder) if folder else None)  # at once: the parent removes it where we are killed
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    if folder:
        sweep(folder.parent)
    gc.disable()  # what is imported stays: the collector need not look through it
    try:
        from prefect.settings import get_current_settings

        settings = get_current_settings()
        if settings.api.url or not settings.server.ephemeral.enabled:
            return
        if folder is None:
            reason = f"it cannot be written ({fault.strerror or fault})"
            remedy = "set TMPDIR to a folder that can be, or PREFECT_API_URL to a server"
            _tell(["the folder for temporary files", reason, remedy])
            return
        _serve(folder / "prefect.db", templates)
    except Exception as error:
        said = str(getattr(error, "orig", None) or error) or type(error).__name__
        remedy = "see whether TMPDIR has space, or set PREFECT_API_URL to a server"
        reason = f"it cannot start ({said.splitlines()[0]})"
        _tell(["Prefect's temporary server", reason, remedy])
        raise  # to the standard error, where somebody wants to see it
    finally:
        _remove(folder)


def _serve(database: Path, templates: Path) -> None:
    from prefect import settings

    credential = f"polydigest:{secrets.token_urlsafe(32)}"
    with settings.temporary_settings(
        {
            settings.PREFECT_SERVER_DATABASE_CONNECTION_URL: f"sqlite+aiosqlite:///{database}",
            settings.PREFECT_SERVER_DATABASE_MIGRATE_ON_START: False,
            settings.PREFECT_SERVER_REGISTER_BLOCKS_ON_START: False,
            settings.PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION: False,
            settings.PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS: "",
            # A server that lives for one run has no time for automations, nor anybody who looks
            # at its events; what it says of requests that fail, the run says in fewer words.
            settings.PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED: False,
            settings.PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED: False,
            settings.PREFECT_SERVER_LOGGING_LEVEL: "CRITICAL",
        }
    ):
        import uvicorn
        from prefect.server.api import server as prefect_server
        from starlette.middleware.trustedhost import TrustedHostMiddleware

        _fill(database, templates)

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket] | None = None) -> None:
                await super().startup(sockets)
                port = self.servers[0].sockets[0].getsockname()[1]
                await asyncio.to_thread(_set_up, port, credential)
                gc.freeze()
                gc.enable()
                _tell({"url": f"http://127.0.0.1:{port}/api", "credential": credential})

        parts: Any = prefect_server.API_ROUTERS
        parts = tuple(sorted(parts, key=lambda part: part.prefix not in ASKED_FIRST))
        prefect_server.API_ROUTERS = parts
        app = Guard(prefect_server.create_app(ephemeral=True), credential)
        guarded: Any = TrustedHostMiddleware(app, allowed_hosts=HOSTS)
        Server(uvicorn.Config(guarded, port=0, log_level="critical", lifespan="on")).run()


def _fill(database: Path, templates: Path) -> None:
    """Make an empty database: of the template of this version, or as Prefect does, and keep it."""
    import prefect

    template = templates / f"{prefect.__version__}.db"
    try:
        shutil.copyfile(template, database)
        return
    except OSError:  # there is none yet; or the disk is full, and half of it is there
        database.unlink(missing_ok=True)
    from prefect.server.database import provide_database_interface

    asyncio.run(provide_database_interface().create_db())
    new = template.with_suffix(f".{os.getpid()}")
    with suppress(OSError, sqlite3.Error):
        templates.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("VACUUM INTO ?", (str(new),))
        with new.open("rb") as file:
            os.fsync(file.fileno())  # half of one after a power cut would fail every run
        new.replace(template)


def _set_up(port: int, credential: str) -> None:
    """Ask for the last part that runs need, so that all of these are set up before one asks."""
    with closing(HTTPConnection("127.0.0.1", port)) as connection:  # whatever proxies there are
        headers = {"Authorization": _authorization(credential)}
        connection.request("GET", f"/api{ASKED_FIRST[-1]}", headers=headers)
        connection.getresponse().read()


def _authorization(credential: str) -> str:
    return f"Basic {b64encode(credential.encode()).decode()}"


def _tell(what: object) -> None:
    with suppress(BrokenPipeError):  # the parent has just ended
        sys.stdout.write(f"{json.dumps(what)}\n")
        sys.stdout.flush()


def _end_with_parent(folder: Path | None) -> None:
    """End without a farewell: what the server still wants to write, nobody will read."""
    sys.stdin.read()
    _remove(folder)
    _remove(folder)  # what was written into it meanwhile
    os._exit(0)


def sweep(temporary: Path) -> None:
    """Remove the folders of servers that were killed, and could not do it themselves."""
    for folder in temporary.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.stat().st_mtime > time.time() - STALE:
                continue
            with (folder / LOCK).open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove(folder)


def _remove(folder: Path | None) -> None:
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
