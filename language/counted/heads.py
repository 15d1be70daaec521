"""Heads where they stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from language.counted.count import NEVER, Counts, Head, Side

HeadPatterns = Mapping[Counts, Sequence[tuple[Side, re.Pattern[str]]]]
"""What each kind of number looks for on its sides; the last group is named after the head."""


class Found(NamedTuple):
    """A head where it stands in a sentence."""

    start: int
    end: int
    head: Head
    side: Side
    """Of a number at which it can stand."""


def either_side(
    what: str, counts: Counts, words: str, *, before: str = "", after: str = "", weak: bool = False
) -> Head:
    """Return a head whose words stand on either side of a number.

    Args:
        what: What it names.
        counts: As what it is counted.
        words: A pattern.
        before: A pattern of other words that stand before the number only.
        after: One of words that stand after it only.
        weak: As of the head.

    """
    first, second = (f"{words}|{other}" if other else words for other in (before, after))
    return Head(what, counts, first, second, weak)


def head_patterns(heads: Sequence[Head], *, begin: str, end: str) -> HeadPatterns:
    """Return the patterns of heads, in their order: of two that are as near, the first is taken.

    Args:
        heads: Of a language.
        begin: Pattern of where the words of a head begin.
        end: Pattern of where they end, but for those that say it themselves.

    """
    sides: tuple[Side, ...] = ("before", "after")
    return {
        counts: tuple((side, _joined(heads, counts, side, begin, end)) for side in sides)
        for counts in dict.fromkeys(head.counts for head in heads)
    }


def head_of(match: re.Match[str], heads: Sequence[Head]) -> Head:
    """Return the head that a pattern of `head_patterns` has found."""
    return heads[int((match.lastgroup or "h0")[1:])]


def _joined(
    heads: Sequence[Head], counts: Counts, side: Side, begin: str, end: str
) -> re.Pattern[str]:
    joined = "|".join(
        rf"(?P<h{number}>(?:{getattr(head, side)}){'' if head.ended else end})"
        for number, head in enumerate(heads)
        if head.counts == counts and getattr(head, side)
    )
    return re.compile(rf"{begin}(?:{joined})" if joined else NEVER.pattern, re.IGNORECASE)
