"""Names in English text, found by capital letters.

There is no model in this: a name is a run of capitalised words. What starts a sentence is a name
only where its words say so, so that precision comes before recall.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from language.english.countries import country_code, governed_from, is_country_name
from language.english.name_words import (
    ABBREVIATIONS,
    BARE_NOUNS,
    BODIES,
    CALENDAR,
    FORENAME_MONTHS,
    JOINTS,
    OFFICE_FIELDS,
    OFFICE_HEADS,
    OFFICE_RANKS,
    OPENERS,
    PARTICLES,
    PERSONAL_VERBS,
    PLURAL_BODIES,
    TITLES,
)
from language.english.words import find_words, fold, known_word
from language.syntax import Name, NameKind
from language.words import Word

_LONGEST = 24
"""Words of a run of capitals, at most: what has more is a headline or a list, and is parted."""
_NEAR = 40
"""Characters before a word that tell whether it opens a sentence."""
_AFTER_STOP = re.compile(r"(?:^|[.!?…:]['\"”’)\]]*\s+|\n)[\"“‘'(\[]*$|[\"“‘]$")


@lru_cache(maxsize=2048)
def find_names(text: str) -> tuple[Name, ...]:
    """Find the people, places, bodies, peoples and offices that ``text`` names, in order."""
    return tuple(name for run in _runs(text) for name in _split(text, run))


def _runs(text: str) -> Iterator[list[Word]]:
    """Yield capitalised words that may be one name, with the particles and joints within."""
    run: list[Word] = []
    before: Word | None = None
    for word in find_words(text):
        if run and (len(run) == _LONGEST or not _adjacent(text, run[-1], word)):
            yield run
            run = []
        if (word.capitalised and (run or _nameable(text, before, word))) or (
            run and _within(run, word)
        ):
            run.append(word)
        elif run:
            yield run
            run = []
        before = word
    if run:
        yield run


def _adjacent(text: str, before: Word, word: Word) -> bool:
    gap = text[before.end : word.start]
    if before.text.endswith(("'s", "’s", "s'", "s’")):
        return False
    return gap in {" ", "-", "\u2011", " & "} or (gap == ". " and is_abbreviated(before))


def is_abbreviated(word: Word) -> bool:
    """Whether a full stop after the word does not end the sentence."""
    return len(word.text) == 1 or word.text.lower() in ABBREVIATIONS


def _within(run: Sequence[Word], word: Word) -> bool:
    """Whether a lower-case word may go on within a name."""
    heads = {part.text.lower() for part in run}
    match word.text:
        case "of" | "for":
            return bool(heads & (BODIES | {"secretary"}))
        case "the":
            return run[-1].text in {"of", "for"}
        case "and":
            return bool(heads & PLURAL_BODIES) and not heads.isdisjoint({"of", "for"})
        case _:
            return word.text in PARTICLES


def _nameable(text: str, before: Word | None, word: Word) -> bool:
    bare = re.split(r"['’]", word.text)[0]
    if bare in {"I", "A", "An", "The"}:
        return False
    if word.content and not _opens_sentence(text, before, word):
        return True
    if not word.content:
        return not _opens_sentence(text, before, word) and word.lemma not in JOINTS
    participle = bare.endswith("ing") and word.lemma != bare.lower()
    return not (participle or bare.lower() in OPENERS or (bare.endswith("ly") and known_word(bare)))


def _opens_sentence(text: str, before: Word | None, word: Word) -> bool:
    if before is None:
        return True
    gap = text[before.end : word.start]
    if len(gap) > _NEAR:
        gap = f"-{gap[-_NEAR:]}"  # the word before is far off
    if not _AFTER_STOP.search(gap):
        return False
    return not (text[before.end : before.end + 1] == "." and is_abbreviated(before))


def _split(text: str, run: Sequence[Word]) -> Iterator[Name]:
    """Part a run into offices, countries and names; drop titles, dates and mere sentence starts."""
    current: list[Word] = []
    place = 0
    while place < len(run):
        word = run[place]
        folded = fold(word.text)
        titles = _titles_at(run, place)
        code, length = country_at(run, place)
        if titles:
            yield from _name(text, current)
            current = []
            span = run[place : place + titles]
            forms = {fold(part.text) for part in span}
            ranked = forms & OFFICE_FIELDS or (forms & OFFICE_RANKS and forms & OFFICE_HEADS)
            if ranked and forms & OFFICE_HEADS:
                yield _make(text, span, "office")
            place += titles
        elif folded in CALENDAR and not (current and folded in FORENAME_MONTHS):
            yield from _name(text, current)
            current = []
            place += 1
        elif code and _stands_alone(run, place, length, current):
            yield from _name(text, current)
            current = []
            yield _make(text, run[place : place + length], "country", code)
            place += length
        else:
            current.append(word)
            place += 1
    yield from _name(text, current)


def _stands_alone(run: Sequence[Word], place: int, length: int, current: Sequence[Word]) -> bool:
    """Whether a country within a run is a name of its own.

    It is in *Chinese Foreign Ministry* and *Foreign Ministry of China*, not in *Panama Canal*,
    *Bank of England* and *Michael Jordan*.
    """
    if current:
        return len(current) > 2 and current[-1].text == "of"
    end = place + length
    alone = end == len(run) or not run[end].capitalised or _titles_at(run, end) > 0
    return alone or not is_country_name(tuple(word.text for word in run[place:end]))


def _titles_at(run: Sequence[Word], place: int) -> int:
    """Return how many words from ``place`` on are a title, 0 where they belong to a name."""
    end = place
    length = 0
    while end < len(run) and fold(run[end].text) in TITLES | OFFICE_FIELDS:
        end += 1
        if fold(run[end - 1].text) in TITLES:
            length = end - place
    following, field = [*(fold(word.text) for word in run[place + length :][:2]), "", ""][:2]
    if length and following == "of" and field in OFFICE_FIELDS:
        return length + 2  # Secretary of State
    return 0 if following in BODIES else length


def country_at(words: Sequence[Word], place: int) -> tuple[str | None, int]:
    """Return the code of the longest country name that starts at ``place`` and its word count."""
    for length in range(min(4, len(words) - place), 0, -1):
        span = tuple(word.text for word in words[place : place + length])
        if span[0][:1].isupper() and (code := country_code(span)):
            return code, length
    return None, 0


def _name(text: str, words: Sequence[Word]) -> Iterator[Name]:
    while words and not words[-1].capitalised:
        words = words[:-1]
    while words and not words[0].capitalised:
        words = words[1:]
    if not words:
        return
    only = words[0]
    if len(words) == 1 and (len(only.text) == 1 or not _named_alone(text, only)):
        return
    acronym = len(words) == 1 and only.text.isupper()
    yield _make(text, words, "acronym" if acronym else "name")


def _named_alone(text: str, word: Word) -> bool:
    """Whether one capitalised word is a name though it may only start a sentence."""
    words = find_words(text)
    number = bisect_left(words, word.start, key=attrgetter("start"))
    if not _opens_sentence(text, words[number - 1] if number else None, word):
        return True
    folded = fold(word.text)
    if word.text.isupper() or not known_word(folded) or governed_from((word.text,)):
        return True
    if word.lemma in BARE_NOUNS or word.lemma != folded or folded in TITLES:
        return False
    if re.search(r"['’]s$", word.text):
        return True
    following = words[number + 1 : number + 3]
    if not following:
        return False
    paired = following[0].text == "and" and following[-1].capitalised
    return paired or following[0].lemma in PERSONAL_VERBS


def _make(text: str, words: Sequence[Word], kind: NameKind, code: str | None = None) -> Name:
    start, end = words[0].start, words[-1].end
    if possessive := re.search(r"['’]s?$", text[start:end]):
        end = start + possessive.start()
    parts = tuple(fold(word.text) for word in words if word.text not in JOINTS | {"and"})
    return Name(start, end, text[start:end], kind, parts, code)
