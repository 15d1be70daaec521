"""The glossary: names that translations must keep, and must not bring in."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import babel
from rapidfuzz import fuzz

from language.gazetteer import cities, country, country_name, names_country, territories
from language.glossary_file import GlossaryError, parse_names, read_bytes
from language.glossary_name import GlossaryKind, GlossaryName, Mentions
from language.pack import pack, require_source
from language.terms import Term

__all__ = ["Glossary", "GlossaryError", "GlossaryKind"]


@dataclass(frozen=True, eq=False)
class Glossary:
    """The names that translations must keep, and that they must not bring in."""

    names: tuple[GlossaryName, ...]
    fingerprint: str

    @classmethod
    def load(cls, paths: Sequence[Path]) -> Glossary:
        """Read glossary files; where two have a term, the later one's renderings come first.

        Raises:
            GlossaryError: a file that cannot be read, is too big, or has a wrong entry.

        """
        return _parsed(tuple((path, read_bytes(path)) for path in paths))

    def terms(self, text: str, target: str, context: str = "") -> tuple[Term, ...]:
        """Return the terms that occur in English ``text`` and have renderings in ``target``.

        The longest term counts. A short form, such as the family name alone, counts where ``text``
        or ``context``, the text around it, has the full one.
        """
        terms = {}
        for mention in self._mentions.find(text, context):
            source = text[mention.start : mention.end]
            accepted = _renderings(mention.name, source, target)
            if accepted:
                # Of a language that no file lists, CLDR knows one name where people have several.
                listed = target in mention.name.renderings
                terms[source] = Term(source, accepted, required=listed)
        return tuple(terms.values())

    def foreign(self, hypothesis: str, source: str, target: str) -> tuple[Term, ...]:
        """Return the names that ``hypothesis`` has and English ``source`` has not.

        A country goes with its places and bodies: *Beijing* may be rendered as China, not as
        Berlin. Only languages whose pack finds names are looked at. A term's one rendering is what
        was seen.
        """
        if (bearers := pack(target).bearers) is None:
            return ()
        found = self._mentions.find(source, source, loose=True)
        mentioned = {mention.name.term for mention in found}
        countries = {_country_of(name) for name in self._mentioned(mentioned)} - {""}
        words = set(self._mentions.fold(source))
        by_key, by_rendering = _bearer_index(self, target)
        added = {}
        for seen in dict.fromkeys(bearers.find(by_key, hypothesis)):
            names = by_rendering[seen]
            if not any(
                name.kind not in {"country", "person", "place"}
                or name.term.startswith("the ")
                or name.term in mentioned
                or (name.kind != "person" and _country_of(name) in countries)
                or _is_alike(name, words)
                for name in names
            ):
                added[seen] = Term(_english(names[0]), (seen,))
        return tuple(added.values())

    def _mentioned(self, terms: set[str]) -> Iterator[GlossaryName]:
        for name in self._by_term.values():
            if name.term in terms:
                yield name
        for term in terms:
            if term in territories("en"):
                yield country(term)

    @cached_property
    def _by_term(self) -> dict[str, GlossaryName]:
        return {name.term: name for name in self.names}

    @cached_property
    def _mentions(self) -> Mentions:
        return require_source("en").index_glossary((*self.names, *cities()))


def _english(name: GlossaryName) -> str:
    return country_name(name.term) or name.term


def _country_of(name: GlossaryName) -> str:
    return (name.country or "").split("-")[0]


def _is_alike(name: GlossaryName, words: set[str]) -> bool:
    """Whether the source has a word so like the name that the rendering may be that word's."""
    own = _english(name)
    if name.kind == "person":
        own = name.short or name.term.split()[-1]
    folded = require_source("en").fold(own)
    return any(fuzz.ratio(folded, word) > 80 for word in words)


def _renderings(name: GlossaryName, form: str, target: str) -> tuple[str, ...]:
    """Return what may render a form of a name, best first.

    A family name may render a full name, and a country's adjective is no rendering of its name.
    """
    full = name.renderings.get(target, ())
    if name.kind == "country" and target not in name.renderings:
        local = territories(target).get(name.term)
        return (local,) if local and names_country(form) else ()
    if name.kind == "country":
        named = not names_country(form)
        return tuple(sorted(full, key=lambda r: named and not r[:1].islower()))
    if name.kind != "person":
        return full
    family = tuple(family_name(rendering, first=name.family_first) for rendering in full)
    both = (*family, *full) if len(form.split()) == 1 else (*full, *family)
    return tuple(dict.fromkeys(r for r in both if len(r) > 1))


def family_name(rendering: str, *, first: bool) -> str:
    """Return the family name of a person's rendering; ``first`` says that it begins with it."""
    if "·" in rendering:
        return rendering.rsplit("·", 1)[1]
    words = rendering.split() or [rendering]
    return words[0 if first else -1]


@cache
def _bearer_index(
    glossary: Glossary, target: str
) -> tuple[Mapping[str, Collection[str]], Mapping[str, Sequence[GlossaryName]]]:
    """Return the renderings that name somebody by the keys of their language, and whom they name.

    A family name alone tells who is meant only where it always means the same person.
    """
    by_key: dict[str, dict[str, None]] = defaultdict(dict)
    by_rendering: dict[str, list[GlossaryName]] = defaultdict(list)
    bearers = pack(target).bearers
    listed = {name.term: name for name in glossary.names if name.kind == "country"}
    countries = (listed.get(code) or country(code) for code in territories("en"))
    for name in (*countries, *glossary.names, *cities()):
        backed = any(len(form.split()) == 1 for form in name.forms)
        for rendering in name.renderings.get(target, ()):
            forms = {rendering}
            if name.kind == "person":
                whole = name.family_first or re.search(r"[·\s]", rendering) is not None
                forms = {rendering} if whole else set()
                if backed:
                    forms |= {rendering, family_name(rendering, first=name.family_first)}
            for seen in forms:
                keys = tuple(bearers.keys(seen, name.family_first)) if bearers else ()
                if keys:
                    by_rendering[seen].append(name)
                for key in keys:
                    by_key[key][seen] = None
    return dict(by_key), dict(by_rendering)


@lru_cache(maxsize=8)
def _parsed(files: tuple[tuple[Path, bytes], ...]) -> Glossary:
    """Parse files of this content once a process: every shard asks for them."""
    digest = hashlib.sha256(babel.__version__.encode())
    for _, data in files:
        digest.update(data)
    return Glossary(parse_names(files), digest.hexdigest())
