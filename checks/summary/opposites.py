"""Whether the sentence says the opposite of its source: rose for fell, accepted for rejected."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.opposites import OppositeLemmas
from language.syntax import Syntax
from language.words import content

_MOST = 100
"""Words with opposites that are compared, those that a text begins with."""
_REACH = 50
"""Content words before and after such a word that are its clause: few clauses have as many."""


@dataclass(frozen=True)
class Opposites(Rule):
    """No word of the sentence stands where the evidence has its opposite.

    Sees rises for falls, acceptance for rejection and other rows of a table, where the clauses are
    otherwise alike, and *least* or *less* for *most* or *more* before the same word; a denied
    opposite (*did not accept* for *rejected*) passes. Cannot see other opposites, nor those in a
    clause that was reworded too much to be recognised.
    """

    name: ClassVar[str] = "opposites"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "opposites"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    shared: int = 2
    """Content words that two clauses must share to speak of the same thing."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first opposite; skip where no word has one."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        words = _occurrences(context.sentence, syntax)
        degrees = _degrees(context.sentence, syntax)
        if not (words or degrees) or not context.evidence:
            return self.skipped()
        evidence = "\n".join(context.evidence)
        known = _degrees(evidence, syntax)
        for stem, directions in degrees.items():
            if directions.isdisjoint(known.get(stem, directions)):
                (expected, *_), (seen, *_) = known[stem], directions
                return self.failed(expected, seen)
        others = _occurrences(evidence, syntax)
        rows = {
            word.entry: frozenset().union(*syntax.opposites.sides[word.entry]) for word in words
        }
        theirs = {entry: [other.neighbours(row) for other in others] for entry, row in rows.items()}
        for word in words:
            ours = word.neighbours(rows[word.entry])
            alike = [_likeness(ours, each) for each in theirs[word.entry]]
            if opposite := self._opposite(word, others, alike, syntax.opposites):
                return self.failed(opposite.text, word.text)
        return self.passed()

    def _opposite(
        self,
        word: _Occurrence,
        others: Sequence[_Occurrence],
        alike: Sequence[int],
        opposites: OppositeLemmas,
    ) -> _Occurrence | None:
        """Return the opposite in the evidence that the word stands in place of, if any."""
        same, contrary = opposites.sides[word.entry]
        agreeing, opposing = 0, 0
        found = None
        for other, likeness in zip(others, alike, strict=True):
            if other.entry in (contrary if word.denied != other.denied else same):
                agreeing = max(agreeing, 1 + likeness)
            elif other.entry in contrary and likeness > opposing:
                opposing, found = likeness, other
        return found if opposing >= self.shared and opposing > agreeing else None


_Stems = tuple[Set[str], Set[str], Set[str]]


class _Occurrence(NamedTuple):
    """A word that has opposites, in its clause."""

    text: str
    entry: str
    denied: bool
    place: int
    clause: Sequence[tuple[str, str]]
    """Entry and stem of the content words around it, itself at ``place``."""

    def neighbours(self, row: Set[str]) -> _Stems:
        """Return stems without words of a row: of the clause, and up to the next such words."""
        stems = [None if entry in row else stem for entry, stem in self.clause]
        before, after = self.place, self.place + 1
        while before and stems[before - 1] is not None:
            before -= 1
        while after < len(stems) and stems[after] is not None:
            after += 1
        parts = (stems, stems[before : self.place], stems[self.place + 1 : after])
        whole, left, right = ({stem for stem in part if stem is not None} for part in parts)
        return whole, left, right


def _occurrences(text: str, syntax: Syntax) -> list[_Occurrence]:
    """Return the first words of a text that have opposites and are in no name."""
    names = syntax.find_names(text)
    denied = syntax.denied_words(text)
    opposites = syntax.opposites
    found: list[_Occurrence] = []
    for words in map(content, syntax.find_clauses(text)):
        clause = [(opposites.entry(word), word.stem) for word in words]
        for place, (word, (entry, _)) in enumerate(zip(words, clause, strict=True)):
            named = any(name.start <= word.start < name.end for name in names)
            if entry in opposites.sides and not named:
                around = slice(max(0, place - _REACH), place + _REACH + 1)
                at = place - around.start
                found.append(_Occurrence(word.text, entry, word in denied, at, clause[around]))
                if len(found) == _MOST:
                    return found
    return found


def _likeness(ours: _Stems, theirs: _Stems) -> int:
    """Count shared content words; those next to the words in question, on the same side, twice."""
    return sum(len(a & b) for a, b in zip(ours, theirs, strict=True))


def _degrees(text: str, syntax: Syntax) -> dict[str, set[str]]:
    """Return in which direction a word of degree takes the stem of the word after it."""
    degrees: dict[str, set[str]] = {}
    for word, following in pairwise(syntax.find_words(text)):
        direction = syntax.vocabulary.degrees.get(word.text.lower())
        if direction and following.content:
            degrees.setdefault(following.stem, set()).add(direction)
    return degrees
