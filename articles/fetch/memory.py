"""What a fetcher remembers of a URL from one run to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Remembered:
    """The last answer for a URL."""

    url: str
    fetched: datetime
    """When it was last asked for; the body may be older."""
    status: int
    """HTTP status of the last answer but 304; 0 where there was none."""
    final_url: str = ""
    moved_to: str | None = None
    """Where it has moved for good."""
    media_type: str = ""
    """The header Content-Type."""
    etag: str | None = None
    last_modified: str | None = None
    robots_tag: str = ""
    """The header X-Robots-Tag."""
    tdm_reservation: str = ""
    """The header TDM-Reservation."""
    sha256: str | None = None
    """Of the body."""
    not_before: datetime | None = None
    """When the host wants to be asked again."""


class Memory(Protocol):
    """Keeps answers and their bodies; safe to share between threads."""

    def recall(self, url: str) -> Remembered | None:
        """Return the last answer for ``url``."""

    def remember(self, answer: Remembered) -> None:
        """Keep an answer in place of the last one for its URL."""

    def keep_body(self, body: bytes) -> str:
        """Keep a body; returns its SHA-256."""

    def body(self, sha256: str) -> bytes | None:
        """Return a body that was kept, or None where it is gone."""
