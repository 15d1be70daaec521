"""What a kind of input is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from articles.article import Article, ArticleError
from articles.extract.metadata import UNKNOWN, Metadata
from articles.fetch.fetcher import Fetcher
from articles.sources.resource import Resource
from articles.sources.source import Source


class Skipped(ArticleError):  # noqa: N818 -- no error: it is left out on purpose
    """An item left out on purpose: names it, the reason and the setting behind it."""


Item = Article | ArticleError


class Ledger(Protocol):
    """Remembers from run to run what became of the items that lists name."""

    def is_settled(self, key: str, fingerprint: str) -> bool:
        """Whether nothing is left to do for an item, as its list describes it."""

    def settle(self, key: str, fingerprint: str, item: Item) -> None:
        """Note what became of an item, once it has been taken in."""

    def leave(self) -> None:
        """Note that an item waits for the next run."""

    def is_done(self, resource: Resource) -> bool:
        """Whether a source's answer is the one that was read to its end last time."""


@dataclass(frozen=True)
class Reading:
    """How inputs are being read: handed on from an input to those inside it."""

    languages: tuple[str, ...]
    """Of the articles that are wanted, the likeliest first."""
    retrieved: datetime
    read: Callable[[str, Reading], Iterator[Item]]
    """Reads a location of whatever kind."""
    fetcher: Fetcher
    source: Source
    """What an editor asks of the items."""
    ledger: Ledger | None = None
    defaults: Metadata = UNKNOWN
    """Publisher and licence for articles that name none."""
    within: tuple[str, ...] = ()
    """The folders, lists and sitemaps that led here."""
    met: dict[str, str] | None = None
    """Locations of the files and folders that a folder has led to, by path without links."""

    def fetch(self, url: str) -> Resource:
        """Get a URL as the source is allowed to; raises FetchError."""
        return Resource.of_answer(
            self.fetcher.fetch(url, self.source.access, freshness=self.source.freshness)
        )


class InputKind(Protocol):
    """A kind of input, known by its shape."""

    name: str
    """What `sources.yaml` calls it."""
    shape: str
    """What such an input looks like, for an error message."""

    def accepts(self, resource: Resource) -> bool:
        """Whether ``resource``, which exists, is an input of this kind."""

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the articles of ``resource``, and an error for each that cannot be had."""
