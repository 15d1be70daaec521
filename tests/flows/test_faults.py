"""Runs that are killed, run out of disk, lose their server or meet each other.

What is disturbed is a real process; what goes on afterwards need not be one.
"""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from prefect.client.schemas.objects import State

from digests.report import read_report
from flows.digest import digest
from tests.conftest import with_settings
from tests.flows.processes import Run, servers
from tests.flows.reports import write_reports

pytestmark = [pytest.mark.timeout(1200), pytest.mark.usefixtures("prefect_server")]

ARTICLES = 60
SHARD = 10
KILLS = 3
STOPPED = "polydigest: stopped; finished entries are kept: run the same command to go on"


@pytest.fixture(scope="module")
def profile(tiny_profile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Generated reports are alike: each is to be an event by itself.
    apart = {"granularity": 1.0}
    folder = tmp_path_factory.mktemp("faults")
    return with_settings(tiny_profile, folder, shard_size=SHARD, events=apart)


def start(articles: Path, profile: Path, out: Path, log: Path, environment: dict[str, str]) -> Run:
    return Run(articles, "-p", profile, "-t", "ru", "-o", out, log=log, environment=environment)


def digest_here(articles: Path, profile: Path, out: Path) -> State[Any]:
    """Run in this process."""
    return digest(
        [str(articles)], profile=str(profile), targets=["ru"], out=str(out), return_state=True
    )


def finish(articles: Path, profile: Path, out: Path) -> tuple[Path, int]:
    """Run to the end, and see that all went well; return the folder and the entries computed."""
    state = digest_here(articles, profile, out)
    assert state.is_completed(), state.message
    folder = Path(str(state.result()))
    counts = read_report(folder / "run.json").counts
    assert counts.entries == len(articles.read_text("utf-8").splitlines())
    return folder, counts.entries - counts.cached


def digest_of(folder: Path) -> str:
    """Return digest.json without what differs between any two runs: its name and times."""
    text = (folder / "digest.json").read_text(encoding="utf-8")
    return re.sub(r'"(run|created|retrieved)": "[^"]*"', r'"\1": ""', text)


def test_a_run_that_is_killed_again_and_again_ends_as_if_undisturbed(
    tmp_path: Path, profile: Path, served: dict[str, str]
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", ARTICLES)
    undisturbed, computed = finish(articles, profile, tmp_path / "other")
    assert computed == ARTICLES
    dice, out = random.Random(3), tmp_path / "out"
    computed = 0
    for number in range(KILLS):
        run = start(articles, profile, out, tmp_path / f"{number}.log", served)
        run.wait_for("summarising", times=dice.randint(1, 3))
        run.kill(after=dice.random())
        computed += run.summarised
    folder, rest = finish(articles, profile, out)
    # Each kill costs the entries of the shard at work, and none that was finished.
    assert computed + rest <= ARTICLES + KILLS * SHARD
    assert rest < ARTICLES
    assert digest_of(folder) == digest_of(undisturbed)
    assert not list(out.glob(".tmp-*"))


def test_two_runs_at_once_in_one_folder_both_end_whole(
    tmp_path: Path, profile: Path, served: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    one = write_reports(tmp_path / "one.jsonl", 24)
    other = write_reports(tmp_path / "other.jsonl", 24, first=12)
    out = tmp_path / "out"
    run = start(one, profile, out, tmp_path / "log", served)
    run.wait_for("summarising")
    folder, computed = finish(other, profile, out)
    assert run.end() == 0, run.log
    assert "locked" not in run.log + caplog.text
    # The twelve articles of both were computed by whoever came first: with one cache, they wait
    # for each other's models.
    assert run.summarised + computed == 36
    assert run.folder != folder
    assert len(json.loads((run.folder / "digest.json").read_text("utf-8"))["entries"]) == 24
    assert (out / "latest").resolve() in {folder.resolve(), run.folder.resolve()}
    assert not list(out.glob(".tmp-*"))


def test_a_terminated_run_stops_soon_and_keeps_what_is_finished(
    tmp_path: Path, profile: Path, served: dict[str, str]
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", 40)
    run = start(articles, profile, tmp_path / "out", tmp_path / "log", served)
    run.wait_for("summarising", times=2)
    run.process.send_signal(signal.SIGTERM)
    assert (run.end(), run.error) == (128 + signal.SIGTERM, STOPPED)
    assert not list((tmp_path / "out").glob(".tmp-*"))
    _, rest = finish(articles, profile, tmp_path / "out")
    assert rest <= 40 - SHARD


def test_a_full_disk_is_explained_and_leaves_nothing_half_written(
    tmp_path: Path, small_disk: Path, profile: Path, caplog: pytest.LogCaptureFixture
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", 40)
    state = digest_here(articles, profile, small_disk)
    assert state.is_failed()
    assert str(small_disk) in str(state.message)
    assert "the disk is full; free some space" in str(state.message)
    assert "Traceback" not in caplog.text
    assert not list(small_disk.glob(".tmp-*"))
    assert not list(small_disk.glob("20*"))
    assert not (small_disk / "latest").exists()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    folder, _ = finish(articles, profile, small_disk)
    assert (folder / "digest.json").is_file()


def test_a_server_that_dies_costs_no_finished_entry(
    tmp_path: Path, profile: Path, environment: dict[str, str]
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", 40)
    (temporary := tmp_path / "tmp").mkdir()
    # One try of five, which take a minute.
    mine = {**environment, "PREFECT_CLIENT_MAX_RETRIES": "1", "TMPDIR": str(temporary)}
    run = start(articles, profile, tmp_path / "out", tmp_path / "log", mine)
    run.wait_for("summarising", times=2)
    (server,) = servers(run.process)
    server.kill()
    assert run.end() == 1, run.log
    assert "answers no more" in run.error
    assert "run the same command to go on" in run.error
    assert not list(temporary.glob("polydigest-prefect-*"))
    assert not list((tmp_path / "out").glob(".tmp-*"))
    _, rest = finish(articles, profile, tmp_path / "out")
    assert rest <= 40 - SHARD


def test_entries_are_kept_in_postgresql(
    tmp_path: Path, tiny_profile: Path, postgresql: str
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", 4)
    profile = with_settings(tiny_profile, tmp_path, store=postgresql)
    first, computed = finish(articles, profile, tmp_path / "out")
    assert computed == 4
    elsewhere, computed = finish(articles, profile, tmp_path / "elsewhere")
    assert computed == 0
    assert digest_of(first) == digest_of(elsewhere)
    assert not list(tmp_path.rglob("*.sqlite"))
