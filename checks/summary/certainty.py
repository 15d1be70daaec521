"""Whether the sentence states as a fact what its source only deems possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule


@dataclass(frozen=True)
class Certainty(Rule):
    """What may be, or is hoped, tried or planned, is not told as done.

    Sees a dropped *could*, *hopes to*, *tried to*, where the same word follows in the evidence and
    the sentence has no other word of doubt; *will* is one, but for *may*, *might* and *could*.
    What others claim is the check ``attribution``'s. Cannot see doubt in the evidence that is put
    in another way, nor that a plan is told as more certain than it is.
    """

    name: ClassVar[str] = "certainty"
    version: ClassVar[int] = 3
    subject: ClassVar[str] = "certainty"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first word of which the evidence is never certain, the sentence is."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        evidence = "\n".join(context.evidence)
        uncertain = syntax.uncertain_words(evidence)
        words = syntax.find_words(context.sentence)
        doubting = {word.lemma for word in words if syntax.is_doubting(word)}
        if (
            not uncertain
            or doubting - syntax.vocabulary.foretelling
            or syntax.denied_words(context.sentence)
        ):
            return self.skipped()
        possible = syntax.possible_words(evidence)
        certain = {word.stem for word in syntax.find_words(evidence) if word not in uncertain}
        for word in words:
            hedged = next((u for u in uncertain if u.stem == word.stem), None)
            if hedged and doubting and hedged not in possible:
                continue
            if hedged and word.stem not in certain and not word.capitalised:
                return self.failed(hedged.text, word.text)
        return self.passed()
