"""Clauses, and which words a text denies: what the checks of meaning share.

There is no parser in this. A clause ends at punctuation and at conjunctions; what a negative word
denies is the content word that follows it, and those joined to that one by *or*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from language.english.words import Word, find_words, known_word, word_table

_BREAK = re.compile(r"[;:.!?()\[\]\"“”—–\n]|,(?!\d)")
_CONJUNCTIONS = word_table(
    "although because but if that unless until when where whereas whether which while who whose"
)
_NEGATIVES = word_table("barely cannot hardly neither never no nobody none nor not nothing without")
_TO_NEGATIVES = word_table(
    "decline fail forget hesitate neglect refuse reluctant unable unlikely unwilling"
)
_FROM_NEGATIVES = word_table(
    """abstain ban bar block desist discourage dissuade exclude forbid keep prevent prohibit refrain
    stop"""
)
_AGAINST_NEGATIVES = word_table("advise argue decide vote warn")
_ING_NEGATIVES = word_table("avoid cease quit stop")
_AUXILIARIES = word_table("be can could do have may might must shall should will would")
_PAIRS = {("rule", "out"), ("rather", "than"), ("instead", "of"), ("place", "of"), ("yet", "to")}
_MODALS = frozenset({"could", "may", "might"})
HEDGES = word_table(
    """aim appear attempt consider expect hope intend plan propose seek seem threaten try want"""
)
"""Lemmas of verbs that leave open whether what follows their *to* comes about."""
_HEDGE_REACH = 6
_NOT_DENYING = word_table("doubt fewer just later less merely more only simply sooner")
PHRASAL_VERBS = word_table("come get give go keep make put take")
"""Lemmas of verbs that mean something only with a particle, as in *put off*."""
_REACH = 12
"""Words within which a negative word finds what it denies."""


@lru_cache(maxsize=512)
def find_clauses(text: str) -> tuple[tuple[Word, ...], ...]:
    """Part the words of ``text`` at punctuation and conjunctions, which themselves are left out."""
    clauses: list[list[Word]] = [[]]
    for before, word in _with_before(text):
        if before is not None and _BREAK.search(text, before.end, word.start):
            clauses.append([])
        if word.text.lower() in _CONJUNCTIONS:
            clauses.append([])
        else:
            clauses[-1].append(word)
    return tuple(tuple(clause) for clause in clauses if clause)


@lru_cache(maxsize=512)
def denied_words(text: str) -> frozenset[Word]:
    """Find the content words that ``text`` says are not so.

    In *has stopped short of joining the war or sending arms*, *joining* and *sending* are denied.
    What is denied twice, as in *did not refuse to go*, is not denied.
    """
    denied: set[Word] = set()
    for clause in find_clauses(text):
        for number, word in enumerate(clause):
            for head in _denied_by(clause, number):
                if word in denied:
                    denied.discard(head)
                else:
                    denied ^= {head}
    return frozenset(denied)


@lru_cache(maxsize=512)
def uncertain_words(text: str) -> frozenset[Word]:
    """Find the content words that ``text`` says may be, or are tried, planned or expected to be."""
    uncertain = set()
    for clause in find_clauses(text):
        for number, word in enumerate(clause):
            after = clause[number + 1 : number + 1 + _HEDGE_REACH]
            if word.lemma in HEDGES:
                joints = [i for i, w in enumerate(after) if w.text == "to"]
                after = after[joints[0] + 1 :] if joints else ()
            elif word.text not in _MODALS:
                continue
            uncertain.update([w for w in after if w.content and not _light(w)][:1])
    return frozenset(uncertain)


def content(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the content words among ``words``."""
    return tuple(word for word in words if word.content)


def find_neighbours(
    text: str, span: tuple[int, int], apart: Sequence[tuple[int, int]] = ()
) -> Neighbours:
    """Return the stems of up to two content words on each side of a span.

    They are of its clause, or of those beside it where nothing else is in its own. The spans of
    ``apart`` are not looked into nor past.
    """
    start, end = span
    clauses = find_clauses(text)
    own = [i for i, clause in enumerate(clauses) if any(start <= w.start < end for w in clause)]
    if not own:
        return Neighbours(frozenset(), frozenset())
    words = content(clauses[own[0]])
    if all(start <= word.start < end for word in words):
        # Set off by commas, as a subject before its apposition: look past those.
        words = content([w for clause in clauses[max(0, own[0] - 1) : own[0] + 2] for w in clause])
    before: list[str] = []
    after: list[str] = []
    for word in words:
        if any(s <= word.start < e for s, e in apart if (s, e) != span):
            if word.start >= end:
                break
            before = []
        elif word.start < start:
            before.append(word.stem)
        elif word.start >= end:
            after.append(word.stem)
    return Neighbours(frozenset(before[-2:]), frozenset(after[:2]))


@dataclass(frozen=True)
class Neighbours:
    """Stems of the content words right before and right after something in a text."""

    before: frozenset[str]
    after: frozenset[str]

    def in_place(self, other: Neighbours) -> int:
        """Count the stems shared on the same side."""
        return len(self.before & other.before) + len(self.after & other.after)

    def beside(self, other: Neighbours) -> int:
        """Count the stems shared on either side."""
        return len((self.before | self.after) & (other.before | other.after))


def _with_before(text: str) -> Iterator[tuple[Word | None, Word]]:
    before = None
    for word in find_words(text):
        yield before, word
        before = word


def _denied_by(clause: Sequence[Word], number: int) -> Iterator[Word]:
    """Yield the words that the word at ``number`` denies, if it is a negative one."""
    start = _scope(clause, number)
    if start is None:
        return
    if clause[number].lemma in {"nobody", "none"} or (
        start < len(clause) and clause[start].lemma == "one"
    ):
        # None of the crew was hurt: it is being hurt that is denied.
        verbs = [i for i in range(start, len(clause)) if clause[i].lemma in _AUXILIARIES]
        start = verbs[0] if verbs else start
    scope = clause[start : start + _REACH]
    if not any(word.content for word in scope):
        yield from (word for word in scope if word.lemma in PHRASAL_VERBS)
    expecting = 2 if clause[number].lemma == "no" else 1
    for word in scope:
        if word.text.lower() in {"or", "nor"}:
            expecting = 1
        elif expecting and word.content and not _light(word):
            expecting -= 1
            yield word


def _light(word: Word) -> bool:
    """Whether a word may stand between a negative and what it denies: adverbs, numbers, *able*."""
    if word.lemma == "able" or word.text[0].isdigit():
        return True
    text = word.text.lower()
    regular = len(text) > 5 and text.endswith("ly") and known_word(text[:-2])
    return regular or text.endswith(("ably", "ibly", "ically", "arily"))


def _scope(clause: Sequence[Word], number: int) -> int | None:
    """Return where the scope of a negative word begins in the clause, None for other words."""
    word = clause[number]
    after = [following.text.lower() for following in clause[number + 1 : number + 5]]
    following = after[0] if after else ""
    if word.lemma in _NEGATIVES or word.lemma.endswith(("n't", "n’t")):
        return None if following in _NOT_DENYING else number + 1
    if word.lemma in _TO_NEGATIVES:
        return number + 2 + after.index("to") if "to" in after else None
    if (word.lemma, *after[:2]) in {("stop", "short", "of"), ("fall", "short", "of")}:
        return number + 3
    if (word.lemma, following) in _PAIRS:
        return number + 2
    if word.lemma in _AGAINST_NEGATIVES and following == "against":
        return number + 2
    if word.lemma in _FROM_NEGATIVES and "from" in after:
        start = number + 2 + after.index("from")
        return start if start < len(clause) and clause[start].text.endswith("ing") else None
    if word.lemma in _ING_NEGATIVES and following.endswith("ing"):
        return number + 1
    return None
