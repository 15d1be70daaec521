"""Whether the sentence states as a fact what its source only has somebody claim, or deny."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.syntax import Claim, Syntax
from language.words import Word


@dataclass(frozen=True)
class Attribution(Rule):
    """What the evidence has somebody claim, suspect or deny is not told as a fact.

    Sees *he stole it* for *police allege that he stole it*, *is accused of stealing it*,
    *reportedly stole it* and *denies that he stole it*, where the word that says what was done is
    the same, the evidence has it nowhere else, and the sentence neither names who says so nor
    leaves it open. Hopes, plans and *may* are the check ``certainty``'s. Cannot see a plain *said*
    that was dropped, nor a claim that is told in other words.
    """

    name: ClassVar[str] = "attribution"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "claims told as facts"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first claim told as a fact; skip where the evidence has no claim."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        evidence = "\n".join(context.evidence)
        claims = syntax.find_claims(evidence)
        if not claims:
            return self.skipped()
        words = syntax.find_words(context.sentence)
        for claim in claims:
            for word in words:
                if (
                    word.stem == claim.head.stem
                    and not word.capitalised
                    and _is_of(claim, words)
                    and not _told_elsewhere(claim, claims, syntax.find_words(evidence))
                    and not _carried(claim, word, context.sentence, syntax)
                ):
                    return self.failed(f"{claim.marker.text} … {claim.head.text}", word.text)
        return self.passed()


def _is_of(claim: Claim, words: Sequence[Word]) -> bool:
    """Whether a sentence shares another content word with that of the claim."""
    stems = {w.stem for w in claim.sentence if w.content and w.stem != claim.head.stem}
    return any(w.stem in stems for w in words if w.content)


def _told_elsewhere(claim: Claim, claims: Sequence[Claim], evidence: Sequence[Word]) -> bool:
    """Whether the evidence has the word of a claim outside such claims, too."""
    claimed = {c.head for c in claims if c.denied == claim.denied or not claim.denied}
    return any(w.stem == claim.head.stem and w not in claimed for w in evidence)


def _carried(claim: Claim, word: Word, sentence: str, syntax: Syntax) -> bool:
    """Whether the sentence, too, leaves the word to a speaker, or denies it."""
    if word in syntax.denied_words(sentence) or sentence.endswith("?"):
        return True
    for own in syntax.find_claims(sentence):
        if word in own.words and own.denied >= claim.denied:
            return True
    known = syntax.vocabulary
    table = known.disputing if claim.denied else known.attributing | known.disputing
    others = (w for w in syntax.find_words(sentence) if w != word)
    return any(w.lemma in table or w.text.lower() in table for w in others) or (
        not claim.denied and _is_quoted(word, sentence)
    )


def _is_quoted(word: Word, sentence: str) -> bool:
    before = sentence[: word.start]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
