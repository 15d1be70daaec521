"""A real temporary Prefect server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from prefect.context import refresh_global_settings_context
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker

from flows.cli import common
from flows.cli.main import command
from flows.temporary_server import Door, TemporaryServer

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "articles"
HTML = next(EXAMPLES.glob("*.html"))


def write_other_flows(folder: Path) -> None:
    """Write a package `flows` that is not ours, as many Prefect projects have one."""
    (folder / "flows").mkdir()
    (folder / "flows" / "__init__.py").write_text('raise RuntimeError("the wrong flows")\n')


@pytest.fixture(autouse=True)
def own_cache(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Wait for no other run's models; weights that take minutes to unpack stay where they are."""
    if "embedded" not in request.keywords:
        monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Call the command within this process: with `started`, where it would boot a server."""

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        given = ["polydigest", *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", given)
        code = command()
        shown = capsys.readouterr()
        return subprocess.CompletedProcess(given, code, shown.out, shown.err)

    return call


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Use the server that a run would start, guarded as it is, for all flows of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLYDIGEST_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
        patch.delenv("PREFECT_API_URL", raising=False)
        server = TemporaryServer()
        door = server.door()
        assert door
        patch.setenv("PREFECT_API_URL", door.url)
        patch.setenv("PREFECT_API_AUTH_STRING", door.credential)
        refresh_global_settings_context()
    yield door
    for worker in (APILogWorker, EventsWorker):
        worker.drain_all()
    refresh_global_settings_context()
    server.end()


@pytest.fixture
def started(prefect_server: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the server that the tests have, where a command would start its own."""
    monkeypatch.setattr(common, "starting", nullcontext)


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run with a Prefect and a cache of our own, and with a hub that nobody answers for."""
    return {
        **os.environ,
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
        "POLYDIGEST_CACHE": str(tmp_path_factory.getbasetemp() / "cache"),
        "HF_HOME": str(tmp_path_factory.mktemp("hub")),
        "HF_ENDPOINT": "http://127.0.0.1:9",
        "PYTHONWARNINGS": "ignore",
    }


@pytest.fixture(scope="session")
def served(environment: dict[str, str], prefect_server: Door) -> dict[str, str]:
    """Let processes use the server that the tests have: each would boot one for seconds."""
    return {
        **environment,
        "PREFECT_API_URL": prefect_server.url,
        "PREFECT_API_AUTH_STRING": prefect_server.credential,
    }
