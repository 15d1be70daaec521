"""What a text is about: the words and names by which texts of any languages are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from language.gazetteer import cities, territories
from language.pack import pack
from language.plain_reader import reader_of
from language.sounds import latin_sound

COUNTRY = "@"
"""What the keys of countries begin with."""
_SHORTEST_SOUND = 3
_SHORTEST_NAME = 4
_FIGURE = re.compile(r"(?<![\d.,:/-])\d+(?:[.,]\d+)*(?![\d:/-])")
_YEAR = range(1900, 2100)


@dataclass(frozen=True)
class Topics:
    """What a text is about.

    ``words`` are compared within a language alone. ``names`` are the same in every language:
    ``@TR`` for a country, the English name for a city, and for any other name in an alphabet the
    consonants that are heard. So are ``figures``, numbers as they would be written in digits.
    """

    words: Counter[str]
    names: Counter[str]
    spoken: Counter[str]
    """Names in Latin letters as they are spelled, which may be heard in other scripts."""
    figures: frozenset[str]


def find_topics(text: str, language: str) -> Topics:
    """Return what ``text`` is about; a language without a reader of topics has its words alone."""
    reader = pack(language).topics
    if reader is None:
        plain = (word.stem for word in reader_of(language).find_words(text) if word.content)
        words, names = Counter(word for word in plain if len(word) > 3), Counter[str]()
    else:
        words, names = Counter(reader.words(text)), Counter(reader.names(text))
    syntax = pack(language).syntax
    spoken = Counter(
        name.words[-1]
        for name in (syntax.find_names(text) if syntax else ())
        if name.kind == "name" and name.words and len(name.words[-1]) >= _SHORTEST_NAME
    )
    return Topics(words, names, spoken, frozenset(_figures(text)))


def share_heard(names: Sequence[str], text: str, language: str) -> float:
    """Return the share of names in Latin letters that a text of another script has by sound.

    It is 0 where nothing is known of how the language writes names.
    """
    sounds = pack(language).sounds
    if sounds is None or not names:
        return 0.0
    heard = sum(sounds.most_like(name, text).score >= sounds.likeness for name in names)
    return heard / len(names)


def _figures(text: str) -> Iterable[str]:
    """Yield the numbers in digits that may tell one event from another."""
    for match in _FIGURE.finditer(text):
        digits = re.sub(r"[.,](?=\d{3}(?!\d))", "", match.group()).replace(",", ".")
        is_year = len(digits) == 4 and digits.isdecimal() and int(digits) in _YEAR
        if len(digits) > 1 and not is_year:
            yield digits


def sound_key(word: str) -> str | None:
    """Return what a name in Latin letters is compared by across languages; None of a short one.

    The consonants that are heard, with all vowels between them alike: *Khachaturian* and
    *Khachatryan* are one.
    """
    bones = re.sub(r"[aeiouy]+", "a", latin_sound(word).replace("h", "")).strip("a")
    return bones if len(bones) >= _SHORTEST_SOUND else None


def country_key(code: str) -> str:
    """Return the key of a country by its ISO 3166 code."""
    return f"{COUNTRY}{code}"


def places(language: str) -> dict[str, str]:
    """Return the keys of countries and cities by the names that CLDR gives them in a language."""
    found = {name: country_key(code) for code, name in territories(language).items()}
    for city in cities():
        for name in city.renderings.get(language, ()):
            found.setdefault(name, city.term)
    return found
