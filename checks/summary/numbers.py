"""Whether the sentence's numbers are the evidence's, and stand beside the same things."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.measures import Measure
from language.quantities.currencies import agree
from language.quantities.quantity import (
    Quantity,
    answers_for,
    quote,
    quote_sign,
    turned_signs,
)
from language.quantities.reading import find_measures, find_quantities
from language.syntax import Neighbours, Syntax, find_neighbours

_KINDS = frozenset({"number", "ordinal", "percent", "money", "fraction"})
_REACH = 60
"""Characters before a number that can say how it is meant."""
_MOST, _MOST_OF_EVIDENCE = 40, 200
"""Numbers of a sentence and of its evidence that are compared: what has more is a table."""
_T = TypeVar("_T")
_NAMED = re.compile(r"[A-Z][^\W_]*-?$")


@dataclass(frozen=True)
class Numbers(Rule):
    """Every number, sum of money, percentage, fraction and ordinal stands in the evidence.

    Sees changed values, units, currencies and periods (*$400 a week* as *$400 a month*), percentage
    points for percent, lost signs of minus, *more than* for *less than*, and two numbers that
    changed places. Words and digits are the same to it, and a rounded value may
    stand after *about*, *nearly* and the like. Cannot see results of arithmetic, which fail, nor a
    number that is given to the wrong thing where the clause was reworded.
    """

    name: ClassVar[str] = "numbers"
    version: ClassVar[int] = 5
    subject: ClassVar[str] = "numbers"
    reads: ClassVar[tuple[str, ...]] = ("syntax", "quantities")
    rounding: float = 0.05
    """Share by which a value said to be rounded may differ from the evidence's."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first number that the evidence does not bear out; skip if there is none."""
        if (syntax := context.pack.syntax) is None or context.pack.quantities is None:
            return self.skipped(context.pack.lacks(*self.reads))
        sentence = _Text(context.sentence, context.language, syntax)
        ours = [quantity for quantity in sentence.numbers() if sentence.claims(quantity)][:_MOST]
        if not ours or not context.evidence:
            return self.skipped()
        evidence = _Text("\n".join(context.evidence), context.language, syntax)
        theirs = evidence.numbers()[:_MOST_OF_EVIDENCE]
        for quantity in ours:
            if self._designates(quantity, context):
                continue
            same = [other for other in theirs if self._same(quantity, other, sentence, evidence)]
            rival = self._rival(quantity, same, theirs, sentence, evidence)
            rival = rival or _turned(quantity, ours, theirs, sentence, evidence)
            if not same or rival is not None:
                return self.failed(
                    quote([rival] if rival else theirs, evidence.text) or None,
                    context.sentence[quantity.start : quantity.end],
                    quantity.kind,
                )
        if turned := next(turned_signs(ours, theirs), None):
            own, other = turned
            return self.failed(
                quote_sign(other, evidence.text), quote_sign(own, context.sentence), "sign"
            )
        return self.passed()

    def _designates(self, quantity: Quantity, context: SummaryContext) -> bool:
        """Whether the number is part of a designation in the source, as in *COVID-19*."""
        lead = max(0, quantity.start - _REACH), quantity.start
        head = _NAMED.search(context.sentence, *lead)
        return head is not None and context.sentence[head.start() : quantity.end] in context.source

    def _same(self, quantity: Quantity, other: Quantity, sentence: _Text, evidence: _Text) -> bool:
        unit, other_unit = sentence.unit(quantity), evidence.unit(other)
        if unit and other_unit and unit != other_unit:
            return False
        bounds = sentence.bound(quantity), evidence.bound(other)
        if sentence.differs(quantity, evidence, other):
            return False
        if quantity.kind == other.kind == "money" and not agree(quantity.unit, other.unit):
            return False
        if answers_for(quantity, other):
            return set(bounds) != {"above", "below"}
        if quantity.kind != other.kind or not other.value:
            return False
        difference = (quantity.value - other.value) / other.value
        right_side = (difference <= 0 or bounds[0] != "above") and (
            difference >= 0 or bounds[0] != "below"
        )
        rounded = sentence.follows(sentence.syntax.counting.rounded, quantity)
        return rounded and right_side and abs(difference) <= Decimal(str(self.rounding))

    def _rival(
        self,
        quantity: Quantity,
        same: Sequence[Quantity],
        theirs: Sequence[Quantity],
        sentence: _Text,
        evidence: _Text,
    ) -> Quantity | None:
        """Return the evidence's number for the thing that the sentence gives another number."""
        ours = sentence.neighbours(quantity)
        alike_already = set(same)
        rivals = [q for q in theirs if q.kind == quantity.kind and q not in alike_already]

        def in_place(other: Quantity) -> int:
            return ours.in_place(evidence.neighbours(other))

        def beside(other: Quantity) -> int:
            return ours.beside(evidence.neighbours(other))

        if likeness := max(map(in_place, same), default=0):
            alike = [other for other in rivals if in_place(other) >= likeness]
            return _of_another(sentence, evidence, same, alike)
        known = max(map(beside, same), default=0)
        return next((q for q in rivals if in_place(q) >= 2 and beside(q) > known), None)


@dataclass(frozen=True)
class _Text:
    text: str
    language: str
    syntax: Syntax

    def numbers(self) -> list[Quantity]:
        found = [q for q in find_quantities(self.text, self.language) if q.kind in _KINDS]
        return [*found, *self.syntax.counting.singles(self.text)]

    def claims(self, quantity: Quantity) -> bool:
        """Whether the words are meant as a number, which *one* need not be."""
        return quantity.certainty != "possible" or self.syntax.counting.is_meant(
            self.text, quantity, self.unit(quantity) is not None
        )

    @cached_property
    def _known(self) -> dict[tuple[object, int], Any]:
        """What has been read beside each quantity, by what was asked and its place."""
        return {}

    def _once(self, asked: object, quantity: Quantity, read: Callable[[], _T]) -> _T:
        key = asked, quantity.start
        if key not in self._known:
            self._known[key] = read()
        return self._known[key]  # type: ignore[no-any-return]

    def unit(self, quantity: Quantity) -> str | None:
        counting = self.syntax.counting
        return self._once("unit", quantity, lambda: counting.unit(self.text, quantity))

    @cached_property
    def _measures(self) -> dict[int, Measure]:
        found = find_measures(self.text, self.language)
        return {measure.quantity.start: measure for measure in found}

    def differs(self, quantity: Quantity, text: _Text, other: Quantity) -> bool:
        """Whether what both have of unit, period and percentage points is not the same."""
        ours, theirs = self._measures.get(quantity.start), text._measures.get(other.start)
        if ours and theirs and not ours.same_unit(theirs):
            return True
        rates = self.rate(quantity), text.rate(other)
        if all(rates) and rates[0] != rates[1]:
            return True
        counting = self.syntax.counting
        return quantity.kind == other.kind and (
            counting.is_points(self.text, quantity) != counting.is_points(text.text, other)
        )

    def rate(self, quantity: Quantity) -> str | None:
        counting = self.syntax.counting
        return self._once("rate", quantity, lambda: counting.rate(self.text, quantity))

    def bound(self, quantity: Quantity) -> str | None:
        counting = self.syntax.counting
        return self._once("bound", quantity, lambda: counting.bound(self.text, quantity))

    def follows(self, words: re.Pattern[str], quantity: Quantity) -> bool:
        lead = max(0, quantity.start - _REACH), quantity.start
        return self._once(words, quantity, lambda: words.search(self.text, *lead) is not None)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [(q.start, q.end) for q in find_quantities(self.text, self.language)]

    def neighbours(self, quantity: Quantity) -> Neighbours:
        clauses, span = self.syntax.find_clauses(self.text), (quantity.start, quantity.end)
        return self._once(
            "neighbours", quantity, lambda: find_neighbours(clauses, span, self._spans)
        )


def _turned(
    quantity: Quantity,
    ours: Sequence[Quantity],
    theirs: Sequence[Quantity],
    sentence: _Text,
    evidence: _Text,
) -> Quantity | None:
    """Return where the evidence goes *to*, if that is where the sentence comes *from*."""

    def ends(text: _Text, quantities: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
        counting = text.syntax.counting
        return (
            [q for q in quantities if text.follows(counting.starts, q)],
            [q for q in quantities if text.follows(counting.ends, q)],
        )

    (starts, stops), (their_starts, their_stops) = ends(sentence, ours), ends(evidence, theirs)
    if quantity not in starts or not stops or any(answers_for(quantity, q) for q in their_starts):
        return None
    turned = any(answers_for(stop, start) for stop in stops for start in their_starts)
    return next((q for q in their_stops if turned and answers_for(quantity, q)), None)


def _of_another(
    sentence: _Text, evidence: _Text, same: Sequence[Quantity], alike: Sequence[Quantity]
) -> Quantity | None:
    """Return the number of a passage that speaks of the sentence's names, if its own does not."""
    names = sentence.syntax.find_names(sentence.text)

    def speaks(quantity: Quantity) -> bool:
        start = evidence.text.rfind("\n", 0, quantity.start) + 1
        end = evidence.text.find("\n", quantity.end)
        index = evidence.syntax.index_names(evidence.text[start : end if end >= 0 else None])
        return any(index.holds(name) for name in names)

    if not names or any(map(speaks, same)):
        return None
    return next(filter(speaks, alike), None)
