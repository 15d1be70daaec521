from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from articles.article import Article
from articles.fetch.bodies import Bodies
from articles.fetch.errors import FetchError, PassingFetchError
from articles.fetch.memory import Remembered
from articles.sources import read_articles
from articles.sources.archive import OLDER
from articles.sources.intake import Intake, take_in
from articles.sources.source import Source
from articles.sources.state import FetchMemory, State
from base.database import default_url
from tests.articles.sources.samples import RSS, put_stories, rss, story
from tests.articles.web import HERE, Page, Web, save, story_page


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with State(default_url(tmp_path)) as opened:
        yield opened


def ingest(
    web: Web, state: State, folder: Path, location: str, *, again: bool = False, **settings: Any
) -> Intake:
    """Take in a source as an hourly run does; nothing counts as fresh."""
    settings = {"allow_private": True, "freshness": "0m", **settings}
    memory = FetchMemory(state, Bodies(folder / "raw"))
    with web.fetcher(memory=memory) as fetcher:
        source = Source(location=location, **settings)
        return take_in(source, fetcher, state, folder / "articles", again=again)


def kept(folder: Path) -> dict[str, Article]:
    """Return the articles that a reader of the archive sees, by title."""
    found = [a for a in read_articles([str(folder / "articles")]) if isinstance(a, Article)]
    assert len({article.title for article in found}) == len(found)
    return {article.title: article for article in found}


def feed_of(web: Web, *urls: str, where: str = "a.example/feed") -> str:
    return web.put(where, Page(rss(*(f"<link>{url}</link>" for url in urls)), RSS))


# Answers


def test_an_answer_outlives_the_process(tmp_path: Path, state: State) -> None:
    answer = Remembered(
        "https://a.example/" + "x" * 5_000, datetime.now(UTC), 200, "b", "c", "d", "e", "f", "g",
        "h", "0" * 64, datetime.now(UTC),
    )  # fmt: skip
    state.remember(answer)
    state.remember(replace(answer, status=404))
    with State(default_url(tmp_path)) as again:
        assert again.recall(answer.url) == replace(answer, status=404)
        assert again.recall("https://b.example/") is None


def test_state_in_postgresql(postgresql: str, tmp_path: Path, web: Web) -> None:
    with State(postgresql) as state:
        story_url, other = put_stories(web, 2)
        url = feed_of(web, story_url, other)
        assert ingest(web, state, tmp_path, url).new == 2
        assert ingest(web, state, tmp_path, url).known == 0
        web.put("a.example/0", Page(story_page("Ferry 0 is late", story(5))))
        web.put(
            "a.example/feed", Page(rss(f"<link>{web.url('a.example/0')}</link><title>x</title>"))
        )
        assert ingest(web, state, tmp_path, url).updated == 1


def test_a_body_is_kept_once_and_never_read_damaged(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path)
    body = b"news " * 10_000
    sha256 = bodies.keep(body)
    assert bodies.keep(body) == sha256
    (path,) = (each for each in tmp_path.rglob("*") if each.is_file())
    assert path.stat().st_size < len(body) / 10
    assert bodies.get(sha256) == body
    path.write_bytes(path.read_bytes()[:-3])
    assert bodies.get(sha256) is None
    assert bodies.get("0" * 64) is None


@pytest.mark.parametrize(
    "validators",
    [{"ETag": '"1"'}, {"Last-Modified": "Mon, 28 Nov 2022 10:00:00 GMT"}],
)
def test_only_what_has_changed_is_sent_again(
    web: Web, state: State, tmp_path: Path, validators: dict[str, str]
) -> None:
    def page(handler: BaseHTTPRequestHandler) -> Page:
        known = handler.headers["If-None-Match"] or handler.headers["If-Modified-Since"]
        if known == next(iter(validators.values())):
            return Page(status=304)
        return Page("news", headers=validators)

    url = web.put("a.example/a", page)
    memory = FetchMemory(state, Bodies(tmp_path))
    with web.fetcher(memory=memory) as fetcher:
        first = fetcher.fetch(url, HERE)
        second = fetcher.fetch(url, HERE)
        fresh = fetcher.fetch(url, HERE, freshness=timedelta(hours=1))
    assert [got.unchanged for got in (first, second, fresh)] == [False, True, True]
    assert {got.body for got in (first, second, fresh)} == {b"news"}
    assert web.count("/a") == 2
    # A host that forgets to say 304 is seen through; what it calls the body now is kept.
    web.put("a.example/a", Page("news", headers={"ETag": '"2"'}))
    with web.fetcher(memory=memory) as fetcher:
        assert fetcher.fetch(url, HERE).unchanged
        fetcher.fetch(url, HERE)
    assert web.asked[-1].headers["if-none-match"] == '"2"'
    assert web.count("/robots.txt") == 1  # good for a day, from one process to the next


def test_a_body_that_is_gone_is_sent_again(web: Web, state: State, tmp_path: Path) -> None:
    url = web.put("a.example/a", Page("news", headers={"ETag": '"1"'}))
    with web.fetcher(memory=FetchMemory(state, Bodies(tmp_path / "raw"))) as fetcher:
        fetcher.fetch(url, HERE)
    with web.fetcher(memory=FetchMemory(state, Bodies(tmp_path / "other"))) as fetcher:
        assert fetcher.fetch(url, HERE, freshness=timedelta(hours=1)).body == b"news"
    assert "if-none-match" not in web.asked[-1].headers


def test_refusals_and_pauses_are_remembered(web: Web, state: State, tmp_path: Path) -> None:
    gone = web.put("a.example/gone", Page(status=410))
    busy = web.put("b.example/busy", Page(status=429, headers={"Retry-After": "3600"}))
    for _ in range(2):
        with web.fetcher(memory=FetchMemory(state, Bodies(tmp_path))) as fetcher:
            with pytest.raises(FetchError, match="410 Gone"):
                fetcher.fetch(gone, HERE, freshness=timedelta(hours=1))
            with pytest.raises(PassingFetchError, match="left alone until"):
                fetcher.fetch(busy, HERE)
    assert (web.count("/gone"), web.count("/busy")) == (1, 1)


# Items


def test_a_rerun_asks_for_what_may_have_changed_only(
    web: Web, state: State, tmp_path: Path
) -> None:
    urls = put_stories(web, 3)
    feed = feed_of(web, *urls[:2])
    first = ingest(web, state, tmp_path, feed)
    assert (first.new, first.known, first.failed) == (2, 0, 0)
    assert ingest(web, state, tmp_path, feed).new == 0
    assert ingest(web, state, tmp_path, feed, freshness="1h").new == 0
    feed_of(web, *urls)
    assert ingest(web, state, tmp_path, feed).new == 1
    assert [web.count(f"/{number}") for number in range(3)] == [1, 1, 1]
    assert web.count("/feed") == 3
    assert len(kept(tmp_path)) == 3


def test_an_item_in_two_feeds_is_one(web: Web, state: State, tmp_path: Path) -> None:
    (url,) = put_stories(web, 1)
    one, two = feed_of(web, url), feed_of(web, url + "?utm_source=b", where="a.example/other")
    web.put("a.example/0?utm_source=b", Page(story_page("Ferry 0 is late", story(0))))
    assert ingest(web, state, tmp_path, one).new == 1
    second = ingest(web, state, tmp_path, two)
    assert (second.new, second.known) == (0, 1)


def test_an_updated_article_takes_the_place_of_its_older_version(
    web: Web, state: State, tmp_path: Path
) -> None:
    (url,) = put_stories(web, 1)
    feed = feed_of(web, url)
    ingest(web, state, tmp_path, feed)
    (older,) = kept(tmp_path).values()
    more = "A second crane arrived on Tuesday, the authority added."
    web.put("a.example/0", Page(story_page("Ferry 0 is later", [*story(0)[1:], more])))
    item = f"<link>{url}</link><title>Ferry 0 is later</title>"
    web.put("a.example/feed", Page(rss(item), RSS))
    second = ingest(web, state, tmp_path, feed)
    assert (second.new, second.updated) == (0, 1)
    (newer,) = kept(tmp_path).values()
    assert second.replaced == {newer.id: older.id}
    assert (tmp_path / "articles" / OLDER / f"{older.id}.article.json").is_file()
    for id_ in (older.id, newer.id):
        first_version, second_version = state.versions(id_)
        assert (first_version.article, second_version.article) == (older.id, newer.id)
        assert second_version.added == (more,)
        assert second_version.removed == (story(0)[0],)
    # A page that differs in its furniture only is no new version.
    page = story_page("Ferry 0 is later", [*story(0)[1:], more], "<!-- 12:00 -->")
    web.put("a.example/0", Page(page))
    web.put("a.example/feed", Page(rss(item + "<description>!</description>"), RSS))
    assert ingest(web, state, tmp_path, feed).known == 1


def test_a_page_that_calls_itself_another_is_an_article_of_its_own(
    web: Web, state: State, tmp_path: Path
) -> None:
    heads = ["https://other.example/story", web.url("a.example/")]
    for number, canonical in enumerate(heads):
        head = f'<link rel="canonical" href="{canonical}">'
        web.put(
            f"a.example/{number}", Page(story_page(f"Ferry {number} is late", story(number), head))
        )
    feed = feed_of(web, *(web.url(f"a.example/{number}") for number in range(2)))
    assert ingest(web, state, tmp_path, feed).new == 2
    assert len(kept(tmp_path)) == 2


def test_a_file_that_changed_is_a_new_version(web: Web, state: State, tmp_path: Path) -> None:
    file = save(tmp_path / "inbox" / "a.txt", "\n\n".join(["Ferry terminal is late", *story(0)]))
    assert ingest(web, state, tmp_path, str(file.parent)).new == 1
    assert ingest(web, state, tmp_path, str(file.parent)).known == 1
    save(file, "\n\n".join(["Ferry terminal is late", *story(1)]))
    assert ingest(web, state, tmp_path, str(file.parent)).updated == 1
    assert len(kept(tmp_path)) == 1


def test_bytes_that_are_read_otherwise_than_before(web: Web, state: State, tmp_path: Path) -> None:
    feed = feed_of(web, *put_stories(web, 2))
    ingest(web, state, tmp_path, feed)
    asked = len(web.asked)
    again = ingest(web, state, tmp_path, feed, again=True)
    assert (again.known, again.new, len(web.asked)) == (2, 0, asked)
    article = kept(tmp_path)["Ferry 0 is late"]
    better = article.model_copy(update={"title": "Ferry 0 is late again"})
    source = Source(location=feed)
    for _ in range(2):  # as after a kill, too
        assert state.file(better, tmp_path / "articles", source).status in {"updated", "known"}
    assert sorted(kept(tmp_path)) == ["Ferry 0 is late again", "Ferry 1 is late"]
    assert [version.title for version in state.versions(article.id)] == [
        article.title,
        better.title,
    ]


def test_what_may_pass_is_tried_again_and_what_will_not_is_not(
    web: Web, state: State, tmp_path: Path
) -> None:
    ailing, gone, wall = (web.url(f"{host}.example/x") for host in ("b", "c", "d"))
    web.put("b.example/x", Page(status=500))
    web.put(
        "d.example/x", Page("<html><body><p class='paywall'>Subscribe to read.</p></body></html>")
    )
    feed = feed_of(web, ailing, gone, wall)
    assert ingest(web, state, tmp_path, feed).failed == 3
    web.put("b.example/x", Page(story_page("Ferry is late", story(0))))
    again = ingest(web, state, tmp_path, feed)
    assert (again.new, again.failed) == (1, 0)
    assert len([asked for asked in web.asked if asked.host == "c.example"]) == 2


def test_a_limit_leaves_the_rest_to_the_next_run(web: Web, state: State, tmp_path: Path) -> None:
    feed = feed_of(web, *put_stories(web, 5))
    assert [ingest(web, state, tmp_path, feed, limit=2).new for _ in range(4)] == [2, 2, 1, 0]


def test_changed_filters_look_again(web: Web, state: State, tmp_path: Path) -> None:
    feed = feed_of(web, *put_stories(web, 1))
    assert ingest(web, state, tmp_path, feed, keywords=["harbourmaster"]).skipped == 1
    assert ingest(web, state, tmp_path, feed, keywords=["harbourmaster"]).skipped == 0
    assert ingest(web, state, tmp_path, feed).new == 1


ALONE = """
import sys
from pathlib import Path
from articles.fetch.bodies import Bodies
from articles.fetch.fetcher import Fetcher
from articles.sources.intake import take_in
from articles.sources.source import Source
from articles.sources.state import FetchMemory, State
from base.database import default_url
from tests.articles.web import QUICK
folder = Path(sys.argv[1])
with State(default_url(folder)) as state:
    fetcher = Fetcher(QUICK, FetchMemory(state, Bodies(folder / "raw")))
    source = Source(location=sys.argv[2], allow_private=True)
    take_in(source, fetcher, state, folder / "articles")
"""


@pytest.mark.parametrize("fatal", [1, 3])
def test_a_killed_run_is_taken_up_where_it_was(
    web: Web, state: State, tmp_path: Path, fatal: int
) -> None:
    victim: list[subprocess.Popen[bytes]] = []
    asked = 0

    def page(handler: BaseHTTPRequestHandler) -> Page:
        nonlocal asked
        asked += 1
        if asked == fatal:
            victim[0].kill()
        number = int(handler.path.strip("/"))
        return Page(story_page(f"Ferry {number} is late", story(number)))

    urls = [web.put(f"127.0.0.1/{number}", page) for number in range(4)]
    feed = feed_of(web, *urls, where="127.0.0.1/feed")
    victim.append(subprocess.Popen([sys.executable, "-c", ALONE, str(tmp_path), feed]))
    assert victim[0].wait(timeout=100) == -signal.SIGKILL
    ingest(web, state, tmp_path, feed, freshness="1h")
    assert sorted(kept(tmp_path)) == [f"Ferry {number} is late" for number in range(4)]
    assert web.count("/feed") == 1
    # The page that was on its way is asked for twice, no other.
    assert sum(web.count(f"/{number}") for number in range(4)) == 5
    assert ingest(web, state, tmp_path, feed, freshness="1h").new == 0


# Health


def test_a_failing_source_is_reported_once_a_day(tmp_path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    source = Source(location="https://a.example/feed")
    reports = []
    with State(default_url(tmp_path), clock=lambda: now) as state:
        for _ in range(50):
            reports.append(state.report(source, error="away"))
            now += timedelta(hours=1)
        assert [hour for hour, told in enumerate(reports) if told] == [0, 24, 48]
        (health,) = state.health([source])
        assert (health.failures, health.last_success, health.error) == (50, None, "away")
        newest = now - timedelta(hours=3)
        assert not state.report(source, newest=newest)
        state.report(source, newest=newest - timedelta(days=1))
        (health,) = state.health([source])
        assert (health.failures, health.last_success, health.newest) == (0, now, newest)
        assert state.report(source, error="away again")


def test_health_of_what_was_taken_in(web: Web, state: State, tmp_path: Path) -> None:
    items = [
        f"<link>{url}</link><pubDate>2022-11-2{n}</pubDate>"
        for n, url in enumerate(put_stories(web, 4))
    ]
    feed = web.put("a.example/feed", Page(rss(*items), RSS))
    ingest(web, state, tmp_path, feed)
    missing = ingest(web, state, tmp_path, web.url("a.example/missing"))
    assert missing.error
    assert missing.is_due
    moved = web.put("a.example/moved", Page(status=302, headers={"Location": "/wall"}))
    web.put("a.example/wall", Page("<html><p class='paywall'>Subscribe to read.</p></html>"))
    walled = ingest(web, state, tmp_path, moved)
    assert "paywall" in str(walled.error)
    sources = [Source(location=feed), missing.source, Source(location="https://never.example/")]
    well, ill = state.health(sources)
    assert (well.items_a_day, well.newest) == (4.0, datetime(2022, 11, 23, tzinfo=UTC))
    assert (ill.failures, ill.last_success) == (1, None)
    assert "404" in (ill.error or "")
