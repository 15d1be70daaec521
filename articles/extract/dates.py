"""Dates of publication."""

from __future__ import annotations

import re
from datetime import date, datetime

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
