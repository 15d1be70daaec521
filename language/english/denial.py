"""Which words an English text denies.

A negative word denies the content word that follows it, and those joined to that one by *or*. It is
told from its lemma and from what it governs: `language.english.negation` has what the translation
of a text must answer for, by patterns that know nothing of scope.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from language.english.clauses import find_clauses, is_light
from language.english.vocabulary import PHRASAL_VERBS
from language.english.words import word_table
from language.words import Word

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
_VERBS_BEFORE = word_table("be can could do have may might must shall should will would")
_PAIRS = {("rule", "out"), ("rather", "than"), ("instead", "of"), ("place", "of"), ("yet", "to")}
_NOT_DENYING = word_table("doubt fewer just later less merely more only simply sooner")
_REACH = 12
"""Words within which a negative word finds what it denies."""


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


def _denied_by(clause: Sequence[Word], number: int) -> Iterator[Word]:
    """Yield the words that the word at ``number`` denies, if it is a negative one."""
    start = _scope(clause, number)
    if start is None:
        return
    if clause[number].lemma in {"nobody", "none"} or (
        start < len(clause) and clause[start].lemma == "one"
    ):
        # None of the crew was hurt: it is being hurt that is denied.
        verbs = [i for i in range(start, len(clause)) if clause[i].lemma in _VERBS_BEFORE]
        start = verbs[0] if verbs else start
    scope = clause[start : start + _REACH]
    if not any(word.content for word in scope):
        yield from (word for word in scope if word.lemma in PHRASAL_VERBS)
    expecting = 2 if clause[number].lemma == "no" else 1
    for word in scope:
        if word.text.lower() in {"or", "nor"}:
            expecting = 1
        elif expecting and word.content and not is_light(word):
            expecting -= 1
            yield word


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
