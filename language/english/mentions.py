"""Names of a glossary in English texts, and what only looks like one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from language.english.countries import country_code
from language.english.words import fold, known_word
from language.gazetteer import country
from language.glossary_name import GlossaryName, Mention

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[&'’][^\W_]+)*\+?")
_GAP = re.compile(r"[ \u00a0\n.,‑–-]{1,2}")
# People, firms and words bear these names too: beside another capitalised word they may mean those.
_NAMESAKES = frozenset(
    {"Austin", "Chad", "Chelsea", "Dallas", "Darwin", "England", "English", "Florence", "French",
     "Georgia", "Holland", "Houston", "Ireland", "Israel", "Jordan", "Lenin", "London", "Mars",
     "Paris", "Phoenix", "Santiago", "Sofia", "Stanley", "Sydney", "Trump", "Washington", "West"}
)  # fmt: skip
# Territories whose names are mostly something else's, such as a church's or a river's.
_ISLANDS = frozenset({"BL", "BV", "CC", "CX", "GS", "HM", "IO", "MF", "NF", "PN", "SJ", "TF", "UM"})
_COMPASS = frozenset(
    {"central", "east", "eastern", "north", "northern", "south", "southeast", "southern", "west",
     "western"}
)  # fmt: skip
# What opens a sentence and is no name: *Fed up with waiting*.
_PARTICIPLE = re.compile(r"Fed (?:up|by|on|with|from|into|through)\b")


class EnglishMentions:
    """Names, by the words of their forms; countries by all that English calls them."""

    def __init__(self, names: Sequence[GlossaryName]) -> None:
        self._countries = {name.term: name for name in names if name.kind == "country"}
        index: dict[tuple[str, ...], list[tuple[str, GlossaryName, bool]]] = defaultdict(list)
        for name in names:
            if name.kind == "country":
                continue
            for form in name.forms:
                index[_key(form)].append((form, name, False))
            if name.short and _key(name.short) not in {_key(form) for form in name.forms}:
                index[_key(name.short)].append((name.short, name, True))
        self._index = dict(index)
        """(form, name, whether it is a short one), by the words of the form."""
        self._longest = max(map(len, self._index), default=1)

    def find(self, text: str, context: str = "", *, loose: bool = False) -> tuple[Mention, ...]:
        """See `language.glossary_name.Mentions`."""
        return _find(self, text, context, loose)

    def fold(self, text: str) -> tuple[str, ...]:
        """See `language.glossary_name.Mentions`."""
        return tuple(fold(match.group()) for match in _TOKEN.finditer(text))

    def search(self, text: str, around: str, loose: bool) -> Iterator[Mention]:
        """Yield the mentions of a text, uncached; ``around`` are the folded words around it."""
        tokens = list(_TOKEN.finditer(text))
        said = _Said(text, around)
        at = 0
        while at < len(tokens):
            for size in range(min(self._longest, len(tokens) - at), 0, -1):
                window = tokens[at : at + size]
                name = self._name_of(said, window, loose=loose)
                if name and (loose or not _namesake(text, tokens, at, size)):
                    yield Mention(window[0].start(), _end(window[-1]), name)
                    at += size
                    break
            else:
                at += 1

    def _name_of(
        self, said: _Said, window: Sequence[re.Match[str]], *, loose: bool
    ) -> GlossaryName | None:
        for before, after in pairwise(window):
            if not _GAP.fullmatch(said.text, before.end(), after.start()):
                return None
        if _PARTICIPLE.match(said.text, window[0].start()):
            return None
        words = tuple(match.group() for match in window)
        for form, name, short in self._index.get(_key(" ".join(words)), ()):
            if _cased(form, words) and (not short or any(map(said.has, name.forms))):
                return name
        if words[0].lower() == "the" or (words == ("US",) and said.has_no_country):
            return None
        capitals = loose or all(w[:1].isupper() or w in {"of", "and", "the"} for w in words)
        if capitals and (code := country_code(words)) and code not in _ISLANDS:
            return self._countries.get(code) or country(code)
        return None


class _Said:
    """A text, and what it says anywhere: looked for once."""

    def __init__(self, text: str, around: str) -> None:
        self.text = text
        self._around = around
        self._held: dict[str, bool] = {}

    def has(self, form: str) -> bool:
        """Whether the text, or what is around it, has a form of a name."""
        if form not in self._held:
            self._held[form] = f" {' '.join(_key(form))} " in self._around
        return self._held[form]

    @cached_property
    def has_no_country(self) -> bool:
        """Whether *US* may be the pronoun in capitals, or a currency's."""
        return self.text.isupper() or "US$" in self.text


@lru_cache(maxsize=1024)
def _find(mentions: EnglishMentions, text: str, context: str, loose: bool) -> tuple[Mention, ...]:
    around = f" {' '.join(_key(text) + _key(context))} "
    return tuple(mentions.search(text, around, loose))


def _end(token: re.Match[str]) -> int:
    return token.end() - (2 if re.search(r"['’]s$", token.group()) else 0)


def _key(form: str) -> tuple[str, ...]:
    return tuple(
        fold(match.group()).replace(".", "").replace("’", "'") for match in _TOKEN.finditer(form)
    )


def _cased(form: str, words: Sequence[str]) -> bool:
    """Whether the words have the capitals that the form has; those in lower case may have any."""
    for wanted, held in zip(_TOKEN.findall(form), words, strict=True):
        if len(wanted) > 1 and wanted.isupper() and not held.isupper():
            return False
        compass = wanted.lower() in _COMPASS and len(words) > 1 and not form.startswith("the ")
        if wanted[:1].isupper() and not held[:1].isupper() and not compass:
            return False
    return True


def _namesake(text: str, tokens: Sequence[re.Match[str]], at: int, size: int) -> bool:
    word = tokens[at + size - 1]
    if word.group() not in _NAMESAKES:
        return False
    following = tokens[at + size] if at + size < len(tokens) else None
    if (
        following
        and following.group()[:1].isupper()
        and text[word.end() : following.start()] == " "
    ):
        return True
    if size > 1 or not at:
        return False
    before = tokens[at - 1]
    # What opens a sentence has a capital anyway.
    named = before.group()[:1].isupper() and (at > 1 or not known_word(fold(before.group())))
    return named and text[before.end() : word.start()] == " "
