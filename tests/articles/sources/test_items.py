"""Whatever an item does, the others are read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import articles.sources
from articles.article import Article, ArticleError
from articles.fetch.errors import StoppedError
from articles.sources import KINDS, items
from articles.sources.items import in_worker
from articles.sources.kind import Item, Reading
from articles.sources.resource import Resource
from base.database import StoreError
from base.workers import Budget, Workers
from tests.articles.texts import STORY, read, write
from tests.base import calls


class Odd:
    """A kind of another package: reads ``.odd`` files as a test says."""

    name = "odd"
    shape = ".odd"

    def __init__(self, do: Callable[[str], Any]) -> None:
        self.do = do

    def accepts(self, resource: Resource) -> bool:
        return resource.suffix == ".odd"

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        yield self.do(resource.location)


def raising(error: Exception) -> Callable[[str], None]:
    def do(_: str) -> None:
        raise error

    return do


@pytest.fixture(scope="module")
def hasty() -> Iterator[Workers]:
    workers = Workers(items.warm_up, Budget(seconds=1, memory=2**31), 1)
    yield workers
    workers.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "a.txt", "Ferry is late", STORY)
    (tmp_path / "b.odd").touch()
    write(tmp_path / "c.txt", "Ferry is late", STORY)
    return tmp_path


@pytest.mark.parametrize(
    ("do", "reason"),
    [
        (lambda location: in_worker(location, calls.spin), "more than 1 s of work"),
        (lambda location: in_worker(location, calls.backtrack), "more than 1 s of work"),
        (lambda location: in_worker(location, calls.crash), "crashed the process"),
        (lambda location: in_worker(location, calls.divide), "ZeroDivisionError"),
        (raising(RecursionError("\x1b[2J\n" + "x" * 10_000)), "RecursionError"),
        (raising(MemoryError()), "MemoryError"),
        (raising(OSError(5, "Input/output error")), "Input/output error"),
        (raising(LookupError("unknown encoding")), "LookupError"),
    ],
)
def test_what_an_item_does_is_its_own_error(
    folder: Path,
    hasty: Workers,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    do: Callable[[str], Any],
    reason: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(items, "_workers", lambda: hasty)
    monkeypatch.setattr(articles.sources, "kinds", lambda: (Odd(do), *KINDS))
    first, odd, last = read(folder)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(odd, ArticleError)
    assert odd.location == str(folder / "b.odd")
    assert reason in odd.reason
    assert odd.remedy
    assert len(str(odd)) < 500
    assert str(odd).isprintable()
    assert ("return 1 / 0" in caplog.text) == (reason == "ZeroDivisionError")


@pytest.mark.parametrize(
    "error", [StoreError("the store", "gone", "wait"), StoppedError(), OSError(28, "full")]
)
def test_what_concerns_the_run_ends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(articles.sources, "kinds", lambda: (Odd(raising(error)), *KINDS))
    with pytest.raises(type(error)):
        read(folder)
