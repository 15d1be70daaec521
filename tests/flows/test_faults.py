"""Runs that are killed, run out of disk, lose their server or meet each other: real processes."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import with_settings
from tests.flows.processes import Run, Server
from tests.flows.reports import write_reports

pytestmark = pytest.mark.timeout(1200)

ARTICLES = 100
SHARD = 10
KILLS = 3
STOPPED = "polydigest: stopped; finished entries are kept: run the same command to go on"


@pytest.fixture(scope="module")
def profile(tiny_profile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Generated reports are alike: each is to be an event by itself.
    apart = {"granularity": 1.0}
    folder = tmp_path_factory.mktemp("faults")
    return with_settings(tiny_profile, folder, shard_size=SHARD, events=apart)


@pytest.fixture(scope="module")
def served(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Let runs share a server: one that each starts for itself outlives a kill by a while."""
    mine = {**environment, "PREFECT_HOME": str(tmp_path_factory.mktemp("served"))}
    with Server(mine) as server:
        yield {**mine, "PREFECT_API_URL": server.url}


def start(articles: Path, profile: Path, out: Path, log: Path, environment: dict[str, str]) -> Run:
    return Run(articles, "-p", profile, "-t", "ru", "-o", out, log=log, environment=environment)


def finish(articles: Path, profile: Path, out: Path, log: Path, environment: dict[str, str]) -> Run:
    """Run to the end, and see that all went well."""
    run = start(articles, profile, out, log, environment)
    assert run.end() == 0, run.log
    return run


def digest_of(folder: Path) -> str:
    """Return digest.json without what differs between any two runs: its name and times."""
    text = (folder / "digest.json").read_text(encoding="utf-8")
    return re.sub(r'"(run|created|retrieved)": "[^"]*"', r'"\1": ""', text)


def test_a_run_that_is_killed_again_and_again_ends_as_if_undisturbed(
    tmp_path: Path, profile: Path, served: dict[str, str]
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", ARTICLES)
    undisturbed = finish(articles, profile, tmp_path / "other", tmp_path / "other.log", served)
    assert undisturbed.summarised == ARTICLES
    dice, out = random.Random(3), tmp_path / "out"
    computed = 0
    for number in range(KILLS):
        run = start(articles, profile, out, tmp_path / f"{number}.log", served)
        run.wait_for("summarising", times=dice.randint(1, 3))
        run.kill(after=dice.random())
        computed += run.summarised
    last = finish(articles, profile, out, tmp_path / "last.log", served)
    # Each kill costs the entries of the shard at work, and none that was finished.
    assert computed + last.summarised <= ARTICLES + KILLS * SHARD
    assert last.summarised < ARTICLES
    assert digest_of(last.folder) == digest_of(undisturbed.folder)
    assert not list(out.glob(".tmp-*"))


def test_two_runs_at_once_in_one_folder_both_end_whole(
    tmp_path: Path, profile: Path, served: dict[str, str]
) -> None:
    one = write_reports(tmp_path / "one.jsonl", 24)
    other = write_reports(tmp_path / "other.jsonl", 24, first=12)
    out = tmp_path / "out"
    runs = [
        start(path, profile, out, tmp_path / f"{path.stem}.log", served) for path in (one, other)
    ]
    for run in runs:
        assert run.end() == 0, run.log
        assert "locked" not in run.log
    # The twelve articles of both were computed by whoever came first.
    assert sum(run.summarised for run in runs) == 36
    folders = {run.folder for run in runs}
    assert len(folders) == 2
    for folder in folders:
        assert len(json.loads((folder / "digest.json").read_text("utf-8"))["entries"]) == 24
    assert (out / "latest").resolve() in {folder.resolve() for folder in folders}
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
    again = finish(articles, profile, tmp_path / "out", tmp_path / "again.log", served)
    assert again.summarised <= 40 - SHARD


def test_a_full_disk_is_explained_and_leaves_nothing_half_written(
    tmp_path: Path, small_disk: Path, profile: Path, served: dict[str, str]
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", 40)
    run = start(articles, profile, small_disk, tmp_path / "log", served)
    assert run.end() == 1, run.log
    assert str(small_disk) in run.error
    assert "the disk is full; free some space" in run.error
    assert "Traceback" not in run.log
    assert not list(small_disk.glob(".tmp-*"))
    assert not list(small_disk.glob("20*"))
    assert not (small_disk / "latest").exists()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    again = finish(articles, profile, small_disk, tmp_path / "again.log", served)
    assert (again.folder / "digest.json").is_file()


def test_a_server_that_dies_costs_no_finished_entry(
    tmp_path: Path, profile: Path, environment: dict[str, str]
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", 40)
    mine = {
        **environment,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_CLIENT_MAX_RETRIES": "1",  # of five, which take a minute
    }
    server = Server(mine)
    mine["PREFECT_API_URL"] = server.url
    with server:
        run = start(articles, profile, tmp_path / "out", tmp_path / "log", mine)
        run.wait_for("summarising", times=2)
        server.stop(signal.SIGKILL)
    assert run.end() == 1, run.log
    assert "Prefect server" in run.error
    assert "run the same command to go on" in run.error
    assert not list((tmp_path / "out").glob(".tmp-*"))
    with server:
        again = finish(articles, profile, tmp_path / "out", tmp_path / "again.log", mine)
        assert again.summarised <= 40 - SHARD


def test_entries_are_kept_in_postgresql(
    tmp_path: Path, tiny_profile: Path, postgresql: str, served: dict[str, str]
) -> None:
    articles = write_reports(tmp_path / "reports.jsonl", 4)
    profile = with_settings(tiny_profile, tmp_path, store=postgresql)
    first = finish(articles, profile, tmp_path / "out", tmp_path / "log", served)
    assert first.summarised == 4
    elsewhere = finish(articles, profile, tmp_path / "elsewhere", tmp_path / "more.log", served)
    assert elsewhere.summarised == 0
    assert digest_of(first.folder) == digest_of(elsewhere.folder)
    assert not list(tmp_path.rglob("*.sqlite"))
