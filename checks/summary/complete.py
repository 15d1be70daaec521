"""Whether the sentence is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import MOST_CHARACTERS, SummaryContext
from checks.verdict import Check, Rule
from language.syntax import Syntax

_END = re.compile(r"[.!?…][\"”’')\]]*$")
_CUT = re.compile(r"(?:…|\.\s?\.\s?\.)[\"”’')\]]*$")
_MARKUP = re.compile(r"[*_#`|<>]{2,}|https?://|^\s*(?:[-*•#>]|\d+[.)])\s")


@dataclass(frozen=True)
class Complete(Rule):
    """The sentence begins and ends as one, has a verb, and shuts what it opens.

    Sees cuts, ellipses, dangling last words, list marks and other leftovers of a model's output. A
    sentence that the evidence has in just these words passes. Cannot see a fragment in which some
    noun could be a verb.
    """

    name: ClassVar[str] = "complete"
    version: ClassVar[int] = 3
    subject: ClassVar[str] = "whole sentences"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first flaw."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        if context.is_cut:
            return self.failed(f"at most {MOST_CHARACTERS:,} characters", "more")
        sentence = context.sentence.strip()
        flaw = None if _verbatim(sentence, context) else next(_flaws(sentence, syntax), None)
        if flaw is None:
            return self.passed()
        return self.failed("a whole sentence", flaw)


def _verbatim(sentence: str, context: SummaryContext) -> bool:
    return any(sentence == passage.strip() for passage in context.evidence)


def _flaws(sentence: str, syntax: Syntax) -> Iterator[str]:
    words = syntax.find_words(sentence)
    if not words:
        yield "no words"
        return
    if _CUT.search(sentence):
        yield "an ellipsis at the end"
    if not _END.search(sentence):
        yield "no full stop"
    if sentence[words[0].start].islower():
        yield f"a start in lower case: {words[0].text}"
    if words[-1].text in syntax.vocabulary.dangling:
        yield f"a dangling last word: {words[-1].text}"
    if _MARKUP.search(sentence):
        yield "markup"
    for opening, closing in syntax.brackets:
        if sentence.count(opening) != sentence.count(closing):
            yield f"{opening} without {closing}"
    if sentence.count('"') % 2:
        yield "an open quotation mark"
    if not syntax.has_verb(words):
        yield "no verb"
