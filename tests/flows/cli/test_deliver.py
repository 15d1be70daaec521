from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from digests.run_folder import write_run
from flows.cli.commands import app
from tests.digests.samples import canal, digest, laid_out, report
from tests.flows.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = digest(canal())
    return write_run(tmp_path / "out", laid_out(made), report(made))


def profile(folder: Path, block: str) -> str:
    path = folder.parent.parent / "own.yaml"
    shipped = (ROOT / "configs" / "opus.yaml").read_text(encoding="utf-8")
    path.write_text(f"{shipped}\ndeliver: {block}\n", encoding="utf-8")
    return str(path)


def test_a_run_is_delivered_later(folder: Path) -> None:
    asked = ["deliver", str(folder), "--profile", profile(folder, "{feeds: {}}")]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert (folder.parent / "feed.ru.json").is_file()


def test_what_cannot_be_delivered_is_said(folder: Path) -> None:
    block = "{webhook: {url: http://127.0.0.1:1/hook}, feeds: {}}"
    asked = ["deliver", str(folder), "--profile", profile(folder, block)]
    shown = CliRunner().invoke(app, asked)
    assert shown.exit_code == 1
    assert "POLYDIGEST_WEBHOOK_SECRET is not set" in shown.stderr
    assert (folder.parent / "feed.ru.json").is_file()


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["deliver", str(tmp_path)])
    assert shown.exit_code == 2
    assert "not the folder of a run" in shown.stderr


def test_diff_prints_what_changed(folder: Path) -> None:
    made = digest(canal(), run="2021-03-31T061500Z-sample")
    made = made.model_copy(update={"profile": "other"})
    other = write_run(folder.parent, laid_out(made), report(made))
    shown = CliRunner().invoke(app, ["diff", str(folder), str(other)])
    assert shown.exit_code == 0
    assert shown.output.splitlines() == [
        f"{folder.name}: 1 story",
        f"{other.name}: 1 story",
        "profile: sample → other",
        "1 story unchanged",
    ]
    missing = CliRunner().invoke(app, ["diff", str(folder), str(folder.parent)])
    assert missing.exit_code == 2
    assert "No such file" in missing.stderr
