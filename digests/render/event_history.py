"""An event over all runs as Markdown and as a self-contained page, its words in English."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from digests.digest import DigestSentence, Entry, EventAccount
from digests.events.history import EventHistory, HistoryRun
from digests.render import event_words, wording
from digests.render.as_html import csp_hash, pages, render_story
from digests.render.as_markdown import (
    Markdown,
    account_lines,
    headline,
    link,
    sentences,
)
from digests.render.phrases import ParallelPhrases, Phrases, phrases
from digests.render.view import (
    ReaderLanguage,
    StoryView,
    credit,
    language,
    safe_url,
    story_view,
)

_ENGLISH = "en"


@dataclass(frozen=True)
class _Told:
    """What a digest said, ready to be laid out; None where the store has it no more."""

    run: HistoryRun
    link: str | None
    story: StoryView | None


def as_markdown(
    history: EventHistory, source: str = _ENGLISH, linked: Collection[str] = ()
) -> Iterator[str]:
    """Write an event's history as Markdown, readable as plain text too.

    Args:
        history: What is written.
        source: Language of the summaries.
        linked: Runs with a ``digest.md`` in a folder beside that of the file.

    """
    yield from (f"{line}\n" for line in _lines(history, source, linked))


def as_html(
    history: EventHistory, source: str = _ENGLISH, linked: Collection[str] = ()
) -> Iterator[str]:
    """Write an event's history as a page that asks for nothing and runs nothing.

    Args:
        history: What is written.
        source: Language of the summaries.
        linked: Runs with a ``digest.html`` in a folder beside that of the file.

    """
    languages = _languages(history, source)
    # The style has a rule for each language that words may be in.
    said = ParallelPhrases((phrases(_ENGLISH),) * len(languages))
    told = _told(history, languages, linked, "digest.html")
    style = _template("digest.css.jinja").render(page={"languages": languages}, said=said)
    yield from _template("event_history.html.jinja").generate(
        history=history,
        now=_now(history, languages),
        told=told,
        stories=[Markup(render_story(said, each.story)) if each.story else "" for each in told],
        said=said,
        style=Markup(style),
        style_hash=csp_hash(style),
    )


@cache
def _template(name: str) -> Any:
    return pages.get_template(name)


def _languages(history: EventHistory, source: str) -> tuple[ReaderLanguage, ...]:
    told = [s for run in history.runs for s in (run.headline, *run.summary) if s]
    told += [quotation.sentence for quotation in history.quotations]
    targets = dict.fromkeys(target for each in told for target in each.translations)
    return tuple(map(language, (source, *targets)))


def _now(history: EventHistory, languages: tuple[ReaderLanguage, ...]) -> StoryView:
    """Prepare what holds by now: the latest headline, the figures, the days, the articles."""
    latest = next(run.headline for run in reversed(history.runs) if run.headline)
    account = EventAccount(
        origins=history.origins,
        figures=history.figures,
        quotations=tuple(
            each.model_copy(update={"sentence": _of_run(each.sentence, each.run)})
            for each in history.quotations
        ),
        questions=history.questions,
        timeline=history.timeline,
        corrections=history.corrections,
    )
    entry = Entry(
        id=history.id,
        fingerprint="",
        headline=latest,
        summary=(),
        articles=history.articles,
        event=account,
    )
    return story_view(1, entry, languages)


def _told(
    history: EventHistory,
    languages: tuple[ReaderLanguage, ...],
    linked: Collection[str],
    page: str,
) -> list[_Told]:
    told = []
    for number, run in enumerate(history.runs, start=1):
        # Sentences of two runs have the same ids: the run makes them unique in the page.
        anchor = f"{run.run}-{run.event}"
        story = None
        if run.headline:
            listed = set(run.articles)
            entry = Entry(
                id=anchor,
                fingerprint="",
                headline=_of_run(run.headline, anchor),
                summary=tuple(_of_run(sentence, anchor) for sentence in run.summary),
                articles=tuple(each for each in history.articles if each.id in listed),
                event=EventAccount(figures=history.figures),
            )
            story = replace(story_view(number, entry, languages), event=None)
        address = f"../{quote(run.run, safe='')}/{page}#{quote(run.event, safe='')}"
        told.append(_Told(run, address if run.run in linked else None, story))
    return told


def _of_run(sentence: DigestSentence, anchor: str) -> DigestSentence:
    return sentence.model_copy(update={"id": f"{anchor}-{sentence.id}"})


def _lines(history: EventHistory, source: str, linked: Collection[str]) -> Iterator[str]:
    said = phrases(_ENGLISH)
    languages = _languages(history, source)
    now = _now(history, languages)
    yield _md("# {}", history.title)
    days = " – ".join(dict.fromkeys(map(said.day, (history.first, history.last))))
    about = event_words.origins(said, EventAccount(origins=history.origins), history.articles)
    yield from ("", _md("*event {} · {} · {}*", history.id, days, about))
    for each in history.merged:
        yield from ("", _md("{}", _merged(said, each.event, each.at.isoformat())))
    yield from ("", _md("## {}", "What each digest said"))
    for told in _told(history, languages, linked, "digest.md"):
        yield from _run(told, said)
    if now.event:
        yield from ("", _md("## {}", "As it stands"))
        yield from account_lines(now.event, said, listed=False)
    yield from ("", _md("### {}", said.gettext("Sources")), "")
    for article in now.entry.articles:
        facts = [credit(article.source), wording.date(said, article.source.published)]
        facts += [event_words.kind(said, article.kind)] if article.kind else []
        facts += ["published first"] if article.id == history.first_report else []
        yield _md("- {}: {}", link(article.title, safe_url(article.source.url)), "; ".join(facts))


def _merged(said: Phrases, event: str, at: str) -> str:
    return f"{event} is part of this event since {said.moment(at).words}."


def _run(told: _Told, said: Phrases) -> Iterator[str]:
    run, story = told.run, told.story
    name = _md("[{}]({})", run.run, Markdown(told.link)) if told.link else run.run
    yield from ("", _md("### {} · {}", said.moment(run.created.isoformat()).words, name), "")
    if story is None:
        yield "*What it said is not in the store any more.*"
        return
    yield from headline(story, said)
    if not run.is_news:
        yield from ("", "*Nothing was new.*")
    yield ""
    yield from sentences(story, said, listed=False)


def _md(template: str, *values: object) -> Markdown:
    return Markdown(template).format(*values)
