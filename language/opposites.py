"""Words that say one thing or its opposite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """One of two opposites: the words that plainly say it, and those and more that may."""

    plain: re.Pattern[str]
    any: re.Pattern[str]


Opposites = Mapping[str, tuple[Side, Side]]
"""Pairs of opposites by a name that all languages share, such as ``rise``, for rise and fall."""


def opposite_words(
    pairs: Mapping[str, tuple[tuple[str, str], tuple[str, str]]], edge: str = r"\b"
) -> Opposites:
    """Compile pairs of opposites.

    Args:
        pairs: By name, for each side the words that say it and further ones that may, as patterns.
        edge: Pattern of a word's edge; empty where words are not parted.

    """

    def side(plain: str, further: str) -> Side:
        return Side(
            re.compile(rf"{edge}(?:{plain}){edge}", re.IGNORECASE),
            re.compile(rf"{edge}(?:{plain}|{further}){edge}", re.IGNORECASE),
        )

    return {name: (side(*one), side(*other)) for name, (one, other) in pairs.items()}
