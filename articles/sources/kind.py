"""What a kind of input is."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from articles.article import Article, ArticleError
from articles.extract.metadata import UNKNOWN, Metadata

MAX_BYTES = 10_000_000
"""Largest file, or record of a file, that is read as one article."""

Item = Article | ArticleError


@dataclass(frozen=True)
class Reading:
    """How inputs are being read: handed on from an input to those inside it."""

    language: str
    retrieved: datetime
    read: Callable[[Path, Reading], Iterator[Item]]
    """Reads an input of whatever kind."""
    defaults: Metadata = UNKNOWN
    """Publisher and licence for articles that name none."""
    within: tuple[Path, ...] = ()
    """The folders and lists, resolved, that led here."""


class InputKind(Protocol):
    """A kind of input, known by its shape."""

    shape: str
    """What such an input looks like, for an error message."""

    def accepts(self, path: Path) -> bool:
        """Whether ``path``, which exists, is an input of this kind."""

    def read(self, path: Path, reading: Reading) -> Iterator[Item]:
        """Yield the articles of ``path``, and an error for each that cannot be had."""


def shown(path: Path) -> str:
    """Return ``path`` as text, even where its name is no valid Unicode."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def unreadable(location: str, error: OSError) -> ArticleError:
    """Return the article error for a failed system call."""
    if isinstance(error, FileNotFoundError):
        return ArticleError(location, "no such file or folder", "check the path")
    return ArticleError(
        location,
        f"cannot be read ({error.strerror or error})",
        "check the file and its permissions",
    )


def read_bytes(path: Path) -> bytes:
    """Read a file whole.

    Raises ArticleError where it is unreadable, not a regular file, or over 10 MB.
    """
    location = shown(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            raise ArticleError(location, "not a regular file", "give a file or a folder")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(location, error) from error
    if len(data) > MAX_BYTES:
        raise ArticleError(
            location, f"larger than {MAX_BYTES:,} bytes", "give one article a file, or JSON Lines"
        )
    return data
