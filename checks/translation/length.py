"""Whether the translation is about as long as translations are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule
from language.pack import LanguagePack


@dataclass(frozen=True)
class Length(Rule):
    """The translation is neither far too short nor far too long for its source.

    Lengths in characters are compared as Gale and Church (1993, Computational Linguistics 19:1) do
    to align sentences: the difference from the expected length is measured in standard deviations,
    which grow with the square root of the length. Sees truncation and additions of a third or so
    of a long sentence; cannot see a word left out.
    """

    name: ClassVar[str] = "length"
    subject: ClassVar[str] = "length"
    shorter: float = 3.2
    """Standard deviations below the expected length at which it fails."""
    longer: float = 5.0
    ratio: Mapping[str, float] = field(default_factory=dict)
    """Characters per character of the source, by target, in place of those that are known."""
    variance: Mapping[str, float] = field(default_factory=dict)
    """Variance of the length per character of the source, by target."""

    @classmethod
    def covers(cls, *packs: LanguagePack) -> str | None:
        """See `Rule`: lengths are known of translations from English."""
        return cls.subject if packs[0].code == "en" and packs[-1].length else None

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where the length is out of bounds; skip languages that were not calibrated."""
        known = context.target_pack.length if context.source_pack.code == "en" else None
        ratio = self.ratio.get(context.target, known.ratio if known else None)
        variance = self.variance.get(context.target, known.variance if known else None)
        if ratio is None or variance is None:
            return self.skipped(
                f"length from {context.source_pack.name} to {context.target_pack.name}: "
                "not known here"
            )
        source, seen = _length(context.source), _length(context.hypothesis)
        expected = ratio * source
        deviation = math.sqrt(variance * max(source, 1))
        least = math.ceil(expected - self.shorter * deviation)
        most = math.floor(expected + self.longer * deviation)
        if max(least, 1) <= seen <= most:
            return self.passed()
        return self.failed(f"{max(least, 1)} to {most} characters", str(seen))


def _length(text: str) -> int:
    return sum(not c.isspace() for c in text)
