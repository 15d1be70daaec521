"""What a process does before its flow: in processes of their own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from flows.temporary_server import SCRIPT
from tests.flows.conftest import EXAMPLES, ROOT
from tests.flows.processes import PATIENCE, Run, servers

PARENT = """
import gc, sys
import flows.cli
from flows.startup import COLLECTED_AFTER, starting

with starting():
    from prefect.client.orchestration import get_client

client = get_client(sync_client=True)
server = str(client.api_url).rstrip("/")
if "--ask" in sys.argv:
    client.api_version()
frozen = gc.get_freeze_count() > 100_000
print(server, gc.isenabled(), frozen, gc.get_threshold()[0] == COLLECTED_AFTER, flush=True)
sys.stdin.read()
"""
NOBODY = "http://127.0.0.1:9"
NAMED = f"{NOBODY}/api"


IMPORTS = """
import sys
import flows.cli.commands
from flows.cli.common import check_inputs, split_languages

check_inputs(["https://news.example/feed", "."])
split_languages("en")
print(*sys.modules.keys() & {"pydantic", "sqlalchemy", "prefect", "articles.sources"})
import flows.ingest
print(*sys.modules.keys() & {"torch", "transformers", "ctranslate2", "prefect_dask"})
"""


@pytest.fixture
def parent(environment: dict[str, str], request: pytest.FixtureRequest) -> subprocess.Popen[str]:
    settings: dict[str, str] = getattr(request, "param", {})
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, *(() if NAMED in settings.values() else ["--ask"])],
        env={**environment, **settings},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("parent", "end"), [({"http_proxy": NOBODY}, "exit"), ({}, "kill")], indirect=["parent"]
)
def test_a_temporary_server_ends_with_its_parent(parent: subprocess.Popen[str], end: str) -> None:
    assert parent.stdout
    url, *collector = parent.stdout.readline().split()
    assert collector == ["True", "True", "True"]
    (server,) = servers(parent)
    listening = [connection.laddr.port for connection in server.net_connections()]
    assert url == f"http://127.0.0.1:{listening[0]}/api"
    if end == "kill":
        parent.kill()
    parent.communicate()
    _, alive = psutil.wait_procs([server], timeout=PATIENCE)
    assert not alive


@pytest.mark.parametrize("parent", [{"PREFECT_API_URL": NAMED}], indirect=True)
def test_no_server_boots_where_one_is_named(parent: subprocess.Popen[str]) -> None:
    assert parent.stdout
    assert parent.stdout.readline().split()[0] == NAMED
    assert not servers(parent)
    parent.communicate()


def test_what_takes_long_is_imported_late_or_not_at_all() -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split("\n") == ["", "", ""], "before the server boots; to ingest"


def test_no_room_for_the_database_of_a_temporary_server(environment: dict[str, str]) -> None:
    limited = f"ulimit -f 0; exec '{sys.executable}' -P '{SCRIPT}' /nowhere"
    with subprocess.Popen(
        ["sh", "-c", limited], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout
        assert json.loads(server.stdout.readline()) is None
        thing, reason, remedy = json.loads(server.stdout.readline())
    assert thing == "the folder for temporary files"
    assert "No usable temporary directory" in reason
    assert "TMPDIR" in remedy


def test_an_interrupt_while_it_starts(environment: dict[str, str], tmp_path: Path) -> None:
    run = Run(EXAMPLES, log=tmp_path / "log", environment=environment)
    while not (booting := servers(run.process)):
        assert run.process.poll() is None, run.log
        time.sleep(0.05)
    run.process.send_signal(signal.SIGINT)
    assert (run.end(), run.error) == (130, "polydigest: stopped")
    _, alive = psutil.wait_procs(booting, timeout=PATIENCE)
    assert not alive
    assert run.error == run.log.strip(), "the server had something to say"
