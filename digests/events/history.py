"""One event over all runs: what was reported, what each digest said, what holds by now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from pydantic import AwareDatetime, Field

from base.errors import ExplainedError
from base.records import Frozen
from digests.digest import DigestSentence, Entry, EntryArticle, QuotedSentence, TimelineDay
from digests.events.changes import carried_figures, carried_origins, figure_of_run
from digests.events.quotations import are_one, spoken_words
from digests.events.records import Correction, Figure, OpenQuestion, Origin, Side
from digests.events.state import EventStore, Told
from digests.events.traits import published_at
from digests.evidence import Evidence
from digests.store import Store
from digests.versions import SCHEMA_VERSION, Version, published_schema

SHORTEST = 4
"""Digits of an id that are enough where they are those of one event alone."""
MOST_HEADLINES = 3
"""Of a day."""
_NAMED = 5
"""Events that are named where the digits of an id are those of several."""


class HistoryError(ExplainedError):
    """An event that has no history: names the id, the reason and the remedy."""


class MergedEvent(Frozen):
    """An event that turned out to be part of this one."""

    event: str
    at: AwareDatetime


class HistoryArticle(EntryArticle):
    """An article that reports the event."""

    run: str = Field(description="First run whose digest lists it")


class HistoryCorrection(Correction):
    """A sentence that was corrected, and where."""

    corrected_in: str = Field(description="Run whose digest says so")


class HistoryQuotation(QuotedSentence):
    """What somebody is quoted as saying, and where."""

    run: str = Field(description="Latest run whose digest has it")


class HistoryQuestion(OpenQuestion):
    """Statements that cannot both hold, and where."""

    run: str = Field(description="Latest run whose digest has it")


class HistoryRun(Frozen):
    """What the digest of a run said of the event; evidence without a run is this run's."""

    run: str
    created: AwareDatetime
    event: str = Field(description="Id that the event had in that run")
    is_news: bool = Field(True, description="False: nothing was new since the run before")
    headline: DigestSentence | None = Field(
        None, description="null: the store does not have what the digest said any more"
    )
    summary: tuple[DigestSentence, ...] = Field(
        (), description="`disputed` counts places in the figures of the history"
    )
    articles: tuple[str, ...] = Field((), description="Ids of the articles that the digest lists")


class EventHistory(Frozen):
    """An event over all runs."""

    schema_version: Version = SCHEMA_VERSION
    id: str
    title: str = Field(description="Its latest headline")
    first: date = Field(description="Day of its first report")
    last: date = Field(description="Day of its latest report")
    merged: tuple[MergedEvent, ...] = Field((), description="Events that are part of it by now")
    first_report: str | None = Field(
        None, description="Id of the article that was published first; null: none gives a date"
    )
    articles: tuple[HistoryArticle, ...] = Field(description="In order of publication")
    origins: tuple[Origin, ...] = Field(
        (), description="Of all reports; empty where those of some are not known"
    )
    runs: tuple[HistoryRun, ...] = Field(min_length=1, description="In order of time")
    figures: tuple[Figure, ...] = Field(
        (), description="As they are by now, former values behind the current ones"
    )
    quotations: tuple[HistoryQuotation, ...] = Field(
        (), description="Those of the latest run first; equal ones once, with all evidence"
    )
    questions: tuple[HistoryQuestion, ...] = Field(
        (), description="Those of the latest run first; equal ones once"
    )
    timeline: tuple[TimelineDay, ...] = ()
    corrections: tuple[HistoryCorrection, ...] = ()


@dataclass(frozen=True)
class RecentEvent:
    """An event as a list has it."""

    id: str
    last: str
    """Moment of its latest report, in ISO 8601."""
    reports: int
    title: str


def event_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an event's file."""
    return published_schema(EventHistory)


def find_event(given: str, events: EventStore) -> str:
    """Return the event that an id, or the beginning of one, means now.

    Raises:
        HistoryError: There is none, or there are several.

    """
    if (current := events.current(given)) is not None:
        return current
    digits = given.lower()
    if not re.fullmatch(f"[0-9a-f]{{{SHORTEST},}}", digits):
        raise HistoryError(
            f"event {given}",
            "that is no id",
            f"give its hexadecimal digits, at least the first {SHORTEST}",
        )
    beginning = events.beginning(digits, most=_NAMED)
    found = sorted({current for event in beginning if (current := events.current(event))})
    if not found:
        raise _unknown(given)
    if len(found) > 1:
        raise HistoryError(
            f"event {given}", f"that may be {', '.join(found)}", "give more of its digits"
        )
    return found[0]


def history_of(event: str, events: EventStore, entries: Store) -> EventHistory:
    """Return what is known of an event over all runs.

    Args:
        event: Its id, that of an event that was merged into it, or the beginning of one.
        events: Knows the runs that told of it.
        entries: Has what they said.

    Raises:
        HistoryError: The id is that of no event, or of several; or no digest told of it.
        StoreError: A store is not usable.

    """
    current = find_event(event, events)
    told = events.told([current]).get(current, [])
    known = entries.get_entries([each.fingerprint for each in told])
    said = [(each, known[each.fingerprint]) for each in told if each.fingerprint in known]
    if not said:
        raise _unknown(event)
    articles = _articles(said)
    figures = _figures(said)
    dated = [each for each in articles if each.source.published]
    days = [day for each in dated if (day := each.source.published_on)]
    runs = tuple(_run(each, known.get(each.fingerprint), figures) for each in told)
    days = days or [run.created.date() for run in runs]
    return EventHistory(
        id=current,
        title=said[-1][1].headline.text,
        first=min(days),
        last=max(days),
        merged=tuple(
            MergedEvent.model_validate({"event": each.event, "at": each.at})
            for each in events.merges(current)
        ),
        first_report=dated[0].id if dated else None,
        articles=articles,
        origins=_origins(said, articles),
        runs=runs,
        figures=figures,
        quotations=tuple(_quotations(said)),
        questions=tuple(_questions(said)),
        timeline=_timeline(articles),
        corrections=_corrections(said),
    )


def recent_events(events: EventStore, entries: Store, most: int = 20) -> list[RecentEvent]:
    """Return the events that were reported last and that a digest told of."""
    recent = events.recent(most)
    told = events.told(list(recent))
    known = entries.get_entries([each.fingerprint for some in told.values() for each in some])
    found = []
    for event, last in recent.items():
        said = [known[each.fingerprint] for each in told[event] if each.fingerprint in known]
        if said:
            reports = {article.id for entry in said for article in entry.articles}
            found.append(RecentEvent(event, last, len(reports), said[-1].headline.text))
    return found


def _unknown(event: str) -> HistoryError:
    return HistoryError(
        f"event {event}",
        "no digest of this output folder tells of it",
        "`polydigest story` lists the latest; --out names another folder",
    )


def _articles(said: Sequence[tuple[Told, Entry]]) -> tuple[HistoryArticle, ...]:
    found: dict[str, HistoryArticle] = {}
    for told, entry in said:
        for article in entry.articles:
            if article.id not in found:
                found[article.id] = HistoryArticle(**dict(article), run=told.run)
    # An article without a date may be of any day: it cannot be the first.
    return tuple(
        sorted(found.values(), key=lambda a: (not a.source.published, published_at(a.source), a.id))
    )


def _figures(said: Iterable[tuple[Told, Entry]]) -> tuple[Figure, ...]:
    figures: tuple[Figure, ...] = ()
    for told, entry in said:
        if entry.event:
            now = [figure_of_run(figure, told.run) for figure in entry.event.figures]
            figures = carried_figures(now, figures, told.run)
    return figures


def _quotations(said: Sequence[tuple[Told, Entry]]) -> list[HistoryQuotation]:
    found: list[tuple[tuple[str, ...], HistoryQuotation]] = []
    for told, entry in reversed(said):
        for quoted in entry.event.quotations if entry.event else ():
            # Quotations are those in the language of the summary.
            words = spoken_words(quoted.sentence.text, _language(quoted, entry))
            given = _evidence_of_run(quoted.sentence.evidence, told.run)
            for place, (known, latest) in enumerate(found):
                if are_one(known, words):
                    found[place] = known, _with_evidence(latest, quoted, given)
                    break
            else:
                sentence = quoted.sentence.model_copy(update={"evidence": given})
                fields = {**dict(quoted), "sentence": sentence}
                found.append((words, HistoryQuotation(**fields, run=told.run)))
    return [quotation for _, quotation in found]


def _language(quoted: QuotedSentence, entry: Entry) -> str:
    languages = {article.id: article.language for article in entry.articles}
    return next(
        (languages[e.article] for e in quoted.sentence.evidence if e.article in languages), ""
    )


def _with_evidence(
    latest: HistoryQuotation, earlier: QuotedSentence, given: Iterable[Evidence]
) -> HistoryQuotation:
    """Add what an earlier run knew of a quotation."""
    places = {(e.article, e.start) for e in latest.sentence.evidence}
    further = tuple(e for e in given if (e.article, e.start) not in places)
    evidence = (*latest.sentence.evidence, *further)
    named = latest if latest.speaker else earlier
    return latest.model_copy(
        update={
            "speaker": named.speaker,
            "verb": named.verb,
            "sentence": latest.sentence.model_copy(update={"evidence": evidence}),
        }
    )


def _questions(said: Sequence[tuple[Told, Entry]]) -> Iterator[HistoryQuestion]:
    seen: set[tuple[str, str]] = set()
    for told, entry in reversed(said):
        for question in entry.event.questions if entry.event else ():
            texts = {
                (one.text, other.text)
                for one in question.sides[0].evidence
                for other in question.sides[1].evidence
            }
            if seen.isdisjoint(texts):
                first, second = (_side_of_run(side, told.run) for side in question.sides)
                yield HistoryQuestion(sides=(first, second), run=told.run)
            seen |= texts


def _side_of_run(side: Side, run: str) -> Side:
    return side.model_copy(update={"evidence": _evidence_of_run(side.evidence, run)})


def _evidence_of_run(evidence: Iterable[Evidence], run: str) -> tuple[Evidence, ...]:
    return tuple(each.model_copy(update={"run": each.run or run}) for each in evidence)


def _origins(
    said: Iterable[tuple[Told, Entry]], articles: Iterable[HistoryArticle]
) -> tuple[Origin, ...]:
    origins: tuple[Origin, ...] = ()
    for _, entry in said:
        if entry.event:
            origins = carried_origins(entry.event.origins, origins)
    known = {article for origin in origins for article in origin.articles}
    reports = {article.id for article in articles if article.kind is None}
    return origins if known >= reports else ()


def _run(told: Told, entry: Entry | None, figures: Sequence[Figure]) -> HistoryRun:
    run: dict[str, Any] = {"run": told.run, "created": told.created, "event": told.event}
    if entry:
        places = {_key(figure): place for place, figure in enumerate(figures)}
        own = entry.event.figures if entry.event else ()
        run |= {
            "is_news": entry.event is None or entry.event.is_news,
            "headline": entry.headline,
            "summary": tuple(
                sentence.model_copy(
                    update={"disputed": tuple(places[_key(own[n])] for n in sentence.disputed)}
                )
                for sentence in entry.summary
            ),
            "articles": tuple(article.id for article in entry.articles),
        }
    return HistoryRun.model_validate(run)


def _key(figure: Figure) -> tuple[str, str, str | None]:
    return figure.what, figure.of, figure.unit


def _timeline(articles: Iterable[HistoryArticle]) -> tuple[TimelineDay, ...]:
    days: dict[date, list[HistoryArticle]] = defaultdict(list)
    for article in articles:
        if (day := article.source.published_on) is not None:
            days[day].append(article)
    return tuple(
        TimelineDay(day=day, articles=len(found), headlines=_headlines(found))
        for day, found in sorted(days.items())
    )


def _headlines(articles: Iterable[HistoryArticle]) -> tuple[Evidence, ...]:
    titles: dict[str, HistoryArticle] = {}
    for article in articles:
        titles.setdefault(article.title, article)
    return tuple(
        Evidence.of_title(article.id, title, article.run)
        for title, article in islice(titles.items(), MOST_HEADLINES)
    )


def _corrections(said: Iterable[tuple[Told, Entry]]) -> tuple[HistoryCorrection, ...]:
    found: dict[str, HistoryCorrection] = {}
    for told, entry in said:
        for each in entry.event.corrections if entry.event else ():
            after = each.after and each.after.model_copy(update={"run": each.after.run or told.run})
            found.setdefault(
                each.text,
                HistoryCorrection(**{**dict(each), "after": after}, corrected_in=told.run),
            )
    return tuple(found.values())
