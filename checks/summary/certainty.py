"""Whether the sentence states as a fact what its source only deems possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.english.clauses import HEDGES, denied_words, uncertain_words
from language.english.words import Word, find_words, word_table

# What can carry the doubt in other words than the source's.
_DOUBTING = HEDGES | word_table(
    """allege ambition chance could design doubt effort estimate forecast goal idea if intention
    likely mean may might objective offer perhaps possible possibly potential predict project
    promise proposal prospect reportedly should suggest target think threat uncertain unclear will
    wish would"""
)
_MODALS = word_table("could may might")
_MODAL_REACH = 3


@dataclass(frozen=True)
class Certainty(Rule):
    """What may be, or is hoped, tried or planned, is not told as done.

    Sees a dropped *could*, *hopes to*, *tried to*, where the same word follows in the evidence and
    the sentence has no other word of doubt; *will* is one, but for *may*, *might* and *could*.
    What others claim is the check ``attribution``'s. Cannot see doubt in the evidence that is put
    in another way, nor that a plan is told as more certain than it is.
    """

    name: ClassVar[str] = "certainty"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "certainty"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first word of which the evidence is never certain, the sentence is."""
        evidence = "\n".join(context.evidence)
        uncertain = uncertain_words(evidence)
        words = find_words(context.sentence)
        doubting = {word.lemma for word in words if word.lemma in _DOUBTING and word.text != "May"}
        if not uncertain or doubting - {"will"} or denied_words(context.sentence):
            return self.skipped()
        certain = {word.stem for word in find_words(evidence) if word not in uncertain}
        for word in words:
            hedged = next((u for u in uncertain if u.stem == word.stem), None)
            if hedged and doubting and not _by_modal(hedged, evidence):
                continue
            if hedged and word.stem not in certain and not word.capitalised:
                return self.failed(f"perhaps: {hedged.text}", word.text)
        return self.passed()


def _by_modal(hedged: Word, evidence: str) -> bool:
    """Whether it is *may*, *might* or *could* that makes a word uncertain."""
    before = [word.text for word in find_words(evidence) if word.end < hedged.start]
    return not _MODALS.isdisjoint(before[-_MODAL_REACH:])
