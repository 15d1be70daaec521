"""Who does what in an English sentence, and what belongs to whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from language.english.clauses import find_clauses
from language.english.names import find_names
from language.english.words import word_table
from language.syntax import Deed, Name
from language.words import Word, content

_start = attrgetter("start")
_BE = word_table("am are be been being is was were")
_LIGHT_VERBS = word_table("give make own take")
# Stems of verbs that say the same of both their sides.
_MUTUAL = word_table("agre alli marri meet share talk trade")


def find_deeds(text: str) -> Iterator[Deed]:
    """Yield the verbs that have a name right before them, the passive voice turned round."""
    every = find_names(text)
    for clause in find_clauses(text):
        low, high = (bisect_left(every, at, key=_start) for at in (clause[0].start, clause[-1].end))
        names = every[max(0, low - 1) : high]
        for number, word in enumerate(clause):
            verb = word.content or word.lemma in _LIGHT_VERBS
            if not verb or word.text.endswith("ing"):
                continue
            before = [n for n in names if clause[0].start <= n.start and n.end <= word.start]
            after = [n for n in names if word.end <= n.start and n.end <= clause[-1].end]
            within = (*before, *after)
            inside = any(name.start <= word.start < name.end for name in names)
            if inside or not before or not _follows(before[-1], word, clause):
                continue
            stems = frozenset(w.stem for w in content(clause[number + 1 :]))
            auxiliaries = {w.text for w in clause[max(0, number - 2) : number]}
            mutual = word.stem in _MUTUAL
            passive = auxiliaries & _BE and "by" in {
                w.text for w in clause[number + 1 : number + 4]
            }
            if passive and after:
                yield Deed(word.stem, after[0], before[-1], frozenset(), within, mutual)
            elif not passive:
                yield Deed(
                    word.stem, before[-1], after[0] if after else None, stems, within, mutual
                )


def _follows(subject: Name, verb: Word, clause: Sequence[Word]) -> bool:
    """Whether only auxiliaries and adverbs stand between a name and a verb."""
    between = [w for w in clause if subject.end <= w.start < verb.start]
    return len(between) <= 3 and not any(
        w.content or w.text in {"and", "of", "'s"} for w in between
    )


def find_belongings(text: str) -> Iterator[tuple[Name, Name]]:
    """Yield pairs of owner and owned, as in *China's Tianwen*."""
    for owner, owned in pairwise(find_names(text)):
        possessive = re.fullmatch(r"['’]s?\s(?:[a-z]+\s)?", text[owner.end : owned.start])
        if possessive and owned.kind in {"name", "acronym"}:
            yield owner, owned
