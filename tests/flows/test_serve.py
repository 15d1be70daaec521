"""``polydigest serve`` as people use it: a server, the process, and runs that are asked for."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.conftest import EXAMPLES
from tests.flows.processes import Run, Server

URL = "http://127.0.0.1:9/feed"


@pytest.mark.timeout(900)
def test_what_is_served_ingests_and_digests(
    tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
) -> None:
    mine = {
        **environment,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        # As docs/operations.md secures it.
        "PREFECT_SERVER_API_AUTH_STRING": "desk:a-password",
        "PREFECT_API_AUTH_STRING": "desk:a-password",
    }
    with Server(mine) as server:
        mine["PREFECT_API_URL"] = server.url
        serving = Run(
            *(EXAMPLES / "wire-desk.jsonl", URL),
            *("-p", tiny_profile, "-t", "ru", "-o", "out"),
            command="serve",
            cwd=tmp_path,
            log=tmp_path / "log",
            environment=mine,
        )
        serving.wait_for("Your deployments are being served")

        def ask(name: str, **parameters: object) -> None:
            given = [f"-p{key}={json.dumps(value)}" for key, value in parameters.items()]
            subprocess.run(
                [sys.executable, "-m", "prefect", "deployment", "run", name, *given, "--watch"],
                env=mine,
                check=True,
                capture_output=True,
                timeout=300,
            )

        ask("ingest/hourly")
        # A URL is asked for as it stands, and one of this machine by nobody who was not allowed to.
        assert f"{URL}: 127.0.0.1 lies at no public address" in serving.log
        assert "articles kept in" in serving.log
        ask("digest/daily", targets=["zh"])
        made = json.loads((tmp_path / "out" / "latest" / "digest.json").read_text("utf-8"))
        assert made["targets"] == ["zh"]
        assert made["entries"]
        serving.process.send_signal(signal.SIGINT)
        serving.end()
