"""Whether the points of the compass are those of the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack


@dataclass(frozen=True)
class Directions(Rule):
    """North, south, east and west, and those between, are those of the source.

    Sees *southwest* as северо-запад. A direction that is missing fails only where the translation
    has one that the source has not. Directions within names are left to the check of names. Cannot
    see two directions that changed places.
    """

    name: ClassVar[str] = "directions"
    subject: ClassVar[str] = "directions"
    reads: ClassVar[tuple[str, ...]] = ("compass",)

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where one direction stands in place of another; skip where there is none."""
        known, target = context.source_pack.compass, context.target_pack.compass
        if known is None or target is None:
            return self.skipped(lack(context, *self.reads))
        source = context.source
        for term in context.terms:
            source = source.replace(term.source, "…")
        wanted, held = known.plain_points(source), target.plain_points(context.hypothesis)
        missing = wanted.keys() - target.possible_points(context.hypothesis)
        added = held.keys() - known.possible_points(context.source)
        if missing and added:
            return self.failed(
                ", ".join(wanted[point] for point in sorted(missing)),
                ", ".join(held[point] for point in sorted(added)),
            )
        return self.passed() if wanted else self.skipped()
