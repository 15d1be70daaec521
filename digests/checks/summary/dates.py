"""Whether the sentence's dates stand in the evidence or follow from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from digests.contexts import SummaryContext
from digests.digest import Check
from digests.quantities import find_quantities

Moment = dict[str, int]
"""Parts of a date that a text gives, by kind: weekday, day, month, year, decade, time."""

_KINDS = frozenset({"weekday", "day", "month", "year", "decade", "time"})
_GAP = re.compile(r"[\s,.]*(?:(?:of|the)\s+)?$")
_RELATIVE_DAY = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_RELATIVE = re.compile(
    r"\b(last|this|next) (week|month|year)\b|\b(yesterday|today|tonight|tomorrow)\b"
)
_STEP = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True)
class Dates:
    """Weekdays, days, months, years and times stand in the evidence or follow from it.

    Sees an invented or changed date. Works out *Monday*, *yesterday* and *last month* from the day
    of publication, where that is known, and takes the year of publication for granted. Cannot see
    that a right date was given to the wrong event.
    """

    name: ClassVar[str] = "dates"

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first date that does not follow; skip a sentence without dates."""
        ours = list(_moments(context.sentence))
        if not ours or not context.evidence:
            return Check(name=self.name, status="skipped")
        known = [
            meaning
            for evidence in context.evidence
            for meaning in _meanings(evidence, context.published)
        ]
        for text, moment in ours:
            if not any(moment.items() <= meaning.items() for meaning in known):
                theirs = [said for evidence in context.evidence for said, _ in _moments(evidence)]
                return Check(
                    name=self.name,
                    status="failed",
                    expected=", ".join(theirs) or "no date",
                    seen=text,
                )
        return Check(name=self.name, status="passed")


def _moments(text: str) -> Iterator[tuple[str, Moment]]:
    """Yield the dates of ``text``: parts that follow one another make one date."""
    start, end = 0, 0
    moment: Moment = {}
    for part in find_quantities(text, "en"):
        if part.kind not in _KINDS or part.certainty == "possible":
            continue
        if moment and (part.kind in moment or not _GAP.match(text[end : part.start])):
            yield text[start:end], moment
            moment = {}
        if not moment:
            start = part.start
        moment[part.kind] = int(part.value)
        end = part.end
    if moment:
        yield text[start:end], moment


def _meanings(text: str, published: date | None) -> Iterator[Moment]:
    """Yield what the dates of ``text`` can mean, in full where the day of publication tells."""
    for _, moment in _moments(text):
        yield moment
        for day in _days(moment, published):
            yield {**_parts(day), **{k: v for k, v in moment.items() if k == "time"}}
        if published and "month" in moment and not moment.keys() & {"year", "day"}:
            yield {**moment, "year": published.year}
            if moment["month"] > published.month:
                yield {**moment, "year": published.year - 1}
    if published is None:
        return
    yield {"year": published.year}
    for match in _RELATIVE.finditer(text.lower()):
        which, period, day_word = match.groups()
        if day_word:
            yield _parts(published + timedelta(days=_RELATIVE_DAY[day_word]))
        elif period == "year":
            yield {"year": published.year + _STEP[which]}
        elif period == "month":
            months = published.year * 12 + published.month - 1 + _STEP[which]
            yield {"year": months // 12, "month": months % 12 + 1}
        else:
            monday = published + timedelta(days=7 * _STEP[which] - published.weekday())
            for offset in range(7):
                yield _parts(monday + timedelta(days=offset))


def _days(moment: Moment, published: date | None) -> Iterator[date]:
    """Yield the days that a moment can mean."""
    if "month" in moment and "day" in moment:
        years = [moment["year"]] if "year" in moment else []
        if not years and published:
            years = [published.year + step for step in (-1, 0, 1)]
        days = [day for year in years if (day := _day(year, moment))]
        if days and published:
            yield min(days, key=lambda day: abs(day - published))
        else:
            yield from days
    elif published and "weekday" in moment:
        for offset in range(-7, 8):
            day = published + timedelta(days=offset)
            if day.isoweekday() == moment["weekday"]:
                yield day


def _day(year: int, moment: Moment) -> date | None:
    try:
        return date(year, moment["month"], moment["day"])
    except ValueError:  # 29 February, or no day at all
        return None


def _parts(day: date) -> Moment:
    return {"weekday": day.isoweekday(), "day": day.day, "month": day.month, "year": day.year}
