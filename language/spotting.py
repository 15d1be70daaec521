"""Names and words looked for in texts of a language, in any of their forms, never within a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from language.pack import pack
from language.renderings import forms, squeeze

_WORD = re.compile(r"[^\W_]+")
# What may stand between two words of a name, the end of a line left out.
_GAP = re.compile(r"[^\S\n]?[.'’·‐‑–-]?[^\S\n]?")
# Letters that go on a word in the midst of a text without spaces, which has names in them too.
_LETTER = "[0-9A-Za-z\u00c0-\u052f]"
_DOT = "[·•・･‧∙⋅．.]"


@dataclass(frozen=True)
class Spotted:
    """A place of a text, and all that it may mean of what is looked for."""

    start: int
    end: int
    meanings: tuple[str, ...]


class Spotter:
    """Finds any of many names and words in texts of a language.

    A form with a capital is found only with it, one in lower case in any case. Where several could
    stand at a place the longest does.
    """

    def __init__(
        self, wanted: Mapping[str, Iterable[str]], language: str, others: Iterable[str] = ()
    ) -> None:
        """Prepare to look.

        Args:
            wanted: Forms by what they mean, as in a dictionary.
            language: Of the texts.
            others: Names that are not looked for: one that contains a form hides it, as *Papua New
                Guinea* hides *Guinea*.

        """
        make = _Words if pack(language).spaced else _Characters
        meanings: dict[str, list[str]] = defaultdict(list)
        for meaning, given in wanted.items():
            for form in dict.fromkeys(given):
                meanings[form].append(meaning)
        bare = make({form: tuple(found) for form, found in meanings.items()}, language)
        hiding = {
            other: ()
            for other in others
            if other not in meanings
            and any((s.start, s.end) != (0, len(other)) for s in bare.find(other))
        }
        self._forms = make({**hiding, **bare.meanings}, language) if hiding else bare

    def find(self, text: str) -> Iterator[Spotted]:
        """Yield the places of what is looked for, in order."""
        return (spotted for spotted in self._forms.find(text) if spotted.meanings)


@dataclass(frozen=True)
class _Form:
    """A form as the words that may stand in a text for each of its own."""

    written: tuple[str, ...]
    accepted: tuple[frozenset[str], ...]
    meanings: tuple[str, ...]

    def end(self, text: str, words: Sequence[re.Match[str]], number: int) -> int | None:
        """Return where the form ends if it begins with that word of the text."""
        window = words[number : number + len(self.written)]
        if len(window) < len(self.written):
            return None
        before = window[0].start()
        for own, accepted, word in zip(self.written, self.accepted, window, strict=True):
            held = word.group()
            gap = text[before : word.start()]
            if _key(held) not in accepted or not _same_case(own, held) or not _GAP.fullmatch(gap):
                return None
            before = word.end()
        return before


class _Words:
    """Forms in a language that parts words by spaces."""

    def __init__(self, meanings: dict[str, tuple[str, ...]], language: str) -> None:
        self.meanings = meanings
        self._index: dict[str, list[_Form]] = defaultdict(list)
        for form, meant in meanings.items():
            written = tuple(_WORD.findall(form))
            accepted = _accepted(form, written, language)
            for first in accepted[0]:
                self._index[first].append(_Form(written, accepted, meant))
        for listed in self._index.values():
            listed.sort(key=lambda form: -len(form.written))

    def find(self, text: str) -> Iterator[Spotted]:
        if self._index.keys().isdisjoint(_WORD.findall(_key(text))):
            return
        words = list(_WORD.finditer(text))
        last = 0
        for number, word in enumerate(words):
            if word.start() < last or (listed := self._index.get(_key(word.group()))) is None:
                continue
            ends = [(form, form.end(text, words, number)) for form in listed]
            last = max((end for _, end in ends if end is not None), default=last)
            found = (m for form, end in ends if end == last for m in form.meanings)
            if last > word.start():
                yield Spotted(word.start(), last, tuple(dict.fromkeys(found)))


class _Characters:
    """Forms in a language that writes no spaces between words."""

    def __init__(self, meanings: dict[str, tuple[str, ...]], language: str) -> None:
        self.meanings = meanings
        self._meant: dict[str, tuple[str, ...]] = {}
        for form, meant in meanings.items():
            key = _key(squeeze(form))
            self._meant[key] = (*self._meant.get(key, ()), *meant)
        longest = sorted(meanings, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_bounded, longest)) or r"(?!)")

    def find(self, text: str) -> Iterator[Spotted]:
        for match in self._pattern.finditer(text):
            meant = self._meant[_key(squeeze(match.group()))]
            yield Spotted(match.start(), match.end(), tuple(dict.fromkeys(meant)))


def _bounded(form: str) -> str:
    """Write a form as a pattern, bounded where it begins or ends with a letter of an alphabet."""
    pattern = re.escape(form).replace("·", _DOT)
    if form == form.lower() != form.upper():
        pattern = f"(?i:{pattern})"
    before = f"(?<!{_LETTER})" if re.match(_LETTER, form[0]) else ""
    after = f"(?!{_LETTER})" if re.match(_LETTER, form[-1]) else ""
    return f"{before}{pattern}{after}"


def _accepted(form: str, written: tuple[str, ...], language: str) -> tuple[frozenset[str], ...]:
    """Return, for each word of a form, what may stand in its place, by the language's pack.

    Of a language whose inflection is not known, the last word may have the plural of most.
    """
    inflection = pack(language).inflection
    accepted = [{_key(word)} for word in written]
    if inflection is None:
        last = _key(written[-1])
        if len(last) > 1 and last.isalpha():
            accepted[-1] |= {f"{last}s", f"{last}es"}
            if last.endswith("y"):
                accepted[-1].add(f"{last[:-1]}ies")
        return tuple(map(frozenset, accepted))
    for variant in forms(form, language):
        words = _WORD.findall(variant)
        if len(words) == len(written):
            for own, word in zip(accepted, words, strict=True):
                own.add(_key(word))
    for own, word in zip(accepted, written, strict=True):
        if word.islower():
            own |= set(map(_key, inflection.paradigm(word)))
    return tuple(map(frozenset, accepted))


def _key(word: str) -> str:
    return word.lower().replace("ё", "е")


def _same_case(own: str, held: str) -> bool:
    """Whether a word has the capitals of a form's, an ending left out: МИДа, but not USS for US."""
    if len(own) > 1 and own.isupper():
        return held.startswith(own) and not held[len(own) :].isupper()
    return held[:1].isupper() or not own[:1].isupper()
