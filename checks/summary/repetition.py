"""Whether the sentence repeats itself or a sentence before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.syntax import Syntax
from language.words import content


@dataclass(frozen=True)
class Repetition(Rule):
    """No phrase comes again and again, and no sentence says what one before it said.

    Sees loops, doubled words and sentences with nearly the same words. Cannot see one fact told
    twice in different words.
    """

    name: ClassVar[str] = "repetition"
    subject: ClassVar[str] = "repetition"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    phrase: int = 4
    """Words that make a phrase too long to come twice, unless the evidence has it twice."""
    likeness: float = 0.8
    """Share of content words common to two sentences from which on one repeats the other."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at a doubled word or phrase, or at a sentence like an earlier one."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        words, *passages = (
            [word.text.lower() for word in syntax.find_words(text)]
            for text in (context.sentence, *context.evidence)
        )
        doubled = syntax.vocabulary.doubled
        for phrase in self._repeated(words, doubled):
            if not any(phrase in self._repeated(passage, doubled) for passage in passages):
                return self.failed("each phrase once", " ".join(phrase))
        for other in context.others:
            if _likeness(context.sentence, other, syntax) >= self.likeness:
                return self.failed("something new", other)
        return self.passed()

    def _repeated(self, words: Sequence[str], doubled: frozenset[str]) -> Iterator[tuple[str, ...]]:
        for word, following in pairwise(words):
            if word == following and word.isalpha() and word not in doubled:
                yield word, following
        seen: dict[tuple[str, ...], int] = {}
        for start in range(len(words) - self.phrase + 1):
            phrase = tuple(words[start : start + self.phrase])
            if start - seen.setdefault(phrase, start) >= self.phrase:
                yield phrase


def _likeness(one: str, other: str, syntax: Syntax) -> float:
    """Return the Jaccard index of the content words of two sentences."""
    a, b = ({word.stem for word in content(syntax.find_words(t))} for t in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0
