"""``polydigest story``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli.commands import app
from tests.digests.events.histories import ALONE, FERRY, RUMOUR, told_over_two_days


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("outputs")
    told_over_two_days(made)
    return made


def story(*arguments: str, out: Path) -> Result:
    return CliRunner().invoke(app, ["story", *arguments, "--out", str(out)])


def test_an_event_is_printed_for_people_and_for_programs(out: Path) -> None:
    shown = story(RUMOUR[:4], out=out)
    assert shown.exit_code == 0
    assert shown.stderr == f"polydigest: event {RUMOUR[:4]} is part of event {FERRY} now\n"
    assert shown.stdout.startswith("# A ferry sinks\n")
    assert "19 people died" in shown.stdout
    assert json.loads(story(FERRY, "--json", out=out).stdout)["id"] == FERRY


def test_without_an_id_the_latest_are_listed(out: Path) -> None:
    lines = story(out=out).stdout.splitlines()
    assert f"{FERRY}  2024-03-05  3 reports  A ferry sinks" in lines
    assert f"{ALONE}  2024-03-05  1 report  A ferry sinks" in lines
    assert {each["id"] for each in json.loads(story("--json", out=out).stdout)} == {FERRY, ALONE}


def test_what_is_not_there_is_one_line(out: Path, tmp_path: Path) -> None:
    for shown, words in (
        (story("beef", out=out), "event beef: no digest"),
        (story(out=tmp_path), "no run has been written there"),
    ):
        assert (shown.exit_code, shown.stdout) == (2, "")
        assert words in shown.stderr
    assert not list(tmp_path.iterdir()), "a question makes no store"
