"""Bylines: who signs an article, person or agency."""

from __future__ import annotations

import re

from articles.extract.characters import one_line
from articles.publishers import find_agency

_BY = re.compile(
    r"(?:by|written by|reported by|story by|text by)\s*:?\s+(?P<names>.+)", re.I | re.S
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]*|[A-Z]\.|al-\w+|d'\w+)$")
_SMALL_WORD = re.compile(
    r"a|al|and|at|bin|da|de|del|den|der|di|dos|du|el|for|from|ibn|in|la|le|of|the|ten|ter|van|von"
    r"|with|y"
)
_ROLE = re.compile(
    r"affairs|agencies|analyst|bureau|business|chief|columnist|contributor|correspondent|defen[cs]e"
    r"|deputy|diplomatic|economics|editor|environment|foreign|health|international|news|political"
    r"|producer|reporter|science|senior|special|sports?|staff|technology|world|writer"
)
_SEPARATORS = re.compile(r"\s*(?:,|;|\||/|•|·|\s[–—-]\s)\s*")
_PLACE_SUFFIX = re.compile(r"\s+in\s+[A-Z].*$")


def split_byline(names: str) -> tuple[str | None, str | None]:
    """Split names as an article is signed into byline and news agency, either None.

    >>> split_byline("Jane Doe and John Roe in Geneva, Reuters")
    ('Jane Doe and John Roe', 'Reuters')
    """
    people, agency = [], None
    for part in _SEPARATORS.split(one_line(names)):
        name = _PLACE_SUFFIX.sub("", part.strip(" .:"))
        words = name.lower().split()
        if not words or all(_ROLE.fullmatch(word) or _SMALL_WORD.fullmatch(word) for word in words):
            continue
        found = find_agency(name)
        if found:
            agency = agency or found
        else:
            people.append(name)
    return ", ".join(people) or None, agency


def byline_names(text: str) -> str | None:
    """Return the names in a line that is a byline ("By Jane Doe, Reuters"), or None."""
    match = _BY.fullmatch(text)
    if not match or len(text) > 160 or re.search(r"\d|[!?:]", match["names"]):
        return None
    names = match["names"].strip()
    words = [word.strip(",;|/&•·()–—") for word in names.split()]
    is_signature = all(
        not word
        or _NAME_WORD.match(word)
        or _SMALL_WORD.fullmatch(word.lower())
        or _ROLE.fullmatch(word.lower())
        for word in words
    )
    ends_as_name = not names.endswith(".") or bool(re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", names))
    return names if is_signature and ends_as_name and _NAME_WORD.match(words[0]) else None
