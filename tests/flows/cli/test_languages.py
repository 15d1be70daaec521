from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from digests.profile import ProfileError, load_profile
from flows.cli.commands import app
from tests.flows.conftest import ROOT


def test_languages_shows_what_is_checked_in_each() -> None:
    shown = CliRunner().invoke(app, ["languages", "de"], env={"COLUMNS": "120"})
    assert shown.exit_code == 0
    assert "articles in: en (English)" in shown.output
    (negation,) = (line for line in shown.output.splitlines() if " negation " in line)
    assert [cell.strip() for cell in negation.split("│")[2:5]] == ["checked", "checked", "–"]


@pytest.mark.parametrize("arguments", [["xx"], ["--source", "de"]])
def test_a_language_that_cannot_be_is_refused_with_those_that_can(arguments: list[str]) -> None:
    shown = CliRunner().invoke(app, ["languages", *arguments])
    assert shown.exit_code == 2
    assert "en" in shown.stderr


def test_a_profile_whose_source_language_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    shipped = (ROOT / "configs" / "opus.yaml").read_text(encoding="utf-8")
    path.write_text(f"{shipped}\nsource_language: de\n", encoding="utf-8")
    with pytest.raises(ProfileError, match=r"source_language.*'de'.*en \(English\)"):
        load_profile(str(path))
