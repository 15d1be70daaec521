"""Whether measures keep their units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.measures import Measure
from language.quantities.quantity import Quantity
from language.quantities.reading import find_measures, find_quantities


@dataclass(frozen=True)
class Units(Rule):
    """Miles stay miles, months months, or their number changes.

    Sees the number of the source with another unit of the same dimension: *293 million miles* as
    293 миллиона километров, *18 months* as 18年. Looks at periods, lengths, areas, masses, volumes,
    temperatures, power, energy and the like; a number that has lost its unit is in doubt. Cannot
    see a conversion that is wrong: the check of numbers does.
    """

    name: ClassVar[str] = "units"
    subject: ClassVar[str] = "units"
    version: ClassVar[int] = 2
    reads: ClassVar[tuple[str, ...]] = ("measures", "quantities")

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first measure in another unit; skip where there is none, or in doubt."""
        if reason := lack(context, *self.reads):
            return self.skipped(reason)
        wanted = find_measures(context.source, context.language)
        if not wanted:
            return self.skipped()
        held = find_measures(context.hypothesis, context.target)
        if turned := next(chain(_turned(wanted, held), _turned(held, wanted, back=True)), None):
            return self.failed(turned[0].text, turned[1].text)
        theirs = find_quantities(context.hypothesis, context.target)
        for measure in wanted:
            if measure.quantity.certainty == "exact" and not any(
                measure.same_unit(m) or measure.converts_to(m) for m in held
            ):
                value = measure.quantity.value
                if any(q.kind == "number" and q.value == value for q in theirs):
                    return self.skipped(f"{measure.text}: its number is there, its unit is not")
        return self.passed()


def _turned(
    measures: Sequence[Measure], others: Sequence[Measure], *, back: bool = False
) -> Iterator[tuple[Measure, Measure]]:
    """Yield measures, each with one of the other text that has another unit in its place.

    ``back``: the measures are those of the translation, and come second.
    """
    for measure in measures:
        if back and measure.quantity.kind == "day":
            continue
        alike = [m for m in others if m.quantity.value == measure.quantity.value]
        if any(measure.same_unit(m) or measure.converts_to(m) for m in alike):
            continue
        for other in alike:
            if (
                other.dimension == measure.dimension
                and _comparable(other.quantity, measure.quantity)
                and (back or not any(_same(other, own) for own in measures))
            ):
                yield (other, measure) if back else (measure, other)


def _comparable(first: Quantity, second: Quantity) -> bool:
    """Whether both are ordinals or neither, or sure to be numbers: not a couple and the second."""
    return (first.kind == "ordinal") == (second.kind == "ordinal") or (
        first.certainty == second.certainty == "exact"
    )


def _same(first: Measure, second: Measure) -> bool:
    return first.quantity.value == second.quantity.value and first.same_unit(second)
