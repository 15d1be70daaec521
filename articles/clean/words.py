"""What furniture says, in every language that is known: ``furniture.yaml``, compiled."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from babel import Locale

from base.yaml_files import parse_yaml

_LANGUAGES_OF_DATES = (
    "en de fr es it pt nl sv nb da fi pl cs sk hu ro bg hr sr ru uk be tr el ar fa he zh ja ko vi"
)


@cache
def _table() -> dict[str, dict[str, str]]:
    data = (files("articles.clean") / "furniture.yaml").read_bytes()
    table: dict[str, dict[str, str]] = parse_yaml(data, "furniture.yaml")
    return table


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Return one pattern for all that the table has of a kind (related, notice ...).

    Some kinds (note, own ...) are there in some languages only.
    """
    lines = (line for table in _table().values() for line in table.get(kind, "").splitlines())
    return re.compile("|".join(f"(?:{line})" for line in lines), re.I)


@cache
def label_pattern() -> re.Pattern[str]:
    """Return a pattern for a label that points to other articles, set off from their headline."""
    return re.compile(rf"(?:{pattern('related').pattern})\s*(?:[:：|»→►▶]|[-–—]\s)", re.I)


@cache
def words(kind: str) -> frozenset[str]:
    """Return all words of a kind (share, date)."""
    return frozenset(word.casefold() for table in _table().values() for word in table[kind].split())


@cache
def date_words() -> frozenset[str]:
    """Return the names of months and days, and the words that stand around a date."""
    found = set(words("date"))
    for language in _LANGUAGES_OF_DATES.split():
        locale = Locale.parse(language)
        for names in (locale.months, locale.days):
            for form in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    for name in names[form].get(width, {}).values():
                        found.update(re.findall(r"[^\W\d_]+", name.casefold()))
    return frozenset(found)
