"""What lies at a location: a file, a folder, or what was fetched from a URL."""

from __future__ import annotations

import io
import stat
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from courlan import extract_domain

from articles.article import ArticleError
from articles.fetch.fetcher import Fetched
from articles.locations import location_of

MAX_BYTES = 10_000_000
"""Largest file, or record of a file, that is read as one article."""
_HEAD = 4_096


def is_same_site(one: str, other: str) -> bool:
    """Whether two URLs are of one host, or of hosts of one owner such as ``m.`` and ``www.``.

    >>> is_same_site("https://m.bbc.co.uk/a", "https://www.bbc.co.uk/a")
    True
    """
    domain = extract_domain(one)
    if domain and domain == extract_domain(other):
        return True
    return urlsplit(one).hostname == urlsplit(other).hostname


def unreadable(location: str, error: OSError) -> ArticleError:
    """Return the article error for a failed system call."""
    if isinstance(error, FileNotFoundError):
        return ArticleError(location, "no such file or folder", "check the path")
    return ArticleError(
        location,
        f"cannot be read ({error.strerror or error})",
        "check the file and its permissions",
    )


@dataclass(frozen=True)
class Resource:
    """A file or folder (``path``), or the answer to a request (``fetched``)."""

    location: str
    retrieved: datetime
    path: Path | None = None
    fetched: Fetched | None = None

    @classmethod
    def of_path(cls, path: Path, retrieved: datetime) -> Resource:
        """Name a file or folder."""
        return cls(location_of(path), retrieved, path=path)

    @classmethod
    def of_answer(cls, fetched: Fetched) -> Resource:
        """Name what was fetched by where it was in the end."""
        return cls(fetched.final_url, fetched.retrieved, fetched=fetched)

    @property
    def name(self) -> str:
        """Last part of the path, in lower case."""
        path = str(self.path) if self.path else unquote(urlsplit(self.location).path)
        return PurePosixPath(path).name.lower()

    @property
    def suffix(self) -> str:
        """What the name ends with, such as ``.html``, in lower case."""
        return PurePosixPath(self.name).suffix

    @property
    def media_type(self) -> str:
        """What the server calls it, without parameters, in lower case; nothing for a file."""
        declared = self.fetched.media_type if self.fetched else ""
        return declared.partition(";")[0].strip().lower()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path is not None and self.path.is_dir()

    @cached_property
    def head(self) -> bytes:
        """The first 4,096 bytes; none of a folder, or of what is not to be opened."""
        if self.fetched:
            return self.fetched.body[:_HEAD]
        try:
            with self.open() as file:
                return file.read(_HEAD)
        except (ArticleError, OSError):
            return b""

    def open(self) -> BinaryIO:
        """Open it for reading.

        Raises:
            ArticleError: It is not a regular file.
            OSError: It cannot be read.

        """
        if self.fetched:
            return io.BytesIO(self.fetched.body)
        path = self.path or Path()
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            raise ArticleError(self.location, "not a regular file", "give a file or a folder")
        return path.open("rb")

    def read(self) -> bytes:
        """Read it whole.

        Raises ArticleError where it is unreadable, not a regular file, or over 10 MB.
        """
        try:
            with self.open() as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise unreadable(self.location, error) from error
        if len(data) > MAX_BYTES:
            raise ArticleError(
                self.location,
                f"larger than {MAX_BYTES:,} bytes",
                "give one article a file, or JSON Lines",
            )
        return data
