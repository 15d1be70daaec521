"""Whether percentage points stay points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack


@dataclass(frozen=True)
class Points(Rule):
    """A rate that rises by a percentage point does not rise by a percent.

    Sees *three quarters of a percentage point* as три четверти процента, and basis points that are
    left out. Cannot see whole *points* without more, which may be those of a game or an index.
    """

    name: ClassVar[str] = "points"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "percentage points"
    reads: ClassVar[tuple[str, ...]] = ("points",)

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where the points are lost; skip where the source has none."""
        known, target = context.source_pack.points, context.target_pack.points
        if known is None or target is None:
            return self.skipped(lack(context, *self.reads))
        wanted = known.search(context.source)
        if wanted is None:
            return self.skipped()
        if target.search(context.hypothesis):
            return self.passed()
        return self.failed(wanted.group(), None)
