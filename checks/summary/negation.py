"""Whether the sentence asserts what its source denies, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.syntax import Syntax
from language.words import Word, content

_OBJECT_REACH = 5
"""Words from a verb to its object."""


@dataclass(frozen=True)
class Negation(Rule):
    """A word is denied in the sentence as it is in the evidence.

    Sees a *not*, *without*, *refused to*, *stopped short of* that was dropped or added, where the
    denied word stands in both texts, or where what follows it does and only one text denies
    anything at all. Cannot see a denial that is put as an opposite (the check ``opposites`` does),
    nor one beyond the clause.
    """

    name: ClassVar[str] = "negation"
    subject: ClassVar[str] = "negation"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    shared: int = 2
    """Words after the denied one that both texts must share where the denied one differs."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first word whose denial differs; skip a sentence without evidence."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        if not context.evidence:
            return self.skipped()
        evidence = "\n".join(context.evidence)
        ours, theirs = syntax.denied_words(context.sentence), syntax.denied_words(evidence)
        said, source = _polarities(context.sentence, syntax), _polarities(evidence, syntax)
        for word in syntax.find_words(context.sentence):
            known = source.get(word.stem)
            if known and not word.capitalised and said.get(word.stem, known).isdisjoint(known):
                asserting = evidence if word in ours else context.sentence
                if not _denied_otherwise(word.stem, asserting, syntax):
                    return self._failed(word, denied=word in ours)
        if not theirs and not _hints(evidence, syntax):
            for word in self._carried_over(context.sentence, evidence, syntax):
                return self._failed(word, denied=True)
        if not ours and not _hints(context.sentence, syntax):
            for word in self._carried_over(evidence, context.sentence, syntax):
                return self._failed(word, denied=False)
        return self.passed()

    def _carried_over(self, denying: str, other: str, syntax: Syntax) -> Iterator[Word]:
        """Yield denied words that ``other`` lacks, though it has the words that follow them."""
        stems = {word.stem for word in content(syntax.find_words(other))}
        for clause in syntax.find_clauses(denying):
            words = content(clause)
            for number, word in reversed(list(enumerate(words))):
                tail = {w.stem for w in words[number + 1 : number + 5] if not w.capitalised}
                if (
                    word in syntax.denied_words(denying)
                    and word.stem not in stems
                    and len(tail & stems) >= self.shared
                ):
                    yield word

    def _failed(self, word: Word, *, denied: bool) -> Check:
        not_so, so = f"not: {word.text}", word.text
        return self.failed(so if denied else not_so, not_so if denied else so)


def _polarities(text: str, syntax: Syntax) -> dict[str, set[bool]]:
    """Return, by stem, whether the content words of ``text`` are asserted, denied or both."""
    polarities: dict[str, set[bool]] = {}
    denied = syntax.denied_words(text)
    for word in syntax.find_words(text):
        if word.content or word.lemma in syntax.vocabulary.phrasal_verbs:
            polarities.setdefault(word.stem, set()).add(word not in denied)
    return polarities


def _denied_otherwise(stem: str, text: str, syntax: Syntax) -> bool:
    """Whether a verb denies the word that it has for object, as *broke off relations* does."""
    words = syntax.vocabulary
    for clause in syntax.find_clauses(text):
        for number, word in enumerate(clause):
            if word.stem == stem:
                before = clause[max(0, number - _OBJECT_REACH) : number]
                verbs = [i for i, w in enumerate(before) if w.lemma in words.denying]
                if verbs and not any(w.text in words.oblique for w in before[verbs[-1] :]):
                    return True
    return False


def _hints(text: str, syntax: Syntax) -> bool:
    denying = syntax.vocabulary.denying
    hinting = any(word.lemma in denying for word in syntax.find_words(text))
    return hinting or bool(syntax.denied_words(text))
