"""``polydigest run`` as a real process."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from digests.digest import Digest
from flows.cli.commands import app
from flows.cli.common import SOME_FAILED
from tests.flows.conftest import EXAMPLES, HTML, ROOT, write_other_flows
from tests.flows.processes import PATIENCE, Run, polydigest


def test_a_run_where_somebody_else_has_flows(
    tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
) -> None:
    write_other_flows(tmp_path)
    (tmp_path / "empty.md").touch()
    run = Run(
        *(HTML, "empty.md", "-p", tiny_profile, "-t", "zh", "-o", "out"),
        log=tmp_path / "log",
        environment=environment,
        cwd=tmp_path,
    )
    assert run.end() == SOME_FAILED, run.log
    assert (tmp_path / run.folder / "digest.html").is_file()
    assert "empty.md" in run.error
    assert "Traceback" not in run.log
    # A log has lines where a terminal has bars.
    assert "━" not in run.log
    assert re.search(r"events: 1 of 1, [\d,.]+ a (second|minute), 0:00:00 left", run.log)


def test_the_module_of_the_flow_prints_the_folder_last_and_its_log_can_be_json(
    tmp_path: Path, tiny_profile: Path, served: dict[str, str]
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "flows.digest",
            HTML,
            "-p",
            tiny_profile,
            "-t",
            "zh",
            "-o",
            tmp_path,
        ],
        cwd=ROOT,
        env={**served, "PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER": "json"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    records = [line for line in done.stderr.splitlines() if line.startswith("{")]
    [summary] = [line for line in done.stderr.splitlines() if line not in records]
    assert summary.startswith("1 entry (0 unchanged) of 1 article (0 failed); ")
    assert "summarising 1 event" in [json.loads(record).get("message") for record in records]
    folder = Path(done.stdout.splitlines()[-1])
    made = Digest.model_validate_json((folder / "digest.json").read_text("utf-8"))
    assert made.targets == ("zh",)
    report = CliRunner().invoke(app, ["report", str(folder)])
    assert report.exit_code == 0
    assert "script" in report.stdout


def test_an_unreachable_hub_names_the_way_out(tmp_path: Path, served: dict[str, str]) -> None:
    done = polydigest("run", HTML, "-p", "opus", "-o", tmp_path, environment=served)
    assert done.returncode == 1
    line = next(li for li in done.stderr.splitlines() if li.startswith("polydigest:"))
    assert "distilbart" in line
    assert "embedded" in line
    assert "folder" in line
    assert "Traceback" not in done.stderr


def test_ctrl_c_stops_soon_and_says_how_to_go_on(
    tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", str(EXAMPLES),
         "-p", str(tiny_profile), "-o", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stderr
    for line in process.stderr:
        if "summarising" in line:
            break
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Finished in state Cancelled" in stderr
    assert "Crash detected" not in stderr
    assert "run the same command to go on" in stderr
    assert not stdout
    assert not list(tmp_path.glob(".tmp-*"))
    assert not (tmp_path / "latest").exists()
