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
        sentence = _Sentence(context.sentence, syntax)
        elsewhere = {
            denied: _stems_elsewhere(claims, syntax.find_words(evidence), denied=denied)
            for denied in (False, True)
        }
        for claim in claims:
            stem = claim.head.stem
            if stem in elsewhere[claim.denied] or not _is_of(claim, sentence):
                continue
            for word in sentence.by_stem.get(stem, ()):
                if not word.capitalised and not sentence.carries(claim, word):
                    return self.failed(f"{claim.marker.text} … {claim.head.text}", word.text)
        return self.passed()


class _Sentence:
    """A sentence, and what it leaves to somebody else; looked for once."""

    def __init__(self, text: str, syntax: Syntax) -> None:
        self._text = text
        self._denied = syntax.denied_words(text)
        own = syntax.find_claims(text)
        self._claimed = {word for claim in own for word in claim.words}
        self._disputed = {word for claim in own if claim.denied for word in claim.words}
        known = syntax.vocabulary
        words = syntax.find_words(text)
        self._telling = {
            denied: [w for w in words if w.lemma in table or w.text.lower() in table]
            for denied, table in (
                (False, known.attributing | known.disputing),
                (True, known.disputing),
            )
        }
        self.by_stem: dict[str, list[Word]] = {}
        for word in words:
            self.by_stem.setdefault(word.stem, []).append(word)
        self.stems = {word.stem for word in words if word.content}

    def carries(self, claim: Claim, word: Word) -> bool:
        """Whether it, too, leaves the word of a claim to a speaker, or denies it."""
        if word in self._denied or self._text.endswith("?"):
            return True
        if word in (self._disputed if claim.denied else self._claimed):
            return True
        return any(other != word for other in self._telling[claim.denied][:2]) or (
            not claim.denied and _is_quoted(word, self._text)
        )


def _is_of(claim: Claim, sentence: _Sentence) -> bool:
    """Whether a sentence shares another content word with that of the claim."""
    return any(
        w.content and w.stem != claim.head.stem and w.stem in sentence.stems for w in claim.sentence
    )


def _stems_elsewhere(
    claims: Sequence[Claim], evidence: Sequence[Word], *, denied: bool
) -> frozenset[str]:
    """Return the words that the evidence has outside of claims that are denied, or of any."""
    claimed = {claim.head for claim in claims if claim.denied or not denied}
    return frozenset(word.stem for word in evidence if word not in claimed)


def _is_quoted(word: Word, sentence: str) -> bool:
    before = sentence[: word.start]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
