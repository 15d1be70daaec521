"""Whether numbers and dates are those of the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check
from language.quantities.quantity import Kind, Quantity, compare_quantities
from language.quantities.reading import find_quantities

# What doubles and trebles, and all that can be a reason for it in the source.
_MULTIPLES = {
    "ru": re.compile(r"\b(?:вдвое|втрое|в (?:два|три) раза|удво\w+|утроен\w*|утроил\w*)", re.I),
    "zh": re.compile(r"[两二三]倍|翻了?[一两]?[倍番]"),
}
_MULTIPLIED = re.compile(
    r"\b(?:twice|two|doubl\w*|twofold|half|halv\w+|[23](?![\d.,])|second|[123]00|50|both|pair"
    r"|couple|three|tripl\w+|treb\w+|threefold|third|thrice|quadrupl\w+|four\w*|match\w*)\b"
    r"|\b[23]x\b",
    re.I,
)

_DATES: frozenset[Kind] = frozenset({"year", "month", "day", "weekday", "decade", "time"})


@dataclass(frozen=True)
class Numbers:
    """The numbers, sums, percentages and ordinals are those of the source, however written.

    Sees values that are missing, changed or added, other currencies, lost percent signs, and what
    is doubled or trebled (*вдвое*) for no reason. Leaves one and two in words alone, which
    languages drop and add (*both*, *a*). Cannot see two numbers that changed places.
    """

    name: ClassVar[str] = "numbers"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where a value is missing or added; skip where neither side has one."""
        multiples = _MULTIPLES.get(context.target)
        multiplied = multiples.search(context.hypothesis) if multiples else None
        if multiplied and not _MULTIPLIED.search(context.source):
            return Check(
                name=self.name,
                status="failed",
                expected="nothing doubled or trebled",
                seen=multiplied.group(),
            )
        return _compared(self.name, context, frozenset(Kind.__args__) - _DATES)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Dates:
    """The days, months, weekdays, years and times are those of the source.

    Sees dates that are missing, changed or made up (1月11日 for *Monday*). Cannot see *last year*
    become *this year*.
    """

    name: ClassVar[str] = "dates"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where part of a date is missing or added; skip where neither side has one."""
        return _compared(self.name, context, _DATES)


def _compared(name: str, context: TranslationContext, kinds: frozenset[Kind]) -> Check:
    source = find_quantities(context.source, "en")
    target = find_quantities(context.hypothesis, context.target)
    difference = compare_quantities(source, target)
    missing, added = (
        tuple(q for q in quantities if q.kind in kinds)
        for quantities in (difference.missing, difference.added)
    )
    if missing or added:
        return Check(
            name=name,
            status="failed",
            expected=_listed(missing) or f"no more than {_listed(source) or 'none'}",
            seen=_listed(added) or "nothing for it",
        )
    looked = any(q.kind in kinds for q in source + target)
    return Check(name=name, status="passed" if looked else "skipped")


def _listed(quantities: tuple[Quantity, ...]) -> str:
    return ", ".join(map(str, quantities))
