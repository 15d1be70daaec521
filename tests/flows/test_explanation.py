"""What ends a command, in one line."""

from __future__ import annotations

import errno
import sqlite3
import stat
from pathlib import Path

import pytest

from base.errors import ExplainedError
from flows import DEBUG
from flows.explanation import FOLDER, MOST_KEPT, explain


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv(DEBUG, raising=False)
    return tmp_path / "cache"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ExplainedError("a.md", "no article", "mend it"), "a.md: no article; mend it"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/srv/news"),
            "/srv/news: permission denied; change its permissions, or name another folder",
        ),
        (
            ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"),
            "the network: Connection reset by peer; check it, then run the same command again",
        ),
        (MemoryError(), "this machine: its memory is used up; end other processes"),
        (sqlite3.OperationalError("disk I/O error"), "a database: disk I/O error; check the disk"),
    ],
)
def test_what_can_be_mended_is_named_with_its_remedy(
    error: Exception, line: str, cache: Path
) -> None:
    assert explain(error).startswith(line)
    assert not cache.exists()


def test_a_fault_of_ours_is_told_as_such_and_its_traceback_is_kept_apart(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> str:
        try:
            return {"a": "b"}["of\nnews" * 100]
        except KeyError as error:
            return explain(error)

    line = fail()
    assert line.startswith("a fault of polydigest itself (KeyError: 'of\\nnews")
    assert "\n" not in line
    assert len(line) < 500
    kept = Path(line.rpartition(", ")[2])
    assert kept.parent == cache / FOLDER
    assert "in fail" in kept.read_text("utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not capsys.readouterr().err

    monkeypatch.setenv(DEBUG, "1")
    for _ in range(MOST_KEPT):
        fail()
    assert "Traceback" in capsys.readouterr().err
    assert len(list(kept.parent.iterdir())) == MOST_KEPT
    assert not kept.exists()


def test_a_fault_of_ours_is_told_where_nothing_can_be_written(cache: Path) -> None:
    cache.touch()
    line = explain(KeyError("news"))
    assert line.endswith(
        "its traceback cannot be written (File exists): set POLYDIGEST_DEBUG=1 to see it"
    )
