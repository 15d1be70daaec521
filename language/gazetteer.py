"""Countries and cities of all languages, as CLDR writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from language.glossary_name import GlossaryName
from language.pack import FOLDERS, pack, require_source

_NOT_CITIES = frozenset(
    {"Azores", "Canary", "Center", "Chatham", "Christmas", "Cocos", "Creston", "Darwin", "Davis",
     "Dawson", "Easter", "Eucla", "Galapagos", "Gambier", "Kamchatka", "Kirov", "Lindeman",
     "Mahe", "Marquesas", "Midway", "Nome", "Norfolk", "Oral", "Regina", "Resolute", "Reunion",
     "Sakhalin", "Salta", "St Helena", "Stanley", "Unknown", "Wake", "Wallis"}
)  # fmt: skip
_NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_KINGDOM = {
    "GB-ENG": "England",
    "GB-NIR": "Northern Ireland",
    "GB-SCT": "Scotland",
    "GB-WLS": "Wales",
}
_NOT_CITY_ZONES = ("Antarctica/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")


@cache
def territories(language: str) -> dict[str, str]:
    """Return country names by ISO 3166 code, none for a language that CLDR lacks."""
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def country(code: str, listed: Mapping[str, tuple[str, ...]] | None = None) -> GlossaryName:
    """Return a country by its ISO 3166 code, with its names by CLDR.

    Args:
        code: Its ``term`` in a glossary.
        listed: Further renderings; they come first where the first of them is a better name than
            CLDR's: not an adjective, and shorter where a script shows no difference.

    """
    renderings = {}
    for language in {*_rendered(), *(listed or {})}:
        cldr = territories(language).get(code)
        plain = re.sub(r"[（(].*?[)）]", "", cldr or "").strip()
        own = (listed or {}).get(language, ())
        ordered = (*own, cldr, plain) if _leads(own, plain) else (cldr, plain, *own)
        renderings[language] = tuple(dict.fromkeys(name for name in ordered if name))
    return GlossaryName(code, "country", (), renderings, None, code)


def _leads(own: tuple[str, ...], plain: str) -> bool:
    if not own:
        return False
    initial = own[0][0]
    return initial.isupper() if initial.isupper() or initial.islower() else len(plain) > 4


def country_name(code: str) -> str | None:
    """Return the English name of a country, or of a part of the United Kingdom, by its code."""
    return _KINGDOM.get(code) or territories("en").get(code)


@cache
def names_country(form: str) -> bool:
    """Whether an English form is a country's name, not an adjective or a people."""
    fold = require_source("en").fold
    names = {fold(name) for name in territories("en").values()}
    return fold(form) in names or form.isupper() or form.endswith(".")


@cache
def cities() -> tuple[GlossaryName, ...]:
    """Return the cities that time zones are named after, by their English names."""
    zones = {language: Locale(language).time_zones for language in _rendered()}
    fold = require_source("en").fold
    countries = {fold(name) for name in territories("en").values()}
    found = []
    for zone, code in get_global("zone_territories").items():
        term = zone.rsplit("/", 1)[-1].replace("_", " ")
        written = {language: zones[language].get(zone, {}).get("city") for language in zones}
        renderings = {language: (str(name),) for language, name in written.items() if name}
        if (
            renderings
            and not zone.startswith(_NOT_CITY_ZONES)
            and term not in _NOT_CITIES
            and fold(term) not in countries
        ):
            found.append(GlossaryName(term, "place", (term,), renderings, None, code))
    return tuple(found)


def _rendered() -> tuple[str, ...]:
    """Return the languages in whose texts names are looked for."""
    return tuple(code for code in FOLDERS if pack(code).bearers)
