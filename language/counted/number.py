"""A number of a sentence with what belongs to it, and what it can count."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from language.counted.count import (
    BY_CHANCE,
    UNNAMED,
    Bound,
    Count,
    Counts,
    Head,
    Noun,
    count_alone,
)
from language.counted.sums import MILLION
from language.measures import Measure
from language.quantities.quantity import Quantity

SURELY_FROM = 2
"""From here on, a word that may be no number, as *one* may, is one."""
_HALF = Decimal("0.5")


class Number(NamedTuple):
    """A number that may count something."""

    quantity: Quantity
    measure: Measure | None
    start: int
    """Of the words that bound it."""
    end: int
    """Of its unit."""
    printed_end: int
    """Of the word that belongs to it as well."""
    bound: Bound
    whole: bool
    """Of which others are part: it counts who was there."""
    part: bool
    """Of others: it counts something only where its own words say what."""
    noun: Noun | None
    change: bool
    """Tells by how much something changed."""


def fits(counts: Counts, number: Number) -> bool:
    """Whether a number can count what is counted so."""
    quantity, measure = number.quantity, number.measure
    match counts:
        case "people" | "things":
            if counts == "things" and may_be_none(quantity):
                return False
            whole = quantity.value == int(quantity.value)
            return (
                quantity.kind in {"number", "year"}
                and not measure
                and (whole or counts == "things")
            )
        case "share":
            return quantity.kind == "percent"
        case "money":
            bare = quantity.kind == "number" and not measure and number.noun is None
            return quantity.kind == "money" or (bare and quantity.value >= MILLION)
        case "speed":
            return measure is not None and measure.dimension == "length"
        case _:
            return measure is not None and measure.dimension == counts


def may_be_none(quantity: Quantity) -> bool:
    """Whether a word may as well be no number, as *one*."""
    return quantity.certainty == "possible" and quantity.value <= SURELY_FROM


def may_count(quantity: Quantity) -> bool:
    """Whether a quantity is of a kind that counts something; *half* alone tells nothing."""
    return quantity.kind in {"number", "percent", "money"} or (
        quantity.kind == "fraction" and quantity.value != _HALF
    )


def count_by_value(number: Number) -> Count | None:
    """Return a number without a head that others may give a name by its value; else None."""
    quantity, measure = number.quantity, number.measure
    kind = measure.dimension if measure and quantity.kind == "number" else quantity.kind
    if (
        kind not in UNNAMED
        or (quantity.certainty != "exact" and not measure)
        or number.part
        or (kind == "number" and quantity.value <= BY_CHANCE)
    ):
        return None
    head = Head(kind, UNNAMED[kind])
    return count_alone(head, quantity, number.start, number.end, number.bound, measure)
