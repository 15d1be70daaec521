"""Whether anything in the story supports the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule

SUPPORTED = 0.4
"""Score from which on a sentence counts as supported: between those of the sentences that the
weights were fitted on, 0.29 at most for unsupported and 0.70 at least for right ones
(docs/attribution.md)."""


@dataclass(frozen=True)
class Supported(Rule):
    """The attribution score reaches the threshold.

    Sees a sentence on something that the story does not speak of. Cannot see a changed detail in a
    sentence that is otherwise the source's: the other checks look for those.
    """

    name: ClassVar[str] = "supported"
    subject: ClassVar[str] = "support by the source"
    threshold: float = SUPPORTED

    def verdict(self, context: SummaryContext) -> Check:
        """Fail a sentence without evidence, or with a score below the threshold."""
        if context.evidence and context.support >= self.threshold:
            return self.passed()
        return self.failed(f"a support of {self.threshold:.2f} or more", f"{context.support:.2f}")
