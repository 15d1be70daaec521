"""Reports to events: over days and languages, from one run to the next, two runs at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from articles.article import Article, Story
from articles.stories.duplicates import group_stories
from base.database import default_url
from benchmarks.event_scores import b_cubed, memberships_of, read_labels
from benchmarks.events import read_reports
from digests.events.assignment import assign
from digests.events.event import Reported, event_of
from digests.events.gathering import Gathered, gather_events
from digests.events.grouping import EventIndex
from digests.events.kinds import kind_of
from digests.events.settings import EventSettings
from digests.events.state import EventStore
from digests.events.traits import moment_of
from digests.store import Store
from models.embedder import E5Embedder
from tests.digests.events.reports import report, story

SET = Path(__file__).resolve().parents[3] / "benchmarks" / "event_set"


@pytest.fixture(scope="module")
def embedder() -> E5Embedder:
    return E5Embedder()


@pytest.fixture(scope="module")
def reports() -> list[Article]:
    return read_reports(SET / "tune.jsonl")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[EventStore, Store]]:
    with EventStore(default_url(tmp_path)) as events, Store(default_url(tmp_path)) as entries:
        yield events, entries


def gather(
    articles: Sequence[Article],
    embedder: E5Embedder,
    stores: tuple[EventStore, Store],
) -> Gathered:
    stories = group_stories(articles).stories
    return gather_events(stories, EventSettings(), embedder, *stores, language="en")


def groups(gathered: Gathered) -> list[tuple[str, set[str]]]:
    return [
        (event, {a.source.url or "" for n in numbers for a in gathered.stories[n].articles})
        for event, numbers in gathered.members
    ]


def test_reports_are_grouped_across_languages_and_days(
    reports: list[Article], embedder: E5Embedder, stores: tuple[EventStore, Store]
) -> None:
    truth = read_labels(SET / "tune.labels.json").memberships()
    score = b_cubed(memberships_of(groups(gather(reports, embedder, stores))), truth)
    assert score.precision > 0.93
    assert score.recall > 0.83
    # The order in which they are read changes nothing.
    index = EventIndex(EventSettings(), embedder.calibration)
    stories = group_stories(reports[::-1]).stories
    assert len(set(assign(stories, index, embedder, {}).events.values())) > 20


def test_a_later_run_goes_on_with_the_events_of_the_earlier(
    reports: list[Article], embedder: E5Embedder, stores: tuple[EventStore, Store]
) -> None:
    middle = len(reports) // 2
    first, second = reports[:middle], reports[middle:]
    before = groups(gather(first, embedder, stores))
    assert groups(gather(first, embedder, stores)) == before, "the same run again changes nothing"
    after = groups(gather(second, embedder, stores))
    known = dict(before)
    gone_on = [event for event, _ in after if event in known]
    truth = read_labels(SET / "tune.labels.json").memberships()
    assert len(gone_on) >= 5
    together = memberships_of(
        [(event, known.get(event, set()) | urls) for event, urls in after]
        + [(event, urls) for event, urls in before if event not in dict(after)]
    )
    assert b_cubed(together, truth).f1 > 0.85
    for event in gone_on:
        assert stores[0].current(event) == event
        assert stores[0].articles(event)


def test_two_runs_at_once_both_keep_what_they_found(
    reports: list[Article],
    embedder: E5Embedder,
    stores: tuple[EventStore, Store],
    tmp_path: Path,
) -> None:
    first, second = reports[:30], reports[30:60]
    events, entries = stores

    class Overtaken(EventStore):
        """Another run saves while this one groups, once."""

        overtaken = False

        def save(self, *arguments: object) -> bool:
            if not Overtaken.overtaken:
                Overtaken.overtaken = True
                gather(second, embedder, stores)
            return super().save(*arguments)  # type: ignore[arg-type]

    with Overtaken(default_url(tmp_path)) as store:
        gather(first, embedder, (store, entries))
    both = [article.id for article in (*first, *second)]
    assert events.open_events(moment_of(first[0]), both).known.keys() == set(both)


@pytest.mark.parametrize(
    ("title", "more", "kind"),
    [
        ("Opinion: Ferries need inspectors", {}, "opinion"),
        ("Ferries need inspectors | Letters", {}, "opinion"),
        ("Ann Rower: Ferries need inspectors", {"byline": "Ann Rower"}, "opinion"),
        ("Ferries need inspectors", {"section": "Editorials"}, "opinion"),
        ("Ferries need inspectors", {"url": "https://a.example/comment/ferries"}, "opinion"),
        ("Колонка: паромам нужны инспекторы", {"language": "ru"}, "opinion"),
        ("Анна Гребцова: Почему тонут паромы", {"language": "ru"}, "opinion"),
        ("社评：渡轮需要检查员", {"language": "zh"}, "opinion"),
        ("Morning briefing: Ferries and floods", {}, "round-up"),
        ("Tuesday's headlines at a glance", {}, "round-up"),
        ("Главное к утру вторника", {"language": "ru"}, "round-up"),
        ("Итоги дня: паромы и паводки", {"language": "ru"}, "round-up"),
        ("一周国际要闻", {"language": "zh"}, "round-up"),
        ("早报：渡轮与洪水", {"language": "zh"}, "round-up"),
        ("Police brief reporters on ferry", {}, "report"),
        ("Analysis of wreck finds rust", {}, "report"),
        ("Opinion polls favour Tembo", {}, "report"),
        ("Главное управление МЧС сообщило о паводке", {"language": "ru"}, "report"),
        ("专家分析沉船原因", {"language": "zh"}, "report"),
    ],
)
def test_kinds_are_told_by_what_papers_say(title: str, more: dict[str, Any], kind: str) -> None:
    assert kind_of(report("a", title=title, **more)) == kind


def test_an_event_in_no_language_of_summaries_is_given_back(
    reports: list[Article], embedder: E5Embedder, stores: tuple[EventStore, Store]
) -> None:
    russian = [article for article in reports if article.language == "ru"][:4]
    for made in gather(russian, embedder, stores):
        assert isinstance(made, tuple)
        assert all(isinstance(story, Story) for story in made)


def test_an_opinion_is_read_where_no_report_is_in_the_language() -> None:
    opinion = story(report("The ferry had no boats. Nobody asked why.", title="Opinion: Ferries"))
    abroad = story(report("Затонул паром. Погибли люди.", "ru"))
    listed = [Reported(story=abroad), Reported(story=opinion, kind="opinion")]
    event = event_of("a" * 16, listed, "en")
    assert event is not None
    assert event.reading("en").articles == opinion.articles
