"""What a site's ``/.well-known/tdmrep.json`` reserves (W3C TDM Reservation Protocol, 2024)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

PATH = "/.well-known/tdmrep.json"
MAX_BYTES = 512_000
"""Of the file that are read."""
_MAX_RULES = 1_000
VALUES = ("0", "1")


class Reservations:
    """The rules of one origin."""

    def __init__(self, rules: Sequence[tuple[str, str]] = ()) -> None:
        """Take pairs of a pattern of paths and the value of ``tdm-reservation``."""
        self._rules = rules

    @classmethod
    def parse(cls, body: bytes) -> Reservations:
        """Read the file; one that cannot be understood reserves nothing."""
        try:
            listed = json.loads(body[:MAX_BYTES])
        except (ValueError, RecursionError):
            return cls()
        rules = []
        for rule in listed[:_MAX_RULES] if isinstance(listed, list) else []:
            if isinstance(rule, dict) and isinstance(where := rule.get("location"), str):
                value = str(rule.get("tdm-reservation"))
                if value in VALUES:
                    rules.append((where, value))
        return cls(rules)

    def of(self, url: str) -> str:
        """Return the value for ``url``, that of the first rule which fits; nothing without one."""
        parts = urlsplit(url)
        path = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
        return next((value for where, value in self._rules if _fits(where, path)), "")


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern as of robots.txt fits: ``*`` is anything, ``$`` the end.

    >>> _fits("/news/*.html$", "/news/2022/a.html"), _fits("/news/", "/sport/")
    (True, False)
    """
    path = unquote(path)
    is_whole = pattern.endswith("$")
    first, *others = (unquote(piece) for piece in pattern.removesuffix("$").split("*"))
    if not path.startswith(first):
        return False
    if not others:
        return not is_whole or path == first
    at = len(first)
    if is_whole:
        last = others.pop()
        if not path.endswith(last) or len(path) - len(last) < at:
            return False
        path = path[: len(path) - len(last)]
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
