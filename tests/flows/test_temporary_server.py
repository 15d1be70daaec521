"""The server that a run starts: who may ask it what, and what a run does without it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urlsplit

import psutil
import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_AUTH_STRING, temporary_settings
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from flows.serve_prefect import LOCK, PREFIX, sweep
from flows.temporary_server import SCRIPT, Door, TemporaryServer
from tests.flows.conftest import EXAMPLES

Call = Callable[..., subprocess.CompletedProcess[str]]


def basic(credential: str) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(credential.encode()).decode()}"}


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/flows/count", {}, 401),
        ("/api/flows/count", basic("polydigest:guess"), 401),
        ("/api/health", {}, 401),
        ("/", {}, 401),
        ("/api/flows/count", {"Host": "attacker.example"}, 400),
        ("/api/flows/count", {"Origin": "https://attacker.example"}, 200),
    ],
)
def test_only_who_knows_the_credential_is_answered(
    prefect_server: Door, path: str, headers: dict[str, str], status: int
) -> None:
    if status != 401:
        headers |= basic(prefect_server.credential)
    connection = HTTPConnection(urlsplit(prefect_server.url).netloc)
    connection.request("POST" if path.endswith("count") else "GET", path, headers=headers)
    answer = connection.getresponse()
    assert answer.status == status
    assert "access-control-allow-origin" not in answer.headers
    connection.close()


@pytest.mark.parametrize("path", ["events/in", "events/out", "logs/out"])
def test_a_websocket_wants_the_credential_too(prefect_server: Door, path: str) -> None:
    url = f"{prefect_server.url.replace('http:', 'ws:')}/{path}"
    with pytest.raises(InvalidStatus, match="401"), connect(url, subprotocols=["prefect"]):  # type: ignore[list-item]
        pass


def test_the_credential_is_known_to_two_processes_alone(prefect_server: Door) -> None:
    (server,) = (p for p in psutil.Process().children() if str(SCRIPT) in p.cmdline())
    secret = prefect_server.credential.partition(":")[2]
    assert secret not in repr(prefect_server)
    assert secret not in " ".join(server.cmdline())
    assert secret not in str(server.environ())
    databases = list(Path(gettempdir()).glob(f"{PREFIX}*/prefect.db"))
    assert databases
    assert {database.parent.stat().st_mode & 0o777 for database in databases} == {0o700}


@pytest.mark.parametrize("killed", [True, False])
def test_nothing_is_left_of_a_server_that_ends_while_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    server = TemporaryServer()
    while not (folders := list(tmp_path.iterdir())):
        time.sleep(0.01)
    assert [folder.name.startswith(PREFIX) for folder in folders] == [True]
    if killed:
        (process,) = (
            p for p in psutil.Process().children() if p.environ().get("TMPDIR") == str(tmp_path)
        )
        process.kill()
        assert server.door() is None
    server.end()
    assert not list(tmp_path.iterdir())


def test_only_folders_of_servers_that_were_killed_are_removed(tmp_path: Path) -> None:
    folders = [tmp_path / f"{PREFIX}{name}" for name in ("killed", "at work", "new")]
    for folder in folders:
        folder.mkdir()
    held = (folders[1] / LOCK).open("wb")
    fcntl.flock(held, fcntl.LOCK_EX)
    for folder in folders[:2]:
        os.utime(folder, (0, 0))
    sweep(tmp_path)
    assert [folder.exists() for folder in folders] == [False, True, True]
    held.close()


@pytest.mark.usefixtures("started")
def test_a_run_that_is_deleted_ends_in_one_line(
    call: Call, tmp_path: Path, tiny_profile: Path
) -> None:
    ended = threading.Event()

    def delete() -> None:
        with get_client(sync_client=True) as client:
            while not ended.is_set():
                for run in client.read_flow_runs():
                    if run.state and run.state.is_running():
                        with suppress(Exception):  # it may end first
                            client.delete_flow_run(run.id)

    vandal = threading.Thread(target=delete)
    vandal.start()
    try:
        article = EXAMPLES / "ever-given-harbour-courier.md"
        done = call("run", article, "-p", tiny_profile, "-t", "ru", "-o", tmp_path)
    finally:
        ended.set()
        vandal.join()
    assert done.returncode == 1
    [line] = [li for li in done.stderr.splitlines() if li.startswith("polydigest: ")]
    assert "somebody deleted" in line
    assert "run the same command to go on" in line
    for word in ("SELECT", "INSERT", "Traceback"):
        assert word not in done.stderr


@pytest.mark.usefixtures("started")
def test_a_server_that_wants_a_credential_is_named_at_once(call: Call, tmp_path: Path) -> None:
    with temporary_settings(restore_defaults={PREFECT_API_AUTH_STRING}):
        done = call("run", EXAMPLES, "-o", tmp_path)
    assert done.returncode == 1
    assert "it wants to know who asks: set PREFECT_API_AUTH_STRING" in done.stderr
