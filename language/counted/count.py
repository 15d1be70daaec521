"""A count, the words that say what is counted, and the noun beside a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from language.measures import Measure
from language.quantities.quantity import Quantity

Counts = Literal[
    "people", "things", "share", "money", "length", "area", "mass", "speed", "time", "volume",
    "power", "energy", "temperature", "score",
]  # fmt: skip
BoundPatterns = Mapping[Literal["below", "above", "after_below", "after_above"], re.Pattern[str]]
Side = Literal["before", "after"]
Span = tuple[int, int]
"""Where something begins and ends in a text."""
Bound = Literal["exact", "at-least", "more-than", "at-most", "about"]

BY_CHANCE = 10
"""Up to here, different things are often as many."""
ADJUSTED = "adjusted"
OF_EACH = frozenset({"vote share"})
"""What each candidate has one of."""
ORDINAL = "ordinal"
"""Of what stands in a row; a row of its own for each noun: *the fourth cut*."""
UNNAMED: Mapping[str, Counts] = {
    "money": "money", "percent": "share", "length": "length", "area": "area", "mass": "mass",
    "number": "things", "time": "time", "volume": "volume", "power": "power", "energy": "energy",
    "temperature": "temperature", "fraction": "share",
}  # fmt: skip
"""What is counted where no words say it, and how."""
NEVER = re.compile(r"(?!)")
"""What a language has no words for."""


@dataclass(frozen=True)
class Head:
    """Words that say what a number counts, as patterns; an empty one never stands on that side.

    A pattern says nothing of the edges of words, which are those of the language.
    """

    what: str
    counts: Counts
    before: str = ""
    """Of words that a number follows."""
    after: str = ""
    weak: bool = False
    """Says who they are rather than what became of them: a head farther off comes first."""
    ended: bool = False
    """Its patterns say themselves where they end, which need not be the end of a word."""


BY_NOUN = Head("noun", "things")
"""The head of what only its noun names."""


class Noun(NamedTuple):
    """The noun that a number stands before, such as *miners*."""

    what: str
    """One name in all languages where their tables have the noun, else its own stem."""
    people: bool | None
    """None: of either, as *lives* and *cases* are."""
    end: int
    text: str
    """As printed."""
    unit_end: int | None = None
    """Where the word ends that belongs to the number: *people*, a measure word."""


@dataclass(frozen=True)
class Count:
    """What a number of a text counts; the text at ``start`` to ``end`` says it with its bound."""

    what: str
    of: str
    quantity: Quantity
    measure: Measure | None
    bound: Bound
    start: int
    end: int
    old: bool
    """Said of an earlier state, as in *up from 12*."""
    moved: bool
    """Said to have become so, as in *rose to 24*: it takes the place of what was said before."""
    head: Head
    voice: str
    """Who gives it, such as police; empty where nobody is named."""
    noun: Noun | None = None
    role: str = ""
    """Of what only its noun names: the word that says what became of it, as a stem."""
    contrast: bool = False
    """Said as what another hand counts, beside the value before."""
    hand: str = ""
    """The words for who counts, as *institute*, as far as the language knows some."""

    @property
    def named(self) -> bool:
        """Whether words say what is counted, rather than its noun or value alone."""
        return bool(self.head.before or self.head.after)


def count_alone(
    head: Head,
    quantity: Quantity,
    start: int,
    end: int,
    bound: Bound = "exact",
    measure: Measure | None = None,
    noun: Noun | None = None,
) -> Count:
    """Return a count that nothing else in its sentence tells more of."""
    return Count(head.what, "", quantity, measure, bound, start, end, False, False, head, "", noun)
