"""Numbers that are sums of money though no currency stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from language.measures import Measure
from language.quantities.currencies import SMALL_CHANGE
from language.quantities.quantity import Quantity

MILLION = 1_000_000
"""From here on, a bare number may be a sum, and pounds are of money."""


def is_pounds(found: Measure | Quantity) -> bool:
    """Whether pounds are of money: of mass they are not so many."""
    quantity = found.quantity if isinstance(found, Measure) else found
    return found.unit == "pound" and quantity.kind == "number" and quantity.value >= MILLION


def as_sum(quantity: Quantity, currency: str | None) -> Quantity:
    """Return a quantity as one of money."""
    return replace(quantity, kind="money", unit=currency)


def with_sums(
    quantities: Sequence[Quantity], measures: Mapping[Quantity, Measure], *, known: bool
) -> Iterator[Quantity]:
    """Yield quantities, those in millions that follow a sum as sums too: *from 2.8 billion*.

    Args:
        quantities: Of a sentence.
        measures: Of some of them.
        known: The sentence before has a sum.

    """
    currency: str | None = None
    for quantity in quantities:
        if quantity.kind == "money" and quantity.unit not in SMALL_CHANGE:
            currency = quantity.unit
        bare = quantity.kind == "number" and quantity.unit is None and quantity not in measures
        if (known or currency) and bare and quantity.value >= MILLION:
            yield as_sum(quantity, currency)
        else:
            yield quantity
