"""Whether the sentence's dates stand in the evidence or follow from the day of publication."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.quantities.quantity import Quantity
from language.quantities.reading import find_quantities
from language.syntax import Syntax
from language.words import Word, content

Moment = dict[str, int]
"""Parts of a date that a text gives, by kind: weekday, day, month, year, decade, time."""

_KINDS = frozenset({"weekday", "day", "month", "year", "decade", "time"})
_STOP = re.compile(r"[.!?][\"”’')]*\s|\n")
_MOST, _MOST_OF_EVIDENCE = 30, 200
"""Dates of a sentence and of its evidence that are compared: what has more is a table."""
_SHORT = 4
"""Content words below which a clause says too little of what its date belongs to."""


@dataclass(frozen=True)
class Dates(Rule):
    """Weekdays, days, months, years and times stand in the evidence or follow from it.

    Sees an invented or changed date, and one of the evidence's that was given to what another
    clause tells. Works out *Monday*, *yesterday* and *last month* from the day of publication,
    where that is known, and takes the year of publication for granted. Cannot see a date that was
    given to the wrong event where the clause was reworded.
    """

    name: ClassVar[str] = "dates"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "dates"
    reads: ClassVar[tuple[str, ...]] = ("syntax", "quantities")
    shared: int = 2
    """Content words that a clause must share with that of another date to tell of the same."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first date that does not follow; skip a sentence without dates."""
        if (syntax := context.pack.syntax) is None or context.pack.quantities is None:
            return self.skipped(context.pack.lacks(*self.reads))
        sentence = _Text(context.sentence, context.language, syntax)
        ours = sentence.mentions[:_MOST]
        if not ours or not context.evidence:
            return self.skipped()
        known = [
            meaning
            for passage in context.evidence
            for meaning in _meanings(_Text(passage, context.language, syntax), context.published)
        ]
        evidence = _Text("\n".join(context.evidence), context.language, syntax)
        for date_ in ours:
            text, moment = date_.text, date_.parts
            rightful = self._rightful(sentence, date_, evidence)
            if rightful:
                return self.failed(rightful.text, text)
            if not any(moment.items() <= meaning.items() for meaning in known):
                return self.failed(", ".join(m.text for m in evidence.mentions) or None, text)
        return self.passed()

    def _rightful(self, sentence: _Text, ours: _Mention, evidence: _Text) -> _Mention | None:
        """Return the evidence's date for what the sentence tells, if ours is another thing's."""
        told = sentence.told(ours)
        said = [mention.parts for mention in sentence.mentions]
        same, rival, rightful = -1, 0, None
        for mention in evidence.mentions[:_MOST_OF_EVIDENCE]:
            alike = len(told & evidence.told(mention))
            if ours.parts.items() <= mention.parts.items():
                same = max(same, alike)
            elif (
                ours.parts.keys() == mention.parts.keys()
                and mention.parts not in said
                and alike > rival
            ):
                rival, rightful = alike, mention
        return rightful if same >= 0 and rival >= self.shared and rival > same else None


@dataclass(frozen=True)
class _Text:
    text: str
    language: str
    syntax: Syntax

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return find_quantities(self.text, self.language)

    @cached_property
    def mentions(self) -> tuple[_Mention, ...]:
        return tuple(_mentions(self))

    @cached_property
    def _clauses(self) -> tuple[tuple[Word, ...], ...]:
        return self.syntax.find_clauses(self.text)

    @cached_property
    def _undated(self) -> list[list[Word]]:
        """The content words of the clauses, dates left out."""
        dated = {part.start for part in self.quantities}
        return [[w for w in content(clause) if w.start not in dated] for clause in self._clauses]

    def told(self, mention: _Mention) -> frozenset[str]:
        """Return the stems of the clause with the date, and of the one before where it is short."""
        number = bisect_right(self._clauses, mention.start, key=_end)
        if number == len(self._clauses):
            return frozenset()
        words = self._undated[number]
        if len(words) < _SHORT and number:
            before = self._clauses[number - 1][-1].end
            if not _STOP.match(self.text, before):
                words = self._undated[number - 1] + words
        return frozenset(word.stem for word in words)


@dataclass(frozen=True)
class _Mention:
    start: int
    text: str
    parts: Moment


def _end(clause: Sequence[Word]) -> int:
    return clause[-1].end


def _mentions(text: _Text) -> Iterator[_Mention]:
    """Yield the dates of ``text``: parts that follow one another make one date."""
    joint = text.syntax.dates.joint
    start, end = 0, 0
    moment: Moment = {}
    for part in text.quantities:
        if part.kind not in _KINDS or part.certainty == "possible":
            continue
        if moment and (part.kind in moment or not joint.match(text.text[end : part.start])):
            yield _Mention(start, text.text[start:end], moment)
            moment = {}
        if not moment:
            start = part.start
        moment[part.kind] = int(part.value)
        end = part.end
    if moment:
        yield _Mention(start, text.text[start:end], moment)


def _meanings(text: _Text, published: date | None) -> Iterator[Moment]:
    """Yield what the dates of ``text`` can mean, in full where the day of publication tells."""
    for moment in (mention.parts for mention in text.mentions):
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
    for said in text.syntax.dates.relative(text.text):
        if said.period == "day":
            yield _parts(published + timedelta(days=said.offset))
        elif said.period == "year":
            yield {"year": published.year + said.offset}
        elif said.period == "month":
            months = published.year * 12 + published.month - 1 + said.offset
            yield {"year": months // 12, "month": months % 12 + 1}
        else:
            monday = published + timedelta(days=7 * said.offset - published.weekday())
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
