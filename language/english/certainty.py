"""Which words of an English text are only possible, or tried or planned."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from language.english.clauses import find_clauses, is_light
from language.english.words import find_words, word_table
from language.words import Word

_MODALS = frozenset({"could", "may", "might"})
_HEDGES = word_table(
    """aim appear attempt consider expect hope intend plan propose seek seem threaten try want"""
)
"""Lemmas of verbs that leave open whether what follows their *to* comes about."""
_HEDGE_REACH = 6
_MODAL_REACH = 3
# What can carry the doubt in other words than the source's.
_DOUBTING = _HEDGES | word_table(
    """allege ambition chance could design doubt effort estimate forecast goal idea if intention
    likely mean may might objective offer perhaps possible possibly potential predict project
    promise proposal prospect reportedly should suggest target think threat uncertain unclear will
    wish would"""
)


@lru_cache(maxsize=512)
def uncertain_words(text: str) -> frozenset[Word]:
    """Find the content words that ``text`` says may be, or are tried, planned or expected to be."""
    uncertain = set()
    for clause in find_clauses(text):
        for number, word in enumerate(clause):
            after = clause[number + 1 : number + 1 + _HEDGE_REACH]
            if word.lemma in _HEDGES:
                joints = [i for i, w in enumerate(after) if w.text == "to"]
                after = after[joints[0] + 1 :] if joints else ()
            elif word.text not in _MODALS:
                continue
            uncertain.update([w for w in after if w.content and not is_light(w)][:1])
    return frozenset(uncertain)


@lru_cache(maxsize=512)
def possible_words(text: str) -> frozenset[Word]:
    """Find those of the uncertain words that *may*, *might* or *could* makes so."""
    words = find_words(text)
    ends = [word.end for word in words]

    def is_possible(uncertain: Word) -> bool:
        before = bisect_left(ends, uncertain.start)
        reach = words[max(0, before - _MODAL_REACH) : before]
        return any(word.text in _MODALS for word in reach)

    return frozenset(filter(is_possible, uncertain_words(text)))


def is_doubting(word: Word) -> bool:
    """Whether a word leaves open what is so; the month of May does not."""
    return word.lemma in _DOUBTING and word.text != "May"
