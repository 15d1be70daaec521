"""Whether the sentence's numbers are the evidence's, and stand beside the same things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.english.clauses import Neighbours, find_neighbours
from language.english.names import NameIndex, find_names
from language.quantities.currencies import agree
from language.quantities.quantity import Quantity, answers_for
from language.quantities.reading import find_quantities

_KINDS = frozenset({"number", "ordinal", "percent", "money", "fraction"})
_ROUNDED = re.compile(
    r"\b(?:about|almost|approximately|around|close to|just over|just under|more than|nearly|over"
    r"|roughly|some)\s+[^\w\s]*$",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:above|at least|exceed(?:ed|ing|s)?|more than|no (?:fewer|less) than|over)\s+[^\w\s]*$",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:almost|at most|below|fewer than|less than|nearly|no more than|under)\s+[^\w\s]*$",
    re.IGNORECASE,
)
_UNITS = {
    "km": "kilometre kilometres kilometer kilometers km kms",
    "mile": "mile miles",
    "m": "metre metres meter meters",
    "foot": "foot feet",
    "kg": "kilogram kilograms kilo kilos kg",
    "tonne": "tonne tonnes ton tons",
    "pound": "pound pounds lb lbs",
    "second": "second seconds",
    "minute": "minute minutes",
    "hour": "hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "barrel": "barrel barrels",
    "degree": "degree degrees",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms.split()}
_NEXT_WORD = re.compile(r"[\s-]*([^\W\d_]+)")
_DEFINITE = re.compile(
    r"\b(?:the|these|those|their|between|other|last|first|next)\s+$", re.IGNORECASE
)
_SINGLE = re.compile(rf"\b(an?)\s(?=(?:{'|'.join(_UNIT_OF)})\b)", re.IGNORECASE)
_MEASURED = re.compile(r"\b(?:about|almost|for|in|nearly|over|than|within)\s+$", re.IGNORECASE)
_NAMED = re.compile(r"[A-Z][^\W_]*-?$")


@dataclass(frozen=True)
class Numbers(Rule):
    """Every number, sum of money, percentage, fraction and ordinal stands in the evidence.

    Sees changed values, units, currencies, *more than* for *less than*, and two numbers that
    changed places. Words and digits are the same to it, and a rounded value may stand after
    *about*, *nearly* and the like. Cannot see results of arithmetic, which fail, nor a number that
    is given to the wrong thing where the clause was reworded.
    """

    name: ClassVar[str] = "numbers"
    subject: ClassVar[str] = "numbers"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    rounding: float = 0.05
    """Share by which a value said to be rounded may differ from the evidence's."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first number that the evidence does not bear out; skip if there is none."""
        sentence = context.sentence
        ours = [quantity for quantity in _numbers(sentence) if _claimed(sentence, quantity)]
        if not ours or not context.evidence:
            return self.skipped()
        evidence = "\n".join(context.evidence)
        theirs = _numbers(evidence)
        for quantity in ours:
            if self._designates(quantity, context):
                continue
            same = [other for other in theirs if self._same(quantity, other, context, evidence)]
            rival = self._rival(quantity, same, theirs, sentence, evidence)
            rival = rival or _turned(quantity, ours, theirs, sentence, evidence)
            if not same or rival is not None:
                return self.failed(
                    str(rival) if rival else ", ".join(map(str, theirs)) or "no number",
                    sentence[quantity.start : quantity.end],
                )
        return self.passed()

    def _designates(self, quantity: Quantity, context: SummaryContext) -> bool:
        """Whether the number is part of a designation in the source, as in *COVID-19*."""
        head = _NAMED.search(context.sentence, 0, quantity.start)
        return head is not None and context.sentence[head.start() : quantity.end] in context.source

    def _same(
        self, quantity: Quantity, other: Quantity, context: SummaryContext, evidence: str
    ) -> bool:
        unit = _unit(context.sentence, quantity)
        other_unit = _unit(evidence, other)
        if unit and other_unit and unit != other_unit:
            return False
        bounds = _bound(context.sentence, quantity), _bound(evidence, other)
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
        rounded = _ROUNDED.search(context.sentence, 0, quantity.start) is not None
        return rounded and right_side and abs(difference) <= Decimal(str(self.rounding))

    def _rival(
        self,
        quantity: Quantity,
        same: Sequence[Quantity],
        theirs: Sequence[Quantity],
        sentence: str,
        evidence: str,
    ) -> Quantity | None:
        """Return the evidence's number for the thing that the sentence gives another number."""
        ours = _neighbours(sentence, quantity)
        rivals = [q for q in theirs if q.kind == quantity.kind and q not in same]

        def in_place(other: Quantity) -> int:
            return ours.in_place(_neighbours(evidence, other))

        def beside(other: Quantity) -> int:
            return ours.beside(_neighbours(evidence, other))

        if likeness := max(map(in_place, same), default=0):
            alike = [other for other in rivals if in_place(other) >= likeness]
            return _of_another(sentence, evidence, same, alike)
        known = max(map(beside, same), default=0)
        return next((q for q in rivals if in_place(q) >= 2 and beside(q) > known), None)


def _turned(
    quantity: Quantity,
    ours: Sequence[Quantity],
    theirs: Sequence[Quantity],
    sentence: str,
    evidence: str,
) -> Quantity | None:
    """Return where the evidence goes *to*, if that is where the sentence comes *from*."""

    def at(text: str, quantities: Sequence[Quantity], word: str) -> list[Quantity]:
        return [q for q in quantities if re.search(rf"\b{word}\s+\W*$", text[: q.start])]

    starts, ends = at(sentence, ours, "from"), at(sentence, ours, "to")
    their_starts, their_ends = at(evidence, theirs, "from"), at(evidence, theirs, "to")
    if quantity not in starts or not ends or any(answers_for(quantity, q) for q in their_starts):
        return None
    turned = any(answers_for(end, start) for end in ends for start in their_starts)
    return next((q for q in their_ends if turned and answers_for(quantity, q)), None)


def _of_another(
    sentence: str, evidence: str, same: Sequence[Quantity], alike: Sequence[Quantity]
) -> Quantity | None:
    """Return the number of a passage that speaks of the sentence's names, if its own does not."""
    names = find_names(sentence)

    def speaks(quantity: Quantity) -> bool:
        start = evidence.rfind("\n", 0, quantity.start) + 1
        end = evidence.find("\n", quantity.end)
        index = NameIndex(evidence[start : end if end >= 0 else None])
        return any(index.holds(name) for name in names)

    if not names or any(map(speaks, same)):
        return None
    return next(filter(speaks, alike), None)


def _numbers(text: str) -> list[Quantity]:
    found = [quantity for quantity in find_quantities(text, "en") if quantity.kind in _KINDS]
    singles = [
        Quantity(m.start(1), m.end(1), m[1], Decimal(1), "number", certainty="possible")
        for m in _SINGLE.finditer(text)
    ]
    return found + singles


def _claimed(text: str, quantity: Quantity) -> bool:
    """Whether the word is meant as a number: *two* is, save in *the two*, *one* need not be."""
    if quantity.certainty != "possible":
        return True
    word = text[quantity.start : quantity.end].lower()
    if word == "one":
        return _unit(text, quantity) is not None
    if word in {"a", "an"}:
        return _MEASURED.search(text, 0, quantity.start) is not None
    return word == "first" or (word == "two" and not _DEFINITE.search(text, 0, quantity.start))


def _unit(text: str, quantity: Quantity) -> str | None:
    following = _NEXT_WORD.match(text, quantity.end)
    return _UNIT_OF.get(following.group(1).lower()) if following else None


def _bound(text: str, quantity: Quantity) -> str | None:
    before = text[: quantity.start]
    if _BELOW.search(before):
        return "below"
    return "above" if _ABOVE.search(before) else None


def _neighbours(text: str, quantity: Quantity) -> Neighbours:
    others = [(other.start, other.end) for other in find_quantities(text, "en")]
    return find_neighbours(text, (quantity.start, quantity.end), others)
