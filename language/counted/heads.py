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


def head_patterns(heads: Sequence[Head], *, spaced: bool) -> HeadPatterns:
    """Return the patterns of heads, in their order: of two that are as near, the first is taken.

    Args:
        heads: Of a language.
        spaced: Words are parted, so that only what begins at the edge of one need be looked at.

    """
    sides: tuple[Side, ...] = ("before", "after")
    return {
        counts: tuple((side, _joined(heads, counts, side, spaced=spaced)) for side in sides)
        for counts in dict.fromkeys(head.counts for head in heads)
    }


def head_of(match: re.Match[str], heads: Sequence[Head]) -> Head:
    """Return the head that a pattern of `head_patterns` has found."""
    return heads[int((match.lastgroup or "h0")[1:])]


def _joined(heads: Sequence[Head], counts: Counts, side: Side, *, spaced: bool) -> re.Pattern[str]:
    joined = "|".join(
        rf"(?P<h{number}>{getattr(head, side)})"
        for number, head in enumerate(heads)
        if head.counts == counts and getattr(head, side)
    )
    edge = r"\b" if spaced else ""
    return re.compile(rf"{edge}(?:{joined})" if joined else NEVER.pattern, re.IGNORECASE)
