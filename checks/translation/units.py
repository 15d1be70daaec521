"""Whether measures keep their units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.measures import Measure
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
        lost: Measure | None = None
        for measure in wanted:
            alike = [m for m in held if m.quantity.value == measure.quantity.value]
            if any(measure.same_unit(m) or measure.converts_to(m) for m in alike):
                continue
            turned = [
                m
                for m in alike
                if m.dimension == measure.dimension
                and (m.quantity.kind == "ordinal") == (measure.quantity.kind == "ordinal")
                and not any(_same(m, own) for own in wanted)
            ]
            if turned:
                return self.failed(measure.text, turned[0].text)
            if any(measure.converts_to(m) for m in held):
                continue
            if measure.quantity.certainty == "exact":
                lost = lost or measure
        if lost and any(
            quantity.value == lost.quantity.value and quantity.kind == "number"
            for quantity in find_quantities(context.hypothesis, context.target)
        ):
            return self.skipped(f"{lost.text}: the number is there, its unit was not found")
        return self.passed()


def _same(first: Measure, second: Measure) -> bool:
    return first.quantity.value == second.quantity.value and first.same_unit(second)
