"""Whether the translation means about what the source means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check

_LEAST = {"zh": 0.81, "ru": 0.835}


@dataclass(frozen=True)
class Adequacy:
    """The sentences' embeddings are as near as those of translations are.

    The thresholds hold for the cosines of multilingual-e5-small. Sees translations of something
    else, and of half the sentence; hardly sees single words, numbers or negations.
    """

    name: ClassVar[str] = "adequacy"
    least: Mapping[str, float] = field(default_factory=lambda: dict(_LEAST))
    """Least similarity by target."""
    other: float = 0.75
    """Least similarity for any other target."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail below the least similarity; skip where there is no embedder."""
        if context.similarity is None:
            return Check(name=self.name, status="skipped")
        least = self.least.get(context.target, self.other)
        if context.similarity >= least:
            return Check(name=self.name, status="passed")
        return Check(
            name=self.name,
            status="failed",
            expected=f"similarity of at least {least:.2f}",
            seen=f"{context.similarity:.2f}",
        )
