"""Units and currencies beside a number in digits, in a language without a pack, by CLDR's names.

What CLDR does not name is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name
from babel.units import UnknownUnitError, format_unit

from language.measures import Measure
from language.quantities.currencies import MEANT
from language.quantities.quantity import Quantity

_UNITS = {
    "second": "duration-second", "minute": "duration-minute", "hour": "duration-hour",
    "day": "duration-day", "week": "duration-week", "month": "duration-month",
    "year": "duration-year", "century": "duration-century", "mile": "length-mile",
    "kilometre": "length-kilometer", "metre": "length-meter", "foot": "length-foot",
    "inch": "length-inch", "centimetre": "length-centimeter", "millimetre": "length-millimeter",
    "square mile": "area-square-mile", "square kilometre": "area-square-kilometer",
    "square metre": "area-square-meter", "acre": "area-acre", "hectare": "area-hectare",
    "tonne": "mass-tonne", "kilogram": "mass-kilogram", "gram": "mass-gram",
    "milligram": "mass-milligram", "litre": "volume-liter", "watt": "power-watt",
    "kilowatt": "power-kilowatt", "megawatt": "power-megawatt", "gigawatt": "power-gigawatt",
    "kilowatt-hour": "energy-kilowatt-hour", "Fahrenheit": "temperature-fahrenheit",
    "Celsius": "temperature-celsius",
}  # fmt: skip
"""CLDR's name of each unit that is read; *pounds* and *ounces* have too many meanings."""
_COUNTS = (1, 2, 3, 5, 11, 100)
"""Numbers that between them have every plural of a language."""
_SIGNS = {"$": "dollar", "€": "EUR", "£": "GBP", "₽": "RUB", "₹": "INR", "₩": "KRW", "₺": "TRY"}
_OTHERS = frozenset({"EUR", "JPY", "PLN", "UAH", "BRL", "ILS", "THB", "HUF", "RON", "CNY"})
_WIDTHS: tuple[Literal["long", "short"], ...] = ("long", "short")
_DIGITS = re.compile(r"^[\d\s\u00a0\u202f.,٠-٩]+|[\d\s\u00a0\u202f.,٠-٩]+$")
_BLANK = r"[ \u00a0\u202f-]?"


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))


def _scales(locale: Locale) -> str:
    """Return a pattern of the words for thousands and millions, with what joins them to a noun."""
    formats = locale.compact_decimal_formats
    written = (
        form.pattern.replace("0", "").replace("'", "").strip(" \u00a0\u202f")
        for width in ("long", "short")
        if width in formats
        for forms in formats[width].values()
        for form in forms.values()
    )
    words = {word for word in written if len(word) > 1}
    link = r"(?:[ \u00a0](?:de|d['’]|di|من))?"
    return rf"(?:{_BLANK}(?:{_alternatives(words)})(?!\w){link})?" if words else ""


@cache
def _unit_pattern(locale: Locale) -> tuple[re.Pattern[str], dict[str, str]] | None:
    names: dict[str, str] = {}
    for unit, cldr in _UNITS.items():
        for count in _COUNTS:
            for width in _WIDTHS:
                try:
                    said = format_unit(count, cldr, width, locale=locale)
                except UnknownUnitError:
                    continue
                name = _DIGITS.sub("", said).strip().lower()
                if len(name) > 1 and not any(char.isdecimal() for char in name):
                    names.setdefault(name, unit)
    if not names:
        return None
    pattern = rf"{_scales(locale)}{_BLANK}(?P<unit>{_alternatives(names)})(?!\w)"
    return re.compile(pattern, re.IGNORECASE), names


def find_plain_measures(
    text: str, language: str, quantities: Sequence[Quantity]
) -> Iterator[Measure]:
    """Yield the numbers that a unit which CLDR names follows."""
    if (locale := _locale(language)) is None or (known := _unit_pattern(locale)) is None:
        return
    pattern, units = known
    for quantity in quantities:
        found = pattern.match(text, quantity.end) if quantity.kind == "number" else None
        # What matches without regard to case is not always what lower() makes of it.
        if found and (unit := units.get(found["unit"].lower())):
            yield Measure(text[quantity.start : found.end()], quantity, unit)


@cache
def _currency_pattern(locale: Locale) -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Return a pattern of currencies' nouns, and the codes that each noun can mean."""
    codes = {code for each in MEANT.values() for code in each if code.isupper()} | _OTHERS
    names = {
        code: {get_currency_name(code, count=count, locale=locale).lower() for count in _COUNTS}
        for code in codes
    }
    # *US-Dollar* has its noun at the end, *dollars des États-Unis* at the beginning.
    found = Counter(
        (end, re.split(r"[ -]", name)[end][:4])
        for code in MEANT["dollar"]
        for name in names[code]
        for end in (0, -1)
    )
    ((end, _), _), *_ = found.most_common(1)
    meant: dict[str, set[str]] = {}
    for code, forms in names.items():
        for form in forms - {code.lower()}:
            if noun := re.split(r"[ -]", form)[end]:
                meant.setdefault(noun, set()).add(code)
    for codes_meant in meant.values():
        # A noun of most currencies of a kind is one for all of the kind.
        for kind in MEANT.values():
            if 2 * len(codes_meant & kind) > len(kind):
                codes_meant.update(kind)
    for sign, unit in _SIGNS.items():
        meant[sign] = {unit}
    nouns = _alternatives(meant)
    compound = r"(?:[A-Z]{2}-)?"
    pattern = rf"{_scales(locale)}{_BLANK}{compound}(?P<noun>{nouns})(?!\w)"
    return re.compile(pattern, re.IGNORECASE), {k: frozenset(v) for k, v in meant.items()}


def find_plain_currencies(
    text: str, language: str, quantities: Sequence[Quantity]
) -> Iterator[tuple[Quantity, str, frozenset[str]]]:
    """Yield the numbers before a currency, with what says both and the codes it can mean."""
    if (locale := _locale(language)) is None:
        return
    pattern, meant = _currency_pattern(locale)
    for quantity in quantities:
        if quantity.unit:
            yield quantity, quantity.text, frozenset({quantity.unit})
        elif (found := pattern.match(text, quantity.end)) and (
            codes := meant.get(found["noun"].lower())
        ):
            yield quantity, text[quantity.start : found.end()], codes
