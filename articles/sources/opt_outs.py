"""What publishers say against the use of a page by machines."""

from __future__ import annotations

import re

from articles.fetch.fetcher import Fetched

_HEAD = 200_000
_META = re.compile(rb"<meta\b[^<>]{0,1000}>", re.I)
_ATTRIBUTE = re.compile(rb"\b(name|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_WORDS = re.compile(r"\bno(?:ai|imageai|ml)\b", re.I)


def opt_outs(page: bytes, fetched: Fetched | None) -> tuple[str, ...]:
    """Return the opt-outs of a page and its headers, such as ``robots: noai``.

    They are `noai` and its like of a ``robots`` meta tag or ``X-Robots-Tag``, and
    ``tdm-reservation: 1`` (TDM Reservation Protocol).
    """
    said = list(_metas(page[:_HEAD]))
    if fetched:
        said += [("x-robots-tag", fetched.robots_tag), ("tdm-reservation", fetched.tdm_reservation)]
    found = []
    for name, content in said:
        if name == "tdm-reservation" and content.strip() == "1":
            found.append("tdm-reservation: 1")
        elif name in {"robots", "x-robots-tag"}:
            found += [f"{name}: {word.lower()}" for word in _WORDS.findall(content)]
    return tuple(dict.fromkeys(found))


def _metas(page: bytes) -> list[tuple[str, str]]:
    found = []
    for tag in _META.findall(page):
        attributes = {
            name.lower(): (double or single or bare).decode("utf-8", "replace")
            for name, double, single, bare in _ATTRIBUTE.findall(tag)
        }
        found.append((attributes.get(b"name", "").lower(), attributes.get(b"content", "")))
    return found
