"""What can be said of markup before a parser is asked to read it."""

from __future__ import annotations

import re

MAX_ATTRIBUTES = 5_000
"""Attributes of one tag; above it the parser's time grows with their square."""

MAX_TAGS = 80_000
"""Opening and closing tags of a page: ten times those of the largest page of an article."""

_LONG_TAG = 1_000
_PLAIN_TAG = re.compile(r"</?[a-z]", re.I)
_ATTRIBUTE = re.compile(r"""[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*"?|'[^']*'?|[^\s"'>]++))?""")


def is_too_much_for_a_parser(markup: str) -> bool:
    """Whether no parser should be asked to read a page."""
    return has_too_many_tags(markup) or has_costly_tags(markup)


def has_costly_tags(markup: str) -> bool:
    """Whether one tag, or some together, have so many attributes that parsing takes too long."""
    pieces = (piece for piece in markup.split("<")[1:] if len(piece) >= _LONG_TAG)
    tags = (piece.partition(">")[0] for piece in pieces)
    return sum(_count(tag) ** 2 for tag in tags if len(tag) >= _LONG_TAG) > MAX_ATTRIBUTES**2


def has_too_many_tags(markup: str) -> bool:
    """Whether a page has more tags than `MAX_TAGS`."""
    return markup.count("<") > MAX_TAGS and sum(1 for _ in _PLAIN_TAG.finditer(markup)) > MAX_TAGS


def _count(tag: str) -> int:
    return sum(1 for _ in _ATTRIBUTE.finditer(tag))
