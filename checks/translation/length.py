"""Whether the translation is about as long as translations are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check

# Characters per character of English, and the variance of the length per character of it, from
# human translations (docs/translation-checks.md).
_RATIO = {"zh": 0.37, "ru": 1.10}
_VARIANCE = {"zh": 0.44, "ru": 2.5}


@dataclass(frozen=True)
class Length:
    """The translation is neither far too short nor far too long for its source.

    Lengths in characters are compared as Gale and Church (1993, Computational Linguistics 19:1) do
    to align sentences: the difference from the expected length is measured in standard deviations,
    which grow with the square root of the length. Sees truncation and additions of a third or so
    of a long sentence; cannot see a word left out.
    """

    name: ClassVar[str] = "length"
    shorter: float = 3.2
    """Standard deviations below the expected length at which it fails."""
    longer: float = 5.0
    ratio: Mapping[str, float] = field(default_factory=lambda: dict(_RATIO))
    variance: Mapping[str, float] = field(default_factory=lambda: dict(_VARIANCE))

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where the length is out of bounds; skip targets that were not calibrated."""
        if context.target not in self.ratio or context.target not in self.variance:
            return Check(name=self.name, status="skipped")
        source, seen = _length(context.source), _length(context.hypothesis)
        expected = self.ratio[context.target] * source
        deviation = math.sqrt(self.variance[context.target] * max(source, 1))
        least = math.ceil(expected - self.shorter * deviation)
        most = math.floor(expected + self.longer * deviation)
        if max(least, 1) <= seen <= most:
            return Check(name=self.name, status="passed")
        return Check(
            name=self.name,
            status="failed",
            expected=f"{max(least, 1)} to {most} characters",
            seen=str(seen),
        )


def _length(text: str) -> int:
    return sum(not c.isspace() for c in text)
