"""Publishers, news agencies and addresses."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import urldefrag, urlsplit

import yaml
from courlan import normalize_url

_AGENCY_WORDS = re.compile(r"\b(?:news|press) agency$|\bnewswire$", re.I)
_STAFF = re.compile(r"\s+(?:staff|correspondents?|reporters?|writers?)$", re.I)


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    table = yaml.safe_load((files("articles") / "publishers.yaml").read_text(encoding="utf-8"))
    agencies = {
        name.casefold(): agency
        for agency, aliases in table["agencies"].items()
        for name in (agency, *aliases)
    }
    return table["publishers"], agencies


def canonical_url(url: str) -> str | None:
    """Return an http or https URL without trackers, fragment and credentials' like, or None.

    None for all that a reader should not be sent to: other schemes, no host, user names in the
    address, white space or control characters, over 2,000 characters.
    """
    url = url.strip()
    if len(url) > 2_000 or any(char.isspace() or not char.isprintable() for char in url):
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
            return None
        _ = parts.port
        if "@" in parts.netloc:
            return None
        return urldefrag(normalize_url(url)).url
    except ValueError:
        return None


def known_publisher(url: str) -> str | None:
    """Return the name of the publisher at the host of ``url`` where that is known."""
    publishers, _ = _table()
    labels = _host(url).split(".")
    domains = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((publishers[domain] for domain in domains if domain in publishers), None)


def is_publisher(name: str) -> bool:
    """Whether a publisher is known by that name."""
    publishers, _ = _table()
    return name in publishers.values()


def publisher_of(url: str) -> str:
    """Return the publisher at the host of ``url``: its known name, else the host."""
    return known_publisher(url) or _host(url)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def find_agency(name: str) -> str | None:
    """Return the news agency that signs as ``name``, in its short form, or None.

    >>> find_agency("Agence France-Presse"), find_agency("Reuters Staff"), find_agency("Jane Doe")
    ('AFP', 'Reuters', None)
    """
    name = _STAFF.sub("", name.strip())
    _, agencies = _table()
    known = agencies.get(name.casefold())
    return known or (name if _AGENCY_WORDS.search(name) else None)
