"""Whether a clause was added that the evidence knows nothing of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.syntax import Syntax
from language.words import Word, content


@dataclass(frozen=True)
class Additions(Rule):
    """No clause after the first has next to none of its words in the evidence.

    Sees *…, and looters emptied shops* at the end of a sentence that is otherwise the source's.
    Cannot see additions within a clause; a clause told wholly in other words is a false alarm.
    """

    name: ClassVar[str] = "additions"
    subject: ClassVar[str] = "added clauses"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    words: int = 3
    """Least content words in a clause that is judged."""
    share: float = 0.2
    """Share of the content words below which a clause counts as added."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first added clause; skip a sentence without further clauses."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        further = list(filter(None, map(content, syntax.find_clauses(context.sentence))))[1:]
        judged = [clause for clause in further if len(clause) >= self.words]
        if not judged or not context.evidence:
            return self.skipped()
        held = {
            _term(word, syntax)
            for passage in context.evidence
            for word in syntax.find_words(passage)
        }
        for clause in judged:
            if sum(_term(word, syntax) in held for word in clause) < self.share * len(clause):
                return self._failed(context.sentence, clause)
        return self.passed()

    def _failed(self, sentence: str, clause: Sequence[Word]) -> Check:
        return self.failed(
            "clauses with words of the evidence", sentence[clause[0].start : clause[-1].end]
        )


def _term(word: Word, syntax: Syntax) -> str:
    """Return what two forms of a word share: a country's code, else the stem."""
    return syntax.country_code((word.text,)) or word.stem
