"""What is known by name, in a glossary and in CLDR, and what each language calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from language.gazetteer import cities, country, territories
from language.glossary import Glossary, GlossaryKind, family_name
from language.glossary_name import GlossaryName
from language.pack import require_source
from language.scripts import script_of

Sort = Literal["names", "words", "places"]

_KINDS: Mapping[Sort, frozenset[GlossaryKind]] = {
    "names": frozenset({"person", "body", "event", "office"}),
    "words": frozenset({"term"}),
    "places": frozenset({"country", "place"}),
}
_LOOKED_UP: Mapping[Sort, tuple[Sort, ...]] = {
    "names": ("names", "places"),
    "words": ("words",),
    "places": ("places", "names"),
}
"""What something of a sort may be, the likeliest first."""


class KnownNames:
    """The names of a glossary, and the countries and cities of CLDR."""

    def __init__(self, glossary: Glossary) -> None:
        names = glossary.names
        listed = {name.term for name in names if name.kind == "country"}
        countries = [country(code) for code in territories("en") if code not in listed]
        known = (*names, *countries, *cities())
        self._known = {
            sort: tuple(name for name in known if name.kind in kinds)
            for sort, kinds in _KINDS.items()
        }

    def called(self, name: str, sort: Sort, language: str) -> tuple[str, ...]:
        """Return what a language calls what ``name`` means; nothing where it is not known.

        A country has its adjectives and peoples among its names.

        Args:
            name: An English name, or the first that another language has for it.
            sort: What it is looked for among.
            language: Of the names that are returned.

        """
        key = name.casefold()
        for each in _LOOKED_UP[sort]:
            if (known := self._index[each].get(key)) is not None:
                return _names_in(known, language)
        return ()

    def places(self, language: str) -> Iterator[str]:
        """Yield what a language calls each place."""
        return (called for name in self._known["places"] for called in _names_in(name, language))

    @cached_property
    def _index(self) -> dict[Sort, dict[str, GlossaryName]]:
        index: dict[Sort, dict[str, GlossaryName]] = {}
        for sort, names in self._known.items():
            called = index.setdefault(sort, {})
            for name in names:
                for form in _names_in(name, "en"):
                    called.setdefault(form.casefold(), name)
            for name in names:
                for renderings in name.renderings.values():
                    for first in renderings[:1]:
                        called.setdefault(first.casefold(), name)
        return index


def _names_in(name: GlossaryName, language: str) -> tuple[str, ...]:
    if language == "en":
        if name.kind != "country":
            return name.forms
        return require_source("en").country_names(name.term)
    known = name.renderings.get(language, ())
    if name.kind == "country" and not known and (local := territories(language).get(name.term)):
        return (local,)
    if not known and script_of(language) == script_of("en"):
        return name.forms
    if name.kind == "person" and any(len(form.split()) == 1 for form in name.forms):
        # Who is called by the family name alone in English is so everywhere.
        known += tuple(family_name(each, first=name.family_first) for each in known)
    # A single character of Chinese stands in many words.
    return tuple(form for form in known if len(form) > 1)
