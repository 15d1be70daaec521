"""What the reports of an event say together: origins, figures, voices, days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from articles.article import Article
from checks.verdict import Check
from digests.digest import DigestSentence, EventAccount, QuotedSentence, TimelineDay
from digests.events.event import Event
from digests.events.figures import find_figures
from digests.events.origins import find_origins, origin_of
from digests.events.questions import find_open_questions
from digests.events.quotations import find_quotations
from digests.events.records import Figure
from digests.evidence import Evidence
from language.quantities.reading import find_quantities
from models.tasks import Embedder

MOST_QUOTATIONS = 6
MOST_FIGURES = 12
MOST_QUESTIONS = 5
MOST_HEADLINES = 3
"""Of a day."""


def account_of(event: Event, language: str, embedder: Embedder) -> EventAccount | None:
    """Say what the reports of an event say together; None where one story alone reports it."""
    if event.is_single and event.earlier is None and not event.corrections:
        return None
    reports = event.reports or (event.stories[0].story,)
    articles = tuple(story.lead for story in reports)
    origins = find_origins(reports)
    quotations = [each for each in find_quotations(articles) if each.language == language]
    quotations.sort(key=lambda each: -len(each.evidence))
    return EventAccount(
        origins=origins,
        figures=find_figures(articles, origins)[:MOST_FIGURES],
        quotations=tuple(
            QuotedSentence(
                speaker=quotation.speaker,
                verb=quotation.verb,
                sentence=DigestSentence(
                    id=f"{event.id}-q{number}",
                    text=quotation.text,
                    origin="quotation",
                    supported=True,
                    evidence=quotation.evidence,
                ),
            )
            for number, quotation in enumerate(quotations[:MOST_QUOTATIONS], start=1)
        ),
        questions=find_open_questions(articles, origins, embedder)[:MOST_QUESTIONS],
        timeline=tuple(_timeline(event)),
        corrections=event.corrections,
    )


def _timeline(event: Event) -> list[TimelineDay]:
    """Return the days of an event with the headlines of its reports, copies counted."""
    days: dict[date, list[Article]] = defaultdict(list)
    for article in event.articles:
        if (day := article.source.published_on) is not None:
            days[day].append(article)
    leads = {story.lead.id for story in event.reports}
    return [
        TimelineDay(
            day=day,
            articles=len(articles),
            headlines=tuple(
                Evidence.of_title(article.id, article.title)
                for article in sorted(articles, key=lambda a: a.source.published or "")
                if article.id in leads
            )[:MOST_HEADLINES],
        )
        for day, articles in sorted(days.items())
    ]


def with_origins(sentence: DigestSentence, account: EventAccount, language: str) -> DigestSentence:
    """Say of a sentence who alone tells it, and which of its figures are in dispute."""
    hands = origin_of(account.origins)
    names = {name for each in sentence.evidence for name in hands.get(each.article, ())}
    disputed = _disputed(sentence, account.figures, language)
    told_by = tuple(sorted(names)) if len(account.origins) > 1 and len(names) == 1 else ()
    return sentence.model_copy(update={"according_to": told_by, "disputed": disputed})


def superseded(
    text: str, evidence: Sequence[Evidence], account: EventAccount, language: str
) -> Check | None:
    """Judge whether a sentence gives a value that a later report replaced, and not the new one.

    Returns:
        None where it gives no figure that has changed.

    """
    said = {quantity.value for quantity in find_quantities(text, language)}
    passages = {(each.article, each.start) for each in evidence}
    found: Check | None = None
    for figure in account.figures:
        current, *past = figure.values
        if figure.status != "updated" or current.value in said:
            continue
        for value in past:
            rests = any((each.article, each.start) in passages for each in value.evidence)
            if value.value in said and rests:
                return Check(
                    name="superseded", status="failed", expected=current.text, seen=value.text
                )
        found = found or Check(name="superseded", status="passed")
    return found


def _disputed(
    sentence: DigestSentence, figures: Sequence[Figure], language: str
) -> tuple[int, ...]:
    values = {quantity.value for quantity in find_quantities(sentence.text, language)}
    passages = {(each.article, each.start) for each in sentence.evidence}
    return tuple(
        number
        for number, figure in enumerate(figures)
        if figure.status == "conflict"
        and any(
            value.value in values
            and any((each.article, each.start) in passages for each in value.evidence)
            for value in figure.values
        )
    )


def stories_by_article(event: Event) -> Mapping[str, str]:
    """Return the story of each article, so that copies of one text support a sentence once."""
    return {article.id: story.id for story in event.reports for article in story.articles}
