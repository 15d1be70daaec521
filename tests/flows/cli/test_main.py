"""What all commands have in common."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from tests.flows.conftest import HTML, ROOT
from tests.flows.processes import polydigest

Call = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run"], ["INPUT"]),
        (["run", "no-such-file.md"], ["no-such-file.md", "no such file"]),
        (["run", HTML, "-t", ","], ["--targets"]),
        (["run", HTML, "--formats", "docx"], ["docx", "html"]),
        (["run", HTML, "--since", "yesterday"], ["yesterday"]),
        (["report", "no-such-run"], ["no-such-run", "run.json"]),
        (["run", HTML, "-p", "no-such"], ["no-such", "embedded"]),
        (["doctor", "-p", "no-such"], ["no-such"]),
    ],
)
@pytest.mark.usefixtures("started")
def test_a_wrong_call_is_one_clear_line_and_exit_code_2(
    arguments: list[str], words: list[str], call: Call
) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr
    assert not done.stdout


def test_so_is_one_that_is_refused_beside_a_booting_server(environment: dict[str, str]) -> None:
    done = polydigest("run", HTML, "-t", "xx", environment=environment)
    assert done.returncode == 2
    assert "'xx'" in done.stderr
    assert "known" in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("output", "code", "said"),
    [
        ("> /dev/full", 1, "polydigest: the standard output: the disk is full; free some space"),
        ("| true", 141, ""),
    ],
)
def test_output_that_nobody_takes(output: str, code: int, said: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m flows.cli schema {output}; exit ${{PIPESTATUS[0]}}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (code, bool(said))
    assert done.stderr.startswith(said)


def test_a_process_that_may_open_few_files() -> None:
    call = f"ulimit -n 20; {sys.executable} -m flows.cli ingest {HTML}"
    done = subprocess.run(
        ["bash", "-c", call], cwd=ROOT, capture_output=True, text=True, check=False
    )
    line = "this process: may open 20 files, needs 64; raise the limit (ulimit -n 1024)"
    assert (done.returncode, done.stderr) == (1, f"polydigest: {line}\n")


@pytest.mark.parametrize("command", ["run", "ingest", "adapt"])
@pytest.mark.usefixtures("started")
def test_a_server_that_is_not_there_is_one_clear_line(
    command: str, tmp_path: Path, tiny_profile: Path, call: Call
) -> None:
    arguments: dict[str, list[str | Path]] = {
        "run": ["-p", tiny_profile, "-o", tmp_path],
        "ingest": ["-a", tmp_path],
        "adapt": ["-b", tiny_profile, "-t", "ru", "-o", tmp_path / "ru", "--licence", "CC0-1.0"],
    }
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        done = call(command, HTML, *arguments[command])
    assert done.returncode == 1
    assert "Prefect server http://127.0.0.1:9/api: no answer" in done.stderr
    assert "unset PREFECT_API_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_help_imports_late() -> None:
    heavy = {"prefect", "torch", "transformers", "pydantic", "sqlalchemy", "jinja2", "babel"}
    code = "import sys, flows.cli.commands; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not heavy & set(done.stdout.split())
