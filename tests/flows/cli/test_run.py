"""``polydigest run`` as a real process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from digests.digest import Digest
from tests.flows.conftest import EXAMPLES, HTML, ROOT
from tests.flows.processes import polydigest


def test_run_prints_the_folder_last_and_its_log_can_be_json(
    tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
) -> None:
    structured = {**environment, "PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER": "json"}
    done = polydigest(
        "run", HTML, "-p", tiny_profile, "-t", "zh", "-o", tmp_path, environment=structured
    )
    assert done.returncode == 0, done.stderr
    records = [line for line in done.stderr.splitlines() if line.startswith("{")]
    [summary] = [line for line in done.stderr.splitlines() if line not in records]
    assert summary.startswith("1 entries of 1 articles")
    assert "summarising 1 events" in [json.loads(record).get("message") for record in records]
    folder = Path(done.stdout.splitlines()[-1])
    made = Digest.model_validate_json((folder / "digest.json").read_text("utf-8"))
    assert made.targets == ("zh",)
    report = polydigest("report", folder, environment=environment)
    assert report.returncode == 0
    assert "script" in report.stdout


def test_failed_articles_are_named_and_make_exit_code_1(
    tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "empty.md").touch()
    done = polydigest(
        "run", HTML, tmp_path / "empty.md", "-p", tiny_profile, "-t", "zh", "-o", tmp_path / "out",
        environment=environment,
    )  # fmt: skip
    assert done.returncode == 1
    assert (Path(done.stdout.splitlines()[-1]) / "digest.html").is_file()
    assert "empty.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreachable_hub_names_the_way_out(tmp_path: Path, environment: dict[str, str]) -> None:
    done = polydigest("run", HTML, "-p", "opus", "-o", tmp_path, environment=environment)
    assert done.returncode == 1
    line = next(li for li in done.stderr.splitlines() if li.startswith("polydigest:"))
    assert "distilbart" in line
    assert "embedded" in line
    assert "folder" in line
    assert "Traceback" not in done.stderr


def test_the_module_of_the_flow_runs_it(
    tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
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
            "ru",
            "-o",
            tmp_path,
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert (Path(done.stdout.splitlines()[-1]) / "digest.json").is_file()


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
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Finished in state Cancelled" in stderr
    assert "Crash detected" not in stderr
    assert "run the same command to go on" in stderr
    assert not stdout
    assert not list(tmp_path.glob(".tmp-*"))
    assert not (tmp_path / "latest").exists()
