"""Dates of publication."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from babel import Locale

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,7}\.?"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+"
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
_DATE_LINE = re.compile(
    rf"""(?:(?:First\ |Originally\ )?(?:Published|Posted|Updated|Last\ updated|Date)
            (?:\ on|\ at)?\s*:?\s*)?
        (?:{_DAY})?
        (?:(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})
          |(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{MONTH}),?\s+(?P<year2>\d{{4}})
          |(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?:T\S{{1,30}})?)
        (?:\s*(?:,|at|\||-|–|—|·|•)?\s*(?:{_CLOCK})(?:\s*\(?(?:[A-Z]{{2,5}}|[+-]\d{{2}}:?\d{{2}})\)?)?)?
        (?:\s*[|·•—–-]\s*\d{{1,2}}\s+min(?:ute)?s?(?:\s+read)?)?\s*""",
    re.X | re.I,
)


def iso_date(value: str) -> str:
    """Return a declared ISO 8601 date or date-time; one without offset loses its time of day.

    A wall clock reading of an unknown place is no point in time; the day is what is known.

    Raises ValueError where it is not ISO 8601, or there is no such day.
    """
    value = value.strip()
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.isoformat()


# What programs write where they know no date.
_PLACEHOLDERS = {"0001-01-01", "1900-01-01", "1969-12-31", "1970-01-01", "2000-01-01"}
_NUMERIC = re.compile(
    r"(?P<year>\d{4})\s*[./年]\s*(?P<month>\d{1,2})\s*[./月]\s*(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})\.\s?(?P<month2>\d{1,2})\.\s?(?P<year2>\d{4})"
)


def likely_date(value: str) -> str | None:
    """Return the ISO date or date-time that a page declares in whatever form, or None.

    What stands there in place of a date, as 1970-01-01, is none.
    """
    value = value.strip()[:60]
    found: str | None = None
    with suppress(ValueError):
        found = iso_date(value)
    if found is None:
        with suppress(ValueError, IndexError):
            found = iso_date(parsedate_to_datetime(value).isoformat())
    if found is None and (number := _NUMERIC.match(value)):
        year, month, day = (
            int(number[name] or number[f"{name}2"]) for name in ("year", "month", "day")
        )
        with suppress(ValueError):
            found = date(year, month, day).isoformat()
    if found is None and re.fullmatch(r"1[0-9]{9}(?:\d{3})?", value):
        found = datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
    found = found or date_line(value)
    return None if found is None or found[:10] in _PLACEHOLDERS or found < "1600" else found


_WRITTEN = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*[-./年]\s*(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<day2>\d{1,2})[./]\s?(?P<month2>\d{1,2})[./]\s?(?P<year2>(?:20)?\d\d)(?!\d|[:.]\d)"
    r"|(?<!\d)(?P<day3>\d{1,2})(?:\.|er|º|th|st|nd|rd)?\s+(?:de\s+|d['’])?(?P<name>[^\W\d_]{3,12})\.?,?"
    r"\s+(?:de\s+|del\s+)?(?P<year3>(?:19|20)\d\d)"
    r"|(?P<name2>[^\W\d_]{3,12})\.?\s+(?P<day4>\d{1,2})(?:th|st|nd|rd)?,?"
    r"\s+(?P<year4>(?:19|20)\d\d)"
)
_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "nb", "da", "fi", "pl", "cs", "ro", "hu", "ru",
    "uk", "el", "tr",
)  # fmt: skip


@cache
def _months_by_name() -> dict[str, int]:
    names = dict(_MONTHS)
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form].get(width, {}).items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names


def written_date(line: str) -> str | None:
    """Return the ISO date that is written out in a line, by the names of many languages, or None.

    Days stand before months where both are digits, unless that cannot be.

    >>> written_date("Veröffentlicht am 13. Mai 2026 um 15:44"), written_date("Do 25.04.24 | 14:07")
    ('2026-05-13', '2024-04-25')
    """
    for match in _WRITTEN.finditer(line[:200]):
        found = match.groupdict()
        year = next(found[key] for key in ("year", "year2", "year3", "year4") if found[key])
        day = next(found[key] for key in ("day", "day2", "day3", "day4") if found[key])
        name = found["name"] or found["name2"]
        month = (
            _months_by_name().get(name.casefold(), 0)
            if name
            else int(found["month"] or found["month2"])
        )
        days = (int(day), month)
        for each, other in (days, days[::-1]) if not name and not found["year"] else (days,):
            with suppress(ValueError):
                return date(int(year) + (2000 if len(year) == 2 else 0), other, each).isoformat()
    return None


def date_line(line: str) -> str | None:
    """Return the ISO date that ``line`` consists of, or None where it is anything else.

    >>> date_line("Published: Monday, Sept. 18, 2023, 10:05 a.m. EDT")
    '2023-09-18'
    """
    match = _DATE_LINE.fullmatch(line.strip()) if len(line) <= 120 else None
    if not match:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"]).isoformat()
        month = _MONTHS[(match["month"] or match["month2"]).rstrip(".").lower()]
        year, day = match["year"] or match["year2"], match["day"] or match["day2"]
        return date(int(year), month, int(day)).isoformat()
    except (KeyError, ValueError):
        return None
