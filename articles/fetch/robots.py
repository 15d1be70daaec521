"""What a site's robots.txt allows."""

from __future__ import annotations

from protego import Protego

from articles.fetch.errors import FetchError
from articles.fetch.settings import PRODUCT

MAX_BYTES = 512_000
"""Of a robots.txt that are read: RFC 9309 asks for 500 KiB at least."""


class Robots:
    """The rules of one origin."""

    def __init__(self, rules: Protego | None, unreachable: FetchError | None = None) -> None:
        self._rules = rules
        self.unreachable = unreachable
        """Why the rules cannot be had, or not just now: that forbids everything."""

    @classmethod
    def parse(cls, body: bytes) -> Robots:
        """Read a robots.txt."""
        return cls(Protego.parse(body[:MAX_BYTES].decode("utf-8", "replace")))

    def allows(self, url: str) -> bool:
        """Whether this program may get ``url``."""
        return self._rules.can_fetch(url, PRODUCT) if self._rules else not self.unreachable

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests; 0 where it does not say."""
        return float(self._rules.crawl_delay(PRODUCT) or 0) if self._rules else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Sitemaps that the file names."""
        return tuple(self._rules.sitemaps) if self._rules else ()


ALLOW_ALL = Robots(None)
"""Of a site without a robots.txt."""
