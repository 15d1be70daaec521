"""The command line as real processes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from digests.digest import Digest
from tests.flows.conftest import EXAMPLES, ROOT

HTML = next(EXAMPLES.glob("*.html"))


def polydigest(
    *arguments: str | Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_run_prints_the_folder_last(
    tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
) -> None:
    done = polydigest(
        "run", HTML, "-p", tiny_profile, "-t", "zh", "-o", tmp_path, environment=environment
    )
    assert done.returncode == 0, done.stderr
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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run"], ["INPUT"]),
        (["run", "no-such-file.md"], ["no-such-file.md", "no such file"]),
        (["run", HTML, "-p", "no-such"], ["no-such", "embedded"]),
        (["run", HTML, "-t", "xx"], ["'xx'", "known"]),
        (["run", HTML, "-t", ","], ["--targets"]),
        (["run", HTML, "--formats", "pdf"], ["pdf", "html"]),
        (["run", HTML, "--since", "yesterday"], ["yesterday"]),
        (["report", "no-such-run"], ["no-such-run", "run.json"]),
        (["doctor", "-p", "no-such"], ["no-such"]),
    ],
)
def test_a_wrong_call_is_one_clear_line_and_exit_code_2(
    arguments: list[str], words: list[str], environment: dict[str, str]
) -> None:
    done = polydigest(*arguments, environment=environment)
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("description: x\nsummarizer: {}\n", "summarizer"),
        ("description: [", "YAML"),
        ("- a list\n", "not a profile"),
        (
            "description: x\nsummariser: {family: extractive, name: e}\n"
            "translators: {zh: {family: chat, name: e}}\nchecks: {translation: {nombers: false}}\n",
            "nombers",
        ),
    ],
)
def test_a_wrong_profile_names_the_file_and_the_key(
    tmp_path: Path, text: str, word: str, environment: dict[str, str]
) -> None:
    profile = tmp_path / "mine.yaml"
    profile.write_text(text, encoding="utf-8")
    done = polydigest("run", HTML, "-p", profile, environment=environment)
    assert done.returncode == 2
    assert "mine.yaml" in done.stderr
    assert word in done.stderr


def test_an_unreachable_hub_names_the_way_out(tmp_path: Path, environment: dict[str, str]) -> None:
    done = polydigest("run", HTML, "-p", "opus", "-o", tmp_path, environment=environment)
    assert done.returncode == 1
    line = next(li for li in done.stderr.splitlines() if li.startswith("polydigest:"))
    assert "distilbart" in line
    assert "embedded" in line
    assert "folder" in line
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["run", "ingest", "adapt"])
def test_a_server_that_is_not_there_is_one_clear_line(
    command: str, tmp_path: Path, tiny_profile: Path, environment: dict[str, str]
) -> None:
    arguments: dict[str, list[str | Path]] = {
        "run": ["-p", tiny_profile, "-o", tmp_path],
        "ingest": ["-a", tmp_path],
        "adapt": ["-b", tiny_profile, "-t", "ru", "-o", tmp_path / "ru", "--licence", "CC0-1.0"],
    }
    lost = {**environment, "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = polydigest(command, HTML, *arguments[command], environment=lost)
    assert done.returncode == 1
    assert "Prefect server http://127.0.0.1:9/api: no answer" in done.stderr
    assert "unset PREFECT_API_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_says_what_is_missing(tiny_profile: Path, environment: dict[str, str]) -> None:
    wide = {**environment, "COLUMNS": "300"}
    done = polydigest("doctor", "-p", "opus", environment=wide)
    assert done.returncode == 1
    missing = [line for line in done.stdout.splitlines() if "MISSING" in line]
    assert len(missing) == 3
    assert all("embedded" in line and "folder" in line for line in missing)
    done = polydigest("doctor", "-p", tiny_profile, environment=wide)
    assert done.returncode == 0, done.stdout
    assert "MISSING" not in done.stdout
    lost = {**wide, "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = polydigest("doctor", "-p", tiny_profile, environment=lost)
    assert done.returncode == 1
    [line] = [line for line in done.stdout.splitlines() if "MISSING" in line]
    assert "unset PREFECT_API_URL" in line


def test_the_log_can_be_json(
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
    assert "summarising 1 stories" in [json.loads(record).get("message") for record in records]


def test_fetch_names_what_it_got(tiny_profile: Path, environment: dict[str, str]) -> None:
    done = polydigest("models", "fetch", tiny_profile, environment=environment)
    assert done.returncode == 0, done.stderr
    assert "tests/marian" in done.stdout
    done = polydigest("models", "fetch", "opus", environment=environment)
    assert done.returncode == 1
    assert "distilbart" in done.stderr
    assert "Traceback" not in done.stderr


def test_schema_and_profiles(environment: dict[str, str]) -> None:
    schema = json.loads(polydigest("schema", environment=environment).stdout)
    assert "entries" in schema["properties"]
    run = json.loads(polydigest("schema", "run", environment=environment).stdout)
    assert "outcomes" in run["properties"]
    listed = polydigest("profiles", environment={**environment, "COLUMNS": "200"}).stdout
    for name in ("embedded", "opus", "nllb", "llm"):
        assert name in listed


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


def test_the_help_imports_late() -> None:
    heavy = {"prefect", "torch", "transformers", "pydantic", "sqlalchemy", "jinja2", "babel"}
    code = "import sys, flows.cli.main; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not heavy & set(done.stdout.split())
