"""Numbers that tell by their own form or the words right beside them what they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from language.counted.count import NEVER, ORDINAL, Count, Head, Noun, count_alone
from language.counted.number import may_be_none
from language.counted.periods import Period
from language.measures import Measure
from language.quantities.quantity import Quantity

_MAX_SCORE = 200


@dataclass(frozen=True)
class Alone:
    """How a language writes what needs no head: scores, ages, percentage points, ranks."""

    scores: re.Pattern[str] = NEVER
    """Two numbers that are the score of a game."""
    grave_after: re.Pattern[str] = NEVER
    """After a number, says that so many are badly hurt."""
    points: re.Pattern[str] = NEVER
    """In or after a number, says that it is of percentage points; of a *hundredth* of one each."""
    parts_of_a_point: tuple[Period, ...] = ()
    """Words for less than one percentage point, as *half a percentage point*."""
    ages: re.Pattern[str] = NEVER
    """A number beside a name, which is its age, as the group ``age``."""
    ranked: Callable[[str, int], str] = lambda _text, _end: ""
    """What an ordinal that ends at an offset of a text is the fourth of, as a stem."""

    def counts(
        self,
        text: str,
        quantities: Sequence[Quantity],
        noun: Callable[[str, int], Noun | None],
    ) -> Iterator[Count]:
        """Yield what numbers count that count nothing else, whatever stands farther off.

        Args:
            text: A sentence.
            quantities: Its quantities.
            noun: Finds the noun of a number by the offset where that ends.

        """
        yield from self._scores(text, quantities, noun)
        yield from self._grave(text, quantities)
        yield from self._points(text, quantities)
        yield from self._ages(text, quantities)

    def ranks(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield which one of its kind something is; it counts nothing."""
        for quantity in quantities:
            if quantity.kind == ORDINAL and quantity.certainty == "exact":
                ranked = self.ranked(text, quantity.end)
                noun = Noun(ranked, None, quantity.end, ranked)
                head = Head(f"{ORDINAL} {ranked}", "things")
                yield count_alone(head, quantity, quantity.start, quantity.end, noun=noun)

    def _scores(
        self,
        text: str,
        quantities: Sequence[Quantity],
        noun: Callable[[str, int], Noun | None],
    ) -> Iterator[Count]:
        """Yield the scores of games, each as one value; *2-3 people* is none."""
        for match in self.scores.finditer(text):
            numbers = [q for q in quantities if match.start() <= q.start < match.end()]
            if len(numbers) == 2 and noun(text, match.end()) is None:
                ours, theirs = (q.value for q in numbers)
                both = replace(
                    numbers[0],
                    end=match.end(),
                    text=match.group(),
                    value=max(ours, theirs) * _MAX_SCORE + min(ours, theirs),
                )
                yield count_alone(Head("score", "score"), both, *match.span())

    def _grave(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield how many of the injured are in danger."""
        head = Head("critical", "people", after="critical")
        for quantity in quantities:
            if quantity.kind == "number" and self.grave_after.match(text, quantity.end):
                yield count_alone(head, quantity, quantity.start, quantity.end)

    def _points(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield by how many percentage points something changes."""
        head = Head("percentage points", "share", after="points")
        for part in self.parts_of_a_point:
            for whole in part.words.finditer(text):
                less = Quantity(*whole.span(), whole.group(), part.value, "number")
                yield count_alone(head, less, *whole.span())
        for quantity in quantities:
            behind = self.points.match(text, quantity.end)
            match = behind or self.points.search(quantity.text)
            if match is None or may_be_none(quantity):
                continue
            value = quantity.value / 100 if match.lastgroup == "hundredth" else quantity.value
            yield count_alone(
                head,
                replace(quantity, kind="number", unit=None, value=value.normalize()),
                quantity.start,
                behind.end() if behind else quantity.end,
            )

    def _ages(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield how old those are whose age stands beside their name."""
        ages = {match.start("age") for match in self.ages.finditer(text)}
        head = Head("age", "time", after="age")
        for quantity in quantities:
            if quantity.start in ages and quantity.kind == "number":
                years = Measure(quantity.text, quantity, "year")
                yield count_alone(head, quantity, quantity.start, quantity.end, measure=years)
