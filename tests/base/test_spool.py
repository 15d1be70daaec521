from __future__ import annotations

import gc
import resource
from pathlib import Path

import psutil
import pytest

from articles.article import Removed
from base.spool import BytesSpool, Spool


def open_files() -> int:
    return psutil.Process().num_fds()


def test_records_come_back_by_number(tmp_path: Path) -> None:
    spool = BytesSpool(tmp_path)
    assert list(spool) == []
    spool.append(b"one")
    assert spool[0] == b"one"
    spool.append(b"")
    spool.append("три\n".encode())
    assert list(spool) == [b"one", b"", "три\n".encode()]
    assert spool[-1] == spool[2]
    assert spool[1:] == [spool[1], spool[2]]
    with pytest.raises(IndexError):
        spool[3]


def test_models_come_back_as_they_were() -> None:
    removed = [Removed(text=f"line {n}\n\u2028«текст»", reason="caption") for n in range(3)]
    spool = Spool(Removed)
    for each in removed:
        spool.append(each)
    assert list(spool) == removed == list(spool)
    assert spool[:2] == removed[:2]


def test_the_file_has_no_name_and_goes_with_the_spool(tmp_path: Path) -> None:
    gc.collect()
    before = open_files()
    spool = BytesSpool(tmp_path)
    spool.append(b"x" * 100_000)
    assert not list(tmp_path.iterdir())
    del spool
    gc.collect()
    assert open_files() == before


def test_a_file_that_cannot_grow_is_no_silent_loss() -> None:
    spool = BytesSpool()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, before[1]))
    try:
        spool.append(b"x" * 100_000)
        with pytest.raises(OSError, match="File too large"):
            spool.append(b"y" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(spool) == [b"x" * 100_000]
