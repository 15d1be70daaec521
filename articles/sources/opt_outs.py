"""What publishers say against the use of a page by machines."""

from __future__ import annotations

import re

from articles.fetch.fetcher import Fetched
from articles.fetch.reservations import VALUES

_HEAD = 200_000
_META = re.compile(rb"<meta\b[^<>]{0,1000}>", re.I)
_ATTRIBUTE = re.compile(rb"\b(name|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_WORDS = re.compile(r"\bno(?:ai|imageai|ml)\b", re.I)


def opt_outs(page: bytes, fetched: Fetched | None, site: str = "") -> tuple[str, ...]:
    """Return the opt-outs of a page and its headers, such as ``robots: noai``.

    They are `noai` and its like of a ``robots`` meta tag or ``X-Robots-Tag``, and
    ``tdm-reservation: 1`` (TDM Reservation Protocol), for which the page outweighs its headers,
    and these outweigh ``site``: the value by the site's file, or nothing.
    """
    metas = _metas(page[:_HEAD])
    headers = fetched.robots_tag if fetched else ""
    found = [
        f"{name}: {word.lower()}"
        for name, content in [*metas, ("x-robots-tag", headers)]
        if name in {"robots", "x-robots-tag"}
        for word in _WORDS.findall(content)
    ]
    said = [content.strip() for name, content in metas if name == "tdm-reservation"]
    said += [fetched.tdm_reservation.strip() if fetched else "", site]
    if next((value for value in said if value in VALUES), "") == "1":
        found.append("tdm-reservation: 1")
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
