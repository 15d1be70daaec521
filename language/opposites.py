"""Words that say one thing or its opposite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from language.words import Word


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


@dataclass(frozen=True)
class OppositeLemmas:
    """Lemmas, each with those that say the same and those that say the opposite."""

    sides: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    """What says the same, then what says the opposite."""
    apart: frozenset[str] = frozenset()
    """Forms, in lower case, that do not mean what their lemma does: *opposing*."""

    def entry(self, word: Word) -> str:
        """Return what a word is looked up by: itself where it is listed, else its lemma."""
        text = word.text.lower()
        return text if text in self.sides or text in self.apart else word.lemma


def opposite_lemmas(table: str, apart: frozenset[str] = frozenset()) -> OppositeLemmas:
    """Read a table of lemmas.

    Args:
        table: A row a line, its sides parted by a slash; a line that starts with a space or slash
            goes on with the one before.
        apart: See `OppositeLemmas`.

    """
    sides: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for row in table.replace("\n ", " ").replace("\n/", " /").strip().splitlines():
        one, other = (frozenset(side.split()) for side in row.split("/"))
        for same, contrary in ((one, other), (other, one)):
            for lemma in same:
                known = sides.get(lemma, (frozenset(), frozenset()))
                sides[lemma] = (known[0] | same, known[1] | contrary)
    return OppositeLemmas(sides, apart)
