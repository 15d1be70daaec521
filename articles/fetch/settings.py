"""How politely and how far the fetcher goes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from importlib.metadata import version

PRODUCT = "polydigest"
"""Name that robots.txt files know this program by."""


@dataclass(frozen=True)
class FetchSettings:
    """Limits of every request, and manners towards every host. Times are in seconds."""

    contact: str | None = field(default_factory=lambda: os.environ.get("POLYDIGEST_CONTACT"))
    """Page or mail address that a site's owner may turn to; part of the user agent."""
    delay: float = 5.0
    """Between two requests to the same host; its `Crawl-delay` can raise it."""
    pause: float = 30.0
    """Before a host is asked again that answered 429 or 503 and did not say when."""
    longest_pause: float = 120.0
    """A host that wants a longer one is left alone: what it has is got by a later run."""
    backoff: float = 2.0
    """Before a second try after a failed connection; doubled each time."""
    attempts: int = 3
    """Requests for one URL, in all."""
    timeout: float = 20.0
    """For a connection to be made, and for the next bytes to come."""
    total: float = 60.0
    """For a whole answer, however steadily it drips."""
    max_bytes: int = 10_000_000
    """Of a body, sent and decompressed."""
    max_redirects: int = 5
    robots_lifetime: timedelta = timedelta(days=1)
    """How long a robots.txt holds: RFC 9309 allows a day."""

    shared_turns: bool = True
    """Whether all processes of this machine take turns with a host, by files in the cache."""

    @cached_property
    def user_agent(self) -> str:
        """Product, version and contact."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{PRODUCT}/{version('polydigest')}{contact}"


@dataclass(frozen=True)
class Access:
    """What one source may do beyond that."""

    allow_private: bool = False
    """Whether hosts may be on this machine or its network."""
    delay: float | None = None
    """Seconds between two requests to a host, in place of the default."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Credentials and their like: secret."""
    headers_for: str = ""
    """URL whose origin is the only one that gets the headers."""


ANYONE = Access()
"""Access of a source that says nothing."""
