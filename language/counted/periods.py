"""Words that say so many of a unit without a number, as *half an hour*."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from language.measures import Measure
from language.quantities.quantity import Quantity


class Period(NamedTuple):
    """Words that say so many of a unit without a number, as *half an hour*."""

    words: re.Pattern[str]
    """The group ``span``, where there is one, is what says it."""
    value: Decimal
    unit: str
    """By its name in ``measures.UNITS``, or *point*."""


def period_table(rows: Mapping[str, tuple[str, str]]) -> tuple[Period, ...]:
    """Return periods by the pattern of their words: how many, of which unit."""
    return tuple(
        Period(re.compile(words, re.IGNORECASE), Decimal(value), unit)
        for words, (value, unit) in rows.items()
    )


def with_periods(
    text: str,
    quantities: Sequence[Quantity],
    measures: dict[Quantity, Measure],
    periods: Sequence[Period],
) -> Sequence[Quantity]:
    """Return quantities with the spans of time that words say; adds to ``measures``."""
    found: list[Quantity] = []
    for period in periods:
        for match in period.words.finditer(text):
            start, end = match.span("span" if "span" in match.re.groupindex else 0)
            if not any(start < other.end and other.start < end for other in found):
                quantity = Quantity(start, end, text[start:end], period.value, "number")
                measures[quantity] = Measure(quantity.text, quantity, period.unit)
                found.append(quantity)
    if not found:
        return quantities
    rest = (q for q in quantities if not any(q.start < f.end and f.start < q.end for f in found))
    return sorted([*rest, *found], key=lambda quantity: quantity.start)
