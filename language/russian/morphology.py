"""Russian inflection."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pymorphy3

_UNLIKELY = 0.07
"""Share of the score of the likeliest form below which another is not thought of."""
_LONGEST_WORD = 60
"""Letters: what is longer is in no dictionary."""
_NAMES = frozenset({"Geox", "Name", "Surn", "Patr", "Orgn"})


@cache
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


def _parsed(word: str) -> list[Any]:
    """Return what a word can be; of what is longer than any word, what its ending tells."""
    return _analyser().parse(word[-_LONGEST_WORD:])  # type: ignore[no-any-return]


def fold_yo(word: str) -> str:
    """Return a Russian word in lower case, with е for ё, as texts mostly write it."""
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=65536)
def lemmas(word: str) -> frozenset[str]:
    """Return the dictionary forms that a Russian word can have, folded by ``fold_yo``."""
    return frozenset(fold_yo(parse.normal_form) for parse in _parsed(word))


@lru_cache(maxsize=4096)
def inflections(lemma: str) -> frozenset[str]:
    """Return all forms of a Russian dictionary form, folded by ``fold_yo``."""
    parses = [p for p in _parsed(lemma) if fold_yo(p.normal_form) == fold_yo(lemma)]
    return frozenset(fold_yo(form.word) for parse in parses[:1] for form in parse.lexeme)


@lru_cache(maxsize=4096)
def paradigm(word: str) -> frozenset[str]:
    """Return all forms of what is likeliest written so in a list, folded by ``fold_yo``.

    That is a dictionary form, or a nominative of either number.
    """
    first = fold_yo(word)
    parses = [p for p in _parsed(word) if "nomn" in p.tag or fold_yo(p.normal_form) == first]
    return frozenset(fold_yo(form.word) for parse in parses[:1] for form in parse.lexeme)


@lru_cache(maxsize=4096)
def declensions(phrase: str) -> tuple[str, ...]:
    """Return a Russian phrase in its cases, as it is first; capitals are kept.

    Its first words up to the noun are declined, and what follows as far as it is capitalised, as
    in *Владимира Путина* but *министерства иностранных дел*.
    """
    forms = {phrase: None}
    for case in ("gent", "datv", "accs", "ablt", "loct"):
        words, done = [], False
        for word in phrase.split():
            parse = next((p for p in _parsed(word) if "nomn" in p.tag), None)
            form = parse.inflect({case}) if parse and not (done and word.islower()) else None
            words.append(_capitals(form.word, word) if form else word)
            done = done or bool(parse and "NOUN" in parse.tag)
        forms[" ".join(words)] = None
    return tuple(forms)


def _capitals(word: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


@lru_cache(maxsize=65536)
def proper_lemmas(word: str) -> frozenset[str]:
    """Return the dictionary forms of a word as a name; all of them where it can be no name."""
    parses = _parsed(word)
    names = [p for p in parses if _NAMES & set(p.tag.grammemes)]
    return frozenset(fold_yo(parse.normal_form) for parse in names or parses)


@lru_cache(maxsize=65536)
def likely_name(word: str) -> bool:
    """Whether a word is more likely a name, or unknown to the dictionary, than anything else."""
    parses = _parsed(word)
    names = sum(p.score for p in parses if _NAMES & set(p.tag.grammemes) or not p.is_known)
    return bool(names >= 0.5)


@lru_cache(maxsize=65536)
def in_dictionary(word: str) -> bool:
    """Whether the dictionary has the Russian word in this form; е may stand for ё."""
    return len(word) <= _LONGEST_WORD and bool(_analyser().word_is_known(word.lower()))


@dataclass(frozen=True)
class Form:
    """One of the forms that a word may be, with the grammemes of OpenCorpora; None for none."""

    lemma: str
    part: str | None
    case: str | None
    gender: str | None
    number: str | None
    voice: str | None
    tense: str | None
    animacy: str | None
    known: bool
    """Of a word that the dictionary has."""
    name: bool


@lru_cache(maxsize=65536)
def forms_of(word: str) -> tuple[Form, ...]:
    """Return the forms that a Russian word may be, the likeliest first, as a name if it can be one.

    Those that are least likely are left out. A word without any has one without a part of speech.
    """
    parses = _parsed(word)
    if word[:1].isupper():
        parses = [p for p in parses if _NAMES & set(p.tag.grammemes) and p.is_known] or parses
    likely = [p for p in parses if p.score >= _UNLIKELY * max(p.score for p in parses)]
    return tuple(
        Form(
            fold_yo(p.normal_form),
            _grammeme(p.tag.POS),
            _grammeme(p.tag.case),
            _grammeme(p.tag.gender),
            _grammeme(p.tag.number),
            _grammeme(p.tag.voice),
            _grammeme(p.tag.tense),
            _grammeme(p.tag.animacy),
            p.is_known,
            bool(_NAMES & set(p.tag.grammemes)),
        )
        for p in likely
    )


def _grammeme(value: Any) -> str | None:
    # pymorphy's own strings refuse to be compared with others.
    return None if value is None else str(value)
