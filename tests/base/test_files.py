from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from base.files import is_full, whole_file, why_unwritable

KILLED = """
import os, signal, sys
from pathlib import Path
from base.files import whole_file

with whole_file(Path(sys.argv[1])) as file:
    file.write(b"new, but only ha")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_file_takes_the_place_of_the_older_one_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_bytes(b"old")
    with whole_file(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_the_older_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_bytes(b"old")

    def write_half() -> None:
        with whole_file(path) as file:
            file.write(b"ne")
            raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        write_half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_writer_that_is_killed_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    assert [left.suffix for left in tmp_path.iterdir()] == [".part"]
    assert not list(tmp_path.glob("*.json"))


def test_a_full_disk_is_told_from_one_that_may_not_be_written(
    small_disk: Path, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="No space") as full, whole_file(small_disk / "news") as file:
        file.write(bytes(1_000_000))
    assert is_full(full.value)
    assert why_unwritable(full.value)[0] == "the disk is full"
    assert not list(small_disk.iterdir())
    with pytest.raises(OSError, match="directory") as lost, whole_file(tmp_path / "no" / "news"):
        pass
    assert why_unwritable(lost.value)[0].startswith("it cannot be written (")
