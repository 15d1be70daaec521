"""What a process does before its flow: in processes of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.flows.conftest import ROOT

SCRIPT = """
import gc
from flows.startup import starting

with starting():
    from prefect.server.api.server import SubprocessASGIServer

running = [server.running for server in SubprocessASGIServer._instances.values()]
print(running, gc.isenabled(), gc.get_freeze_count() > 100_000)
"""


@pytest.mark.parametrize(
    ("server", "running"), [({}, [True]), ({"PREFECT_API_URL": "http://127.0.0.1:9/api"}, [])]
)
def test_a_temporary_server_boots_where_none_is_named(
    environment: dict[str, str], server: dict[str, str], running: list[bool]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**environment, **server},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == f"{running} True True"
