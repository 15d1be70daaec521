"""Whether measures keep their units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.quantities.reading import find_quantities


@dataclass(frozen=True)
class Units(Rule):
    """Miles stay miles, or their number changes.

    Sees the number of the source with another unit of the same dimension: *293 million miles* as
    293 миллиона километров. Looks at lengths, masses, areas, volumes and temperatures. Cannot see a
    conversion that is wrong: the check of numbers does.
    """

    name: ClassVar[str] = "units"
    subject: ClassVar[str] = "units"
    reads: ClassVar[tuple[str, ...]] = ("measures", "quantities")

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first measure in another unit; skip where the source has none."""
        known, target = context.source_pack.measures, context.target_pack.measures
        if known is None or target is None:
            return self.skipped(lack(context, *self.reads))
        quantities = find_quantities(context.source, context.language)
        wanted = list(known.find(context.source, quantities))
        if not wanted:
            return self.skipped()
        theirs = find_quantities(context.hypothesis, context.target)
        for seen in target.find(context.hypothesis, theirs):
            alike = [m for m in wanted if (m.value, m.dimension) == (seen.value, seen.dimension)]
            if alike and all(measure.unit != seen.unit for measure in alike):
                return self.failed(alike[0].text, seen.text)
        return self.passed()
