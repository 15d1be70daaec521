"""Whether two English names mean one thing, and whether a text holds a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from language.english.countries import governed_from
from language.english.name_words import JOINTS, PAIRABLE
from language.english.names import country_at, find_names, is_abbreviated
from language.english.words import find_words, fold, known_word
from language.syntax import Name

_VARIANTS = {
    "african": "africa",
    "arabs": "arab",
    "asian": "asia",
    "center": "centre",
    "defense": "defence",
    "democratic": "democrat",
    "eastern": "east",
    "european": "europe",
    "labor": "labour",
    "northern": "north",
    "organization": "organisation",
    "southern": "south",
    "western": "west",
}
_MOST_PLACES = 500
"""Places of a word of a name that are looked at: a text that has more is no article."""
_BARRIER = re.compile(r"[,;:()\[\]\"“”\n!?]|\.\s")


def same_name(a: Name, b: Name) -> bool:
    """Whether two mentions may mean one thing: *Wang* and *Wang Yi*, *EU* and *European Union*."""
    if a.code or b.code:
        return a.code == b.code
    shorter, longer = sorted((a.words, b.words), key=len)
    forms = {_form(word) for word in longer}
    return all(_form(word) in forms for word in shorter) or (
        len(shorter) == 1 and _initials(longer) == _plain(shorter[0])
    )


def may_mean(one: Name, other: Name) -> bool:
    """Whether two mentions may mean one thing, a capital its country's government too."""
    codes = [name.code or governed_from(name.words) for name in (one, other)]
    return same_name(one, other) or (codes[0] is not None and codes[0] == codes[1])


class NameIndex:
    """A text that can be asked whether it holds a name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = find_words(text)
        self._forms = [_form(fold(word.text)) for word in self._words]
        self._places: dict[str, list[int]] = {}
        for place, form in enumerate(self._forms):
            self._places.setdefault(form, []).append(place)

    def holds(self, name: Name) -> bool:
        """Whether the text says the name, as a whole or as part of a longer one.

        A country may stand as name, adjective or people, a body as acronym or in full, with its
        words turned round an *of*, a government by another of its seats. A likeness is not enough:
        *South Korea* does not hold *North Korea*, nor *Northern Ireland* *Ireland*, nor *Mr Bush*
        *George Bush*.
        """
        forms = tuple(_form(word) for word in name.words)
        if name.code:
            return name.code in self._codes or (len(forms) > 1 and self._sequence(forms))
        if (seat := governed_from(name.words)) and seat in self._governments:
            return True
        if len(forms) == 1:
            return forms[0] in self._places or _plain(forms[0]) in self._initials
        paired = " and " in name.text
        if self._sequence(forms, paired=paired) or _initials(name.words) in self._acronyms:
            return True
        turns = (forms[k:] + forms[:k] for k in range(1, len(forms)))
        seam = "" if " of " in name.text else "of"
        return any(self._sequence(turned, seam) for turned in turns)

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        return find_names(self._text)

    @cached_property
    def _codes(self) -> set[str]:
        codes = set()
        place = 0
        while place < len(self._words):
            code, length = country_at(self._words, place)
            if code:
                codes.add(code)
            place += max(1, length)
        return codes

    @cached_property
    def _governments(self) -> set[str | None]:
        return {governed_from(name.words) for name in self._names}

    @cached_property
    def _initials(self) -> set[str]:
        return {_initials(name.words) for name in self._names if len(name.words) > 1}

    @cached_property
    def _acronyms(self) -> set[str]:
        return {_plain(fold(w.text)) for w in self._words if w.text.isupper() and len(w.text) > 1}

    def _sequence(self, forms: Sequence[str], seam: str = "", *, paired: bool = False) -> bool:
        """Whether the words stand in order, apart only by joints or the rest of a longer name.

        ``seam`` is a word that must stand among them; ``paired`` makes *and* a joint, which it
        otherwise is in *North and South Korea* only.
        """
        for start in self._places.get(forms[0], ())[:_MOST_PLACES]:
            place: int | None = start
            for form in forms[1:]:
                place = None if place is None else self._next(form, place, paired=paired)
            if place is not None and (
                not seam or any(word.text == seam for word in self._words[start:place])
            ):
                return True
        return False

    def _next(self, form: str, place: int, *, paired: bool) -> int | None:
        paired = paired or self._words[place].text.lower() in PAIRABLE
        for ahead in range(place + 1, min(place + 5, len(self._words))):
            before, word = self._words[ahead - 1 : ahead + 1]
            gap = self._text[before.end : word.start]
            if _BARRIER.search(gap) and not (gap == ". " and is_abbreviated(before)):
                return None
            if self._forms[ahead] == form:
                return ahead
            if not (word.text in JOINTS or word.capitalised or (word.text == "and" and paired)):
                return None
        return None


@lru_cache(maxsize=65536)
def _form(word: str) -> str:
    """Return the form in which two words of names are compared: singular, one spelling."""
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word
    plain = _plain(singular)
    return _VARIANTS.get(plain, plain)


def _plain(word: str) -> str:
    return word.replace(".", "")


def _initials(words: Sequence[str]) -> str:
    """Return the acronym of a name; an acronym within it, as in *UN Security Council*, stays."""
    return "".join(w if len(w) <= 3 and not known_word(w) else w[:1] for w in map(_plain, words))


@lru_cache(maxsize=64)
def index_names(text: str) -> NameIndex:
    """Index a text once: an article for all sentences of its summary."""
    return NameIndex(text)
