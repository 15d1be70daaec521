"""Whether the sentence is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.english.words import Word, find_words, known_word, lemma, word_table

_END = re.compile(r"[.!?…][\"”’')\]]*$")
_CUT = re.compile(r"(?:…|\.\s?\.\s?\.)[\"”’')\]]*$")
_DANGLING = word_table(
    """a about after although an and as at because before but by during for from if in into of on or
    over than that the their through to under until when which while who whose with without"""
)
_AUXILIARIES = word_table(
    """am are can could did do does had has have is may might must shall should was were will would
    let said it's he's she's that's there's what's who's"""
)
# After these a word that could be a verb is a noun.
_NOUN_MARKERS = word_table(
    """a an the this that these those my your his her its our their no some any every each another
    of in on at by for from with into over under between against new"""
)
_MARKUP = re.compile(r"[*_#`|<>]{2,}|https?://|^\s*(?:[-*•#>]|\d+[.)])\s")


@dataclass(frozen=True)
class Complete(Rule):
    """The sentence begins and ends as one, has a verb, and shuts what it opens.

    Sees cuts, ellipses, dangling last words, list marks and other leftovers of a model's output. A
    sentence that the evidence has in just these words passes. Cannot see a fragment in which some
    noun could be a verb.
    """

    name: ClassVar[str] = "complete"
    subject: ClassVar[str] = "whole sentences"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first flaw."""
        sentence = context.sentence.strip()
        flaw = None if _verbatim(sentence, context) else next(_flaws(sentence), None)
        if flaw is None:
            return self.passed()
        return self.failed("a whole sentence", flaw)


def _verbatim(sentence: str, context: SummaryContext) -> bool:
    return any(sentence == passage.strip() for passage in context.evidence)


def _flaws(sentence: str) -> Iterator[str]:
    words = find_words(sentence)
    if not words:
        yield "no words"
        return
    if _CUT.search(sentence):
        yield "an ellipsis at the end"
    if not _END.search(sentence):
        yield "no full stop"
    if sentence[words[0].start].islower():
        yield f"a start in lower case: {words[0].text}"
    if words[-1].text in _DANGLING:
        yield f"a dangling last word: {words[-1].text}"
    if _MARKUP.search(sentence):
        yield "markup"
    for opening, closing in (("“", "”"), ("(", ")"), ("[", "]")):
        if sentence.count(opening) != sentence.count(closing):
            yield f"{opening} without {closing}"
    if sentence.count('"') % 2:
        yield "an open quotation mark"
    if not _has_verb(words):
        yield "no verb"


def _has_verb(words: Sequence[Word]) -> bool:
    for number, word in enumerate(words):
        text = word.text.lower().replace("’", "'")
        marked = number > 0 and words[number - 1].text.lower() in _NOUN_MARKERS
        if text in _AUXILIARIES or text.endswith(("n't", "'re", "'ll", "'ve", "'d", "'m")):
            return True
        if not marked and not text.endswith("ing") and _conjugates(word.lemma):
            return True
    return False


@lru_cache(maxsize=4096)
def _conjugates(base: str) -> bool:
    """Whether English has a participle in *-ing* of the word."""
    stems = {base, base.removesuffix("e"), base + base[-1:]}
    return any(known_word(f"{s}ing") and lemma(f"{s}ing") == base for s in stems)
