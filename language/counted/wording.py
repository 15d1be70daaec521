"""How a language says what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from language.counted.alone import Alone
from language.counted.bounding import Bounding
from language.counted.count import NEVER, Head, Noun, Span
from language.counted.hands import Hands
from language.counted.heads import HeadPatterns, head_patterns
from language.counted.number import Number
from language.counted.parts import Parts
from language.counted.people import People
from language.counted.places import Places
from language.counted.relative import Relative
from language.counted.sentence import NEAR, Sentence
from language.counted.times import Times
from language.counted.units import Units
from language.counting import REACH


@dataclass(frozen=True)
class Wording:
    """The words of a language around the numbers that count something.

    Patterns that are named *before* are looked for right before a number and its bound, *after*
    right after it, the others in its part of the sentence.
    """

    heads: tuple[Head, ...]
    negated: re.Pattern[str]
    """In a head or right before it, says that it is not so."""
    joints: re.Pattern[str]
    """What parts the statements of a sentence."""
    bare_after: re.Pattern[str]
    """After a number that has no words of its own."""
    kinds: Mapping[str, re.Pattern[str]]
    """What tells one that is counted from another of its kind: *aftershock*."""
    bounding: Bounding
    parts: Parts
    relative: Relative
    times: Times
    hands: Hands
    units: Units
    alone: Alone
    places: Places = field(default_factory=Places)
    people: People = field(default_factory=People)
    noun: Callable[[str, int], Noun | None] = lambda _text, _end: None
    """The noun that is counted by a number that ends at an offset of a text."""
    listed: frozenset[str] = frozenset()
    """Nouns that stand for whatever a list is of: *names*."""
    role: Callable[[str, int, int, int, int], str] = lambda *_: ""
    """What became of what is counted at two offsets, within a part of a text, as a stem."""
    adjusted: re.Pattern[str] = NEVER
    """Says that a sum is reckoned in another way than the one that is commonly given."""
    characters: int = 6
    """Of a word, in the mean."""
    spaced: bool = True
    """Words are parted by spaces."""
    whole_words: bool = False
    """The patterns of heads are of whole words, rather than of what words begin with."""

    @cached_property
    def head_patterns(self) -> HeadPatterns:
        """What each kind of number looks for on its sides."""
        return head_patterns(
            self.heads,
            begin=r"\b" if self.spaced else "",
            end=r"\b" if self.whole_words else "",
        )

    @cached_property
    def named(self) -> frozenset[str]:
        """What heads name, whatever becomes of it."""
        return frozenset(head.what for head in self.heads)

    def sentence(self, text: str) -> Sentence:
        """Return a sentence with its joints."""
        return Sentence(text, [match.span() for match in self.joints.finditer(text)])

    def is_bare(self, text: str, number: Number) -> bool:
        """Whether a number has no words of its own."""
        return self.bare_after.match(text, number.end) is not None

    def is_placed(self, text: str, number: Number) -> bool:
        """Whether a number has the name of a place for all words of its own."""
        return self.places.is_placed(text, number, self.bare_after)

    def is_adjusted(self, text: str, number: Number) -> bool:
        """Whether a sum is reckoned otherwise than is usual, as without what comes but once."""
        near = min(len(text), number.end + NEAR)
        return (
            self.adjusted.search(text, max(0, number.start - 2 * REACH), number.start) is not None
            or self.adjusted.search(text, number.end, near) is not None
        )

    def kind(self, text: str, part: Span) -> str:
        """Return which of its kind something is that is counted in a part of a text, or nothing."""
        return next((kind for kind, words in self.kinds.items() if words.search(text, *part)), "")
