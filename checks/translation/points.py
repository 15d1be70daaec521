"""Whether percentage points stay points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check

_POINTS = {
    "en": re.compile(
        r"\b(?:percentage|percent|basis) points?\b"
        r"|\b(?:quarter|half|third)s?(?: of an?|-| a) point\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"\b(?:пункт|балл|очк)|п\. ?п\.|б\. ?п\.", re.IGNORECASE),
    "zh": re.compile(r"百分点|基本?点|个点|[半\d]分(?!之)"),
}


@dataclass(frozen=True)
class Points:
    """A rate that rises by a percentage point does not rise by a percent.

    Sees *three quarters of a percentage point* as три четверти процента, and basis points that are
    left out. Looks at Russian and Chinese. Cannot see whole *points* without more, which may be
    those of a game or an index.
    """

    name: ClassVar[str] = "points"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where the points are lost; skip where the source has none."""
        wanted = _POINTS["en"].search(context.source)
        if wanted is None or context.target not in _POINTS:
            return Check(name=self.name, status="skipped")
        if _POINTS[context.target].search(context.hypothesis):
            return Check(name=self.name, status="passed")
        return Check(
            name=self.name, status="failed", expected=wanted.group(), seen="nothing for it"
        )
