"""Clauses of English sentences.

There is no parser in this: a clause ends at punctuation and at conjunctions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from language.english.words import find_words, known_word, word_table
from language.words import Word

_LONGEST = 120
"""Words of a clause, at most: what has more without a break is no clause, and is parted."""
_BREAK = re.compile(r"[;:.!?()\[\]\"“”—–\n]|,(?!\d)")
_CONJUNCTIONS = word_table(
    "although because but if that unless until when where whereas whether which while who whose"
)


@lru_cache(maxsize=512)
def find_clauses(text: str) -> tuple[tuple[Word, ...], ...]:
    """Part the words of ``text`` at punctuation and conjunctions, which themselves are left out."""
    clauses: list[list[Word]] = [[]]
    for before, word in _with_before(text):
        if len(clauses[-1]) == _LONGEST or (
            before is not None and _BREAK.search(text, before.end, word.start)
        ):
            clauses.append([])
        if word.text.lower() in _CONJUNCTIONS:
            clauses.append([])
        else:
            clauses[-1].append(word)
    return tuple(tuple(clause) for clause in clauses if clause)


def is_light(word: Word) -> bool:
    """Whether a word may stand before what is denied or doubted: adverbs, numbers, *able*."""
    if word.lemma == "able" or word.text[0].isdigit():
        return True
    text = word.text.lower()
    regular = len(text) > 5 and text.endswith("ly") and known_word(text[:-2])
    return regular or text.endswith(("ably", "ibly", "ically", "arily"))


def _with_before(text: str) -> Iterator[tuple[Word | None, Word]]:
    before = None
    for word in find_words(text):
        yield before, word
        before = word
