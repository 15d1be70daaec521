"""Whether numbers and dates are those of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.measures import UNITS, Measure, compounds
from language.pack import LanguagePack
from language.quantities.cldr_names import find_plain_currencies, find_plain_measures
from language.quantities.currencies import SMALL_CHANGE, UNMISTAKABLE, agree
from language.quantities.quantity import (
    Kind,
    Quantity,
    compare_quantities,
    lost_currencies,
    quote,
    quote_sign,
    turned_signs,
)
from language.quantities.reading import find_measures, find_quantities

_DATES: frozenset[Kind] = frozenset({"year", "month", "day", "weekday", "decade", "time"})
_NUMBERS: frozenset[Kind] = frozenset(Kind.__args__) - _DATES  # type: ignore[attr-defined]
_SCALES = tuple(Decimal(1000) ** power for power in range(5))
_SPELLED = 12
"""Numbers up to this are often written in words."""


@dataclass(frozen=True)
class Numbers(Rule):
    """The numbers, sums, percentages and ordinals are those of the source, however written.

    Sees values that are missing, changed or added, other currencies, currencies of what was no sum
    (*a toll of 15*), lost signs of minus and percent, and what is doubled or trebled (*вдвое*) for
    no reason. Leaves one and two in words alone, which languages drop and add (*both*, *a*), and
    takes what is rightly converted (*50 miles* as 80 километров). A sum that has lost its currency
    is in doubt. Cannot see two numbers that changed places. In a language whose number words are
    not known, sees one number in digits in place of another, and beside a number in digits another
    currency or unit, as CLDR names it.
    """

    name: ClassVar[str] = "numbers"
    subject: ClassVar[str] = "numbers"
    version: ClassVar[int] = 8

    @classmethod
    def covers(cls, *packs: LanguagePack) -> str:
        """See `Rule`."""
        return cls.subject if all(known.quantities for known in packs) else "numbers in digits"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where a value is missing or added; skip where neither side has one."""
        known, target = context.source_pack, context.target_pack
        if not (known.quantities and target.quantities):
            return self._in_digits(context)
        if target.multiples and target.multiples.words and known.multiples:
            multiplied = target.multiples.words.search(context.hypothesis)
            reasons = known.multiples.reasons
            if multiplied and reasons and not reasons.search(context.source):
                return self.failed(None, multiplied.group(), "multiple")
        verdict = _compared(self, context, _NUMBERS)
        if verdict.status != "passed":
            return verdict
        source = find_quantities(context.source, context.language)
        held = find_quantities(context.hypothesis, target.code)
        if turned := next(turned_signs(source, held), None):
            ours, theirs = turned
            return self.failed(
                quote_sign(ours, context.source), quote_sign(theirs, context.hypothesis), "sign"
            )
        named = known.quantities.currencies(context.source)
        named |= {q.unit for q in source if q.kind == "money" and q.unit}
        bare = {q.value for q in source if q.kind == "number" and q.unit is None}
        gained = [q for q in held if q.kind == "money" and q.unit and q.value in bare]
        if gained and not named:
            return self.failed(None, quote(gained, context.hypothesis), "currency")
        if named & UNMISTAKABLE:
            for quantity in held:
                if (
                    quantity.kind == "money"
                    and quantity.unit not in SMALL_CHANGE
                    and not any(agree(quantity.unit, name) for name in named)
                ):
                    spent = [q for q in source if q.kind == "money" and q.unit]
                    return self.failed(
                        quote(spent, context.source) or ", ".join(sorted(named)),
                        quote([quantity], context.hypothesis),
                        "currency",
                    )
        if lost := next(lost_currencies(source, held), None):
            for measure in find_measures(context.hypothesis, context.target):
                if measure.value == lost.value and measure.unit != "pound":
                    return self.failed(lost.text, measure.text, "currency")
            return self.skipped(f"{lost}: the number is there, its currency was not found")
        return verdict

    def _in_digits(self, context: TranslationContext) -> Check:
        """Compare what both sides write in digits, whatever words of size or clock follow."""
        source = find_quantities(context.source, context.language)
        target = find_quantities(context.hypothesis, context.target)
        ours, theirs = _written(source), _written(target)
        if not (ours and theirs):
            return self.skipped()
        measures = (
            *find_measures(context.source, context.language),
            *find_measures(context.hypothesis, context.target),
        )
        missing = _unexplained(ours, target, measures)
        added = _unexplained(theirs, source, measures)
        if any(quantity.value > _SPELLED for quantity in missing) and added:
            return self.failed(
                quote(missing, context.source), quote(added, context.hypothesis), missing[0].kind
            )
        return self._beside_digits(context, source, target) or self.passed()

    def _beside_digits(
        self, context: TranslationContext, source: Sequence[Quantity], target: Sequence[Quantity]
    ) -> Check | None:
        """Fail where a number has another currency or unit than in the source, both being read."""
        seen = list(find_plain_currencies(context.hypothesis, context.target, target))
        for quantity in source:
            if quantity.kind != "money" or quantity.unit in {None, *SMALL_CHANGE}:
                continue
            alike = [each for each in seen if _may_be(each[0].value, quantity.value)]
            if alike and not any(
                agree(quantity.unit, code) for *_, codes in alike for code in codes
            ):
                return self.failed(quantity.text, alike[0][1], "currency")
        wanted = find_measures(context.source, context.language)
        held = list(find_plain_measures(context.hypothesis, context.target, target))
        for measure in wanted:
            value = measure.quantity.value
            same = [m for m in wanted if _may_be(m.quantity.value, value)]
            beside = [
                m
                for m in held
                if m.dimension == measure.dimension and _may_be(m.quantity.value, value)
            ]
            if beside and not any(m.same_unit(own) for m in beside for own in same):
                return self.failed(measure.text, beside[0].text)
        return None


def _written(quantities: Sequence[Quantity]) -> list[Quantity]:
    return [q for q in quantities if q.text[:1].isdecimal() and q.kind != "time"]


def _unexplained(
    asked: Sequence[Quantity], others: Sequence[Quantity], measures: Sequence[Measure]
) -> list[Quantity]:
    """Return those that the other text has neither in digits nor words, nor converted."""
    said = {digits for other in others for digits in _readings(other)}
    return [
        quantity
        for quantity in asked
        if said.isdisjoint(_readings(quantity)) and not _converted(quantity, others, measures)
    ]


def _readings(quantity: Quantity) -> Iterator[Decimal]:
    """Yield what may stand in digits for a quantity, without zeros."""
    yield _digits(quantity.value)
    if quantity.kind == "decade":
        yield _digits(quantity.value % 100)
    if quantity.kind == "time":
        hours, minutes = divmod(quantity.value, 60)
        yield from map(_digits, (hours % 12, hours % 12 + 12, minutes))


def _converted(quantity: Quantity, others: Sequence[Quantity], measures: Sequence[Measure]) -> bool:
    """Whether it is a measure of one text in whatever unit the other has."""
    own = [m for m in measures if m.covers(quantity)]
    return any(
        measure.converts_to(replace(measure, quantity=other, unit=unit, rest=None))
        for measure, candidates in (
            *((m, others) for m in own),
            *((m, (quantity,)) for m in measures if m.quantity in others),
        )
        for other in candidates
        for unit, (dimension, _) in UNITS.items()
        if dimension == measure.dimension and unit != measure.unit
    )


@dataclass(frozen=True)
class Dates(Rule):
    """The days, months, weekdays, years and times are those of the source.

    Sees dates that are missing, changed or made up (1月11日 for *Monday*). Cannot see *last year*
    become *this year*.
    """

    name: ClassVar[str] = "dates"
    subject: ClassVar[str] = "dates"
    version: ClassVar[int] = 4
    reads: ClassVar[tuple[str, ...]] = ("quantities",)

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where part of a date is missing or added; skip where neither side has one."""
        if reason := lack(context, *self.reads):
            return self.skipped(reason)
        return _compared(self, context, _DATES)


def _compared(check: Rule, context: TranslationContext, kinds: frozenset[Kind]) -> Check:
    source = find_quantities(context.source, context.language)
    target = find_quantities(context.hypothesis, context.target)
    difference = compare_quantities(source, target)
    ours = find_measures(context.source, context.language)
    theirs = find_measures(context.hypothesis, context.target)
    missing = _unconverted([q for q in difference.missing if q.kind in kinds], ours, theirs)
    added = _unconverted([q for q in difference.added if q.kind in kinds], theirs, ours)
    if missing or added:
        return check.failed(
            quote(missing, context.source) or None,
            quote(added, context.hypothesis) or None,
            (missing or added)[0].kind,
        )
    looked = any(q.kind in kinds for q in source + target)
    return check.passed() if looked else check.skipped()


def _unconverted(
    quantities: Sequence[Quantity], measures: Sequence[Measure], others: Sequence[Measure]
) -> list[Quantity]:
    """Return those that no measure of the other text says in another unit, in their place."""
    said = {(measure.value, measure.unit) for measure in measures}
    instead = [m for m in others if (m.value, m.unit) not in said]
    wholes = [*instead, *compounds(others)]
    converted = [
        measure
        for measure in (*measures, *compounds(measures))
        if any(measure.unit != other.unit and other.converts_to(measure) for other in wholes)
    ]
    return [q for q in quantities if not any(m.covers(q) for m in converted)]


def _may_be(digits: Decimal, value: Decimal) -> bool:
    """Whether what stands in digits can be that value: alone, or of thousands, millions ..."""
    return any(digits * scale == value for scale in _SCALES)


def _digits(value: Decimal) -> Decimal:
    """Return a value without its zeros: 12 million, 12 Millionen and 12,000,000 have the same."""
    return Decimal(int("".join(map(str, value.normalize().as_tuple().digits))))
