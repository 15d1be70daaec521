"""Whether the sentence says the opposite of its source: rose for fell, accepted for rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.opposites import OppositeLemmas
from language.syntax import Syntax
from language.words import Word, content


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
        words = list(_words_with_opposites(context.sentence, syntax))
        degrees = _degrees(context.sentence, syntax)
        if not (words or degrees) or not context.evidence:
            return self.skipped()
        evidence = "\n".join(context.evidence)
        known = _degrees(evidence, syntax)
        for stem, directions in degrees.items():
            if directions.isdisjoint(known.get(stem, directions)):
                (expected, *_), (seen, *_) = known[stem], directions
                return self.failed(expected, seen)
        denied = syntax.denied_words(context.sentence)
        for clause, word in words:
            opposite = self._opposite(clause, word, evidence, syntax, denied=word in denied)
            if opposite:
                return self.failed(opposite.text, word.text)
        return self.passed()

    def _opposite(
        self, clause: Sequence[Word], word: Word, evidence: str, syntax: Syntax, *, denied: bool
    ) -> Word | None:
        """Return the opposite in the evidence that the word stands in place of, if any."""
        entry = syntax.opposites.entry
        same, contrary = syntax.opposites.sides[entry(word)]
        source_denied = syntax.denied_words(evidence)
        agreeing, opposing = 0, 0
        found = None
        for other_clause, other in _words_with_opposites(evidence, syntax):
            alike = _likeness(clause, word, other_clause, other, syntax.opposites)
            turned = denied != (other in source_denied)
            if entry(other) in (contrary if turned else same):
                agreeing = max(agreeing, 1 + alike)
            elif entry(other) in contrary and alike > opposing:
                opposing, found = alike, other
        return found if opposing >= self.shared and opposing > agreeing else None


def _words_with_opposites(text: str, syntax: Syntax) -> Iterator[tuple[Sequence[Word], Word]]:
    names = syntax.find_names(text)
    opposites = syntax.opposites
    for clause in map(content, syntax.find_clauses(text)):
        for word in clause:
            named = any(name.start <= word.start < name.end for name in names)
            if opposites.entry(word) in opposites.sides and not named:
                yield clause, word


def _likeness(
    clause: Sequence[Word],
    word: Word,
    other_clause: Sequence[Word],
    other: Word,
    opposites: OppositeLemmas,
) -> int:
    """Count shared content words; those next to the words in question, on the same side, twice."""
    entry = opposites.entry
    row = frozenset[str]().union(*opposites.sides[entry(word)])

    def stems(words: Sequence[Word]) -> set[str]:
        return {w.stem for w in words if entry(w) not in row}

    def sides(words: Sequence[Word], middle: Word) -> tuple[set[str], set[str]]:
        cuts = [w.start for w in words if entry(w) in row]
        before = max((c for c in cuts if c < middle.start), default=-1)
        after = min((c for c in cuts if c > middle.start), default=words[-1].end)
        return (
            stems([w for w in words if before < w.start < middle.start]),
            stems([w for w in words if middle.start < w.start < after]),
        )

    ours, theirs = sides(clause, word), sides(other_clause, other)
    return len(stems(clause) & stems(other_clause)) + sum(
        len(a & b) for a, b in zip(ours, theirs, strict=True)
    )


def _degrees(text: str, syntax: Syntax) -> dict[str, set[str]]:
    """Return in which direction a word of degree takes the stem of the word after it."""
    degrees: dict[str, set[str]] = {}
    for word, following in pairwise(syntax.find_words(text)):
        direction = syntax.vocabulary.degrees.get(word.text.lower())
        if direction and following.content:
            degrees.setdefault(following.stem, set()).add(direction)
    return degrees
