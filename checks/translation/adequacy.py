"""Whether the translation means about what the source means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from checks.contexts import TranslationContext
from checks.verdict import Calibration, Check, Resources, Rule

_NO_EMBEDDER = "no sentence embedder"


@dataclass(frozen=True)
class Adequacy(Rule):
    """The sentences' embeddings are as near as those of translations are.

    The thresholds are those of the embedder. Sees translations of something else, and of half the
    sentence; hardly sees single words, numbers or negations.
    """

    name: ClassVar[str] = "adequacy"
    subject: ClassVar[str] = "meaning as a whole"
    least: Mapping[str, float] = field(default_factory=dict)
    """Least similarity by target, in place of the embedder's own."""

    def verdict(self, context: TranslationContext) -> Check:
        """Skip: one translation alone has no embedder."""
        del context
        return self.skipped(_NO_EMBEDDER)

    def verdicts(self, contexts: Sequence[TranslationContext], resources: Resources) -> list[Check]:
        """Judge translations at once; skip where there is no embedder."""
        if resources.embedder is None or not contexts:
            return [self.skipped(_NO_EMBEDDER) for _ in contexts]
        sources = resources.embedder.embed([context.source for context in contexts])
        hypotheses = resources.embedder.embed([context.hypothesis for context in contexts])
        similarities = np.sum(sources * hypotheses, axis=1)
        return [
            self._verdict(context.target, float(similarity), resources.embedder.calibration)
            for context, similarity in zip(contexts, similarities, strict=True)
        ]

    def _verdict(self, target: str, similarity: float, calibration: Calibration) -> Check:
        measured = calibration.least_adequacy.get(target, calibration.least_adequacy_elsewhere)
        least = self.least.get(target, measured)
        if similarity >= least:
            return self.passed()
        return self.failed(f"similarity of at least {least:.2f}", f"{similarity:.2f}")
