"""What quantities are of that say it only by the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from language.counted.count import NEVER, Count
from language.counted.periods import Period, with_periods
from language.counted.sentence import lead
from language.counted.sums import MILLION, as_sum, is_pounds
from language.measures import Measure
from language.quantities.quantity import Quantity

PERCENT = "percent"


@dataclass(frozen=True)
class Units:
    """How a language says what a quantity is of, other than by a unit right behind it."""

    no_year_after: re.Pattern[str]
    """Says that four digits are no year."""
    periods: tuple[Period, ...] = ()
    asks_before: re.Pattern[str] = NEVER
    """Right before a number without a unit, says that it is of the unit that was named before."""
    shares_of: re.Pattern[str] = NEVER
    """Between a share and the round number that it is of."""
    pence: re.Pattern[str] = NEVER
    """After a number, says that it is of small change."""

    def complete(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: dict[Quantity, Measure],
        context: Sequence[Count],
        bare_after: re.Pattern[str],
    ) -> list[Quantity]:
        """Return the quantities of a sentence with what they are of; adds to ``measures``.

        Args:
            text: The sentence.
            quantities: As they were read, without a look at the words around them.
            measures: Of some of them.
            context: What the sentence before counts.
            bare_after: After a number that has no words of its own.

        """
        quantities = with_periods(text, quantities, measures, self.periods)
        quantities = self._with_units(text, quantities, measures, context, bare_after)
        quantities = [
            replace(q, kind="number")
            if q.kind == "year" and self.no_year_after.match(text, q.end)
            else q
            for q in quantities
        ]
        quantities = self._whole_numbers(text, quantities)
        quantities = [as_sum(q, "pound") if is_pounds(q) else q for q in quantities]
        return [
            as_sum(q, "penny") if q.kind == "number" and self.pence.match(text, q.end) else q
            for q in quantities
        ]

    def _with_units(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: dict[Quantity, Measure],
        context: Sequence[Count],
        bare_after: re.Pattern[str],
    ) -> Sequence[Quantity]:
        """Return quantities, those that leave out their unit with the one that was named before.

        The prosecution *asked for twelve*, years as those that the court gave; adds to
        ``measures``.
        """
        units = [_unit(count.quantity, count.measure) for count in context]
        last = next((unit for unit in units if unit), "")
        known: list[Quantity] = []
        for read in quantities:
            quantity = read
            if (
                last
                and quantity.kind == "number"
                and quantity.certainty == "exact"
                and quantity not in measures
                and self.asks_before.search(text, *lead(quantity.start))
                and bare_after.match(text, quantity.end)
            ):
                if last == PERCENT:
                    quantity = replace(quantity, kind="percent")
                else:
                    measures[quantity] = Measure(quantity.text, quantity, last)
            last = _unit(quantity, measures.get(quantity)) or last
            known.append(quantity)
        return known

    def _whole_numbers(self, text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
        """Return quantities, a share of a round number as one: *a quarter of a million*."""
        whole: list[Quantity] = []
        for quantity in quantities:
            share = whole[-1] if whole else None
            if (
                share is not None
                and share.kind == "fraction"
                and quantity.value >= MILLION
                and quantity.kind in {"number", "money"}
                and self.shares_of.fullmatch(text, share.end, quantity.start)
            ):
                whole[-1] = replace(
                    quantity,
                    start=share.start,
                    text=text[share.start : quantity.end],
                    value=quantity.value * share.value,
                )
            else:
                whole.append(quantity)
        return whole


def _unit(quantity: Quantity, measure: Measure | None) -> str:
    """Return the unit that a number after this one may leave out; else nothing."""
    if quantity.kind == "percent":
        return PERCENT
    return measure.unit if measure and measure.dimension == "time" else ""
