"""Whether numbers and dates are those of the source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.pack import LanguagePack
from language.quantities.quantity import Kind, Quantity, compare_quantities
from language.quantities.reading import find_quantities

_DATES: frozenset[Kind] = frozenset({"year", "month", "day", "weekday", "decade", "time"})
_NUMBERS: frozenset[Kind] = frozenset(Kind.__args__) - _DATES  # type: ignore[attr-defined]
_SPELLED = 12
"""Numbers up to this are often written in words."""


@dataclass(frozen=True)
class Numbers(Rule):
    """The numbers, sums, percentages and ordinals are those of the source, however written.

    Sees values that are missing, changed or added, other currencies, lost percent signs, and what
    is doubled or trebled (*вдвое*) for no reason. Leaves one and two in words alone, which
    languages drop and add (*both*, *a*). Cannot see two numbers that changed places. In a language
    whose number words are not known, sees one number in digits in place of another.
    """

    name: ClassVar[str] = "numbers"
    subject: ClassVar[str] = "numbers"
    version: ClassVar[int] = 2

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
                return self.failed("nothing doubled or trebled", multiplied.group())
        return _compared(self, context, _NUMBERS)

    def _in_digits(self, context: TranslationContext) -> Check:
        """Compare what both sides write in digits, whatever words of size or clock follow."""
        ours, theirs = (
            {
                _digits(quantity): quantity
                for quantity in find_quantities(text, language)
                if quantity.text[:1].isdecimal() and quantity.kind != "time"
            }
            for text, language in (
                (context.source, context.language),
                (context.hypothesis, context.target),
            )
        )
        if not (ours and theirs):
            return self.skipped()
        missing = [q for digits, q in ours.items() if digits not in theirs]
        added = [q for digits, q in theirs.items() if digits not in ours]
        if any(quantity.value > _SPELLED for quantity in missing) and added:
            return self.failed(_listed(missing), _listed(added))
        return self.passed()


@dataclass(frozen=True)
class Dates(Rule):
    """The days, months, weekdays, years and times are those of the source.

    Sees dates that are missing, changed or made up (1月11日 for *Monday*). Cannot see *last year*
    become *this year*.
    """

    name: ClassVar[str] = "dates"
    subject: ClassVar[str] = "dates"
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
    missing, added = (
        tuple(q for q in quantities if q.kind in kinds)
        for quantities in (difference.missing, difference.added)
    )
    if missing or added:
        return check.failed(
            _listed(missing) or f"no more than {_listed(source) or 'none'}",
            _listed(added) or "nothing for it",
        )
    looked = any(q.kind in kinds for q in source + target)
    return check.passed() if looked else check.skipped()


def _digits(quantity: Quantity) -> Decimal:
    """Return the value without its zeros: 12 million, 12 Millionen and 12,000,000 have the same."""
    return Decimal(int("".join(map(str, quantity.value.normalize().as_tuple().digits))))


def _listed(quantities: list[Quantity] | tuple[Quantity, ...]) -> str:
    return ", ".join(map(str, quantities))
