"""The ingest flow on a small web of its own."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

from articles.article import Article
from articles.locations import location_of
from articles.sources import read_articles
from base.database import default_url
from digests.report import read_report
from digests.store import Store
from flows import ingest as module
from flows.digest import digest
from flows.ingest import ingest
from tests.articles.sources.samples import RSS, rss, story
from tests.articles.web import Page, Web, story_page

pytestmark = pytest.mark.usefixtures("prefect_server")


def sources_file(folder: Path, *locations: str) -> str:
    listed = [
        {"location": each, "allow_private": True, "delay": 0, "freshness": "0m"}
        for each in locations
    ]
    path = folder / "sources.yaml"
    path.write_text(yaml.safe_dump(listed), encoding="utf-8")
    return str(path)


def artifact(key: str) -> Any:
    """Return the newest artifact with a key."""
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
        )
    return max(found, key=lambda each: str(each.created))


def test_sources_are_taken_in_side_by_side_and_shown(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER", 0.0)
    urls = [
        web.put(f"127.0.0.1/{n}", Page(story_page(f"Ferry {n} is late", story(n))))
        for n in range(3)
    ]
    feed = web.put("127.0.0.1/feed", Page(rss(*(f"<link>{url}</link>" for url in urls[:2])), RSS))
    gone = web.put("127.0.0.1/gone", Page(status=410))
    hostile = tmp_path / "[x](javascript:alert(1))\n\x1b[2J<b>.jsonl"
    hostile.write_text(json.dumps({"title": "x", f"\x1b[2J\n<b>{'k' * 1_000_000}": 1}), "utf-8")
    listed = [sources_file(tmp_path, feed, urls[2], gone), location_of(hostile)]
    archive = tmp_path / "articles"
    first = ingest(listed, archive=str(archive), return_state=True)
    assert first.is_completed()
    assert first.message == f"3 new articles kept in {archive}, 0 known, 2 failed"
    assert first.result() == 2
    assert "410 Gone" in caplog.text
    assert all(line.isprintable() and len(line) < 6_000 for line in caplog.text.splitlines())
    rows = {row["source"]: row for row in yaml.safe_load(artifact("ingest-sources").data)}
    assert (rows[feed]["new"], rows[feed]["failures in a row"]) == (2, 0)
    assert "410 Gone" in rows[gone]["error"]
    failed = yaml.safe_load(artifact("ingest-refused").data)
    refused, unread = sorted(failed, key=lambda row: row["location"] != gone)
    assert refused["location"] == gone
    assert "%1B%5B2J" in unread["location"]
    assert r"\<b\>" in unread["reason"]
    assert len(unread["reason"]) < 1_000

    # What a digest has cited, and its publisher has updated since, is known as such.
    older = next(
        a for a in read_articles([str(archive)]) if isinstance(a, Article) and "2" in a.title
    )
    with Store(default_url(tmp_path)) as store:
        store.mark_seen([older.id], "digest-1")
    caplog.clear()
    web.put("127.0.0.1/2", Page(story_page("Ferry 2 is late", story(7))))
    second = ingest(listed, archive=str(archive), return_state=True)
    assert second.message == f"0 new articles kept in {archive}, 1 updated, 0 known, 2 failed"
    assert f"is a new version of {older.id}, which run digest-1 digested" in caplog.text
    # A source that fails as it did an hour ago is no news.
    assert not [r for r in caplog.records if r.levelname == "WARNING" and "410" in r.message]


def test_a_source_that_was_away_is_tried_once_more(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER", 0.5)
    times = []

    def cut_short(handler: BaseHTTPRequestHandler) -> None:
        times.append(time.monotonic())
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")

    monkeypatch.setattr(module, "SETTINGS", replace(module.SETTINGS, attempts=1, backoff=0.0))

    def whole(handler: BaseHTTPRequestHandler) -> Page:
        times.append(time.monotonic())
        return Page(story_page("Ferry is late", story()))

    url = web.put("127.0.0.1/page", cut_short, whole)
    archive = str(tmp_path / "articles")
    state = ingest([sources_file(tmp_path, url)], archive=archive, return_state=True)
    assert state.message == f"1 new articles kept in {archive}, 0 known, 0 failed"
    first, second = times
    assert second - first > 0.2, "at once, a host that is away is away still"


def test_an_archive_that_cannot_be_written_ends_the_run(web: Web, tmp_path: Path) -> None:
    page = web.put("127.0.0.1/page", Page(story_page("Ferry is late", story())))
    (tmp_path / "articles").write_text("a file")
    state = ingest(
        [sources_file(tmp_path, page)], archive=str(tmp_path / "articles"), return_state=True
    )
    assert state.is_failed()
    assert "articles: it cannot be written" in (state.message or "")


def test_a_feed_is_digested_as_files_are(web: Web, tmp_path: Path, tiny_profile: Path) -> None:
    page = web.put("127.0.0.1/page", Page(story_page("Ferry is late", story())))
    horse = "<title>Horse racing</title><link>/horse</link>"
    items = [f"<link>{page}</link>", horse, "<link>/x</link>"]
    web.put("127.0.0.1/new", Page(rss(*items), RSS))
    feed = web.put("127.0.0.1/feed", Page(status=301, headers={"Location": "/new"}))
    listed = tmp_path / "sources.yaml"
    settings = {"location": feed, "allow_private": True, "delay": 0, "without_keywords": ["horse"]}
    listed.write_text(yaml.safe_dump([settings]), encoding="utf-8")
    state = digest(
        [str(listed)],
        profile=str(tiny_profile),
        targets=["ru"],
        out=str(tmp_path),
        formats=["json"],
        return_state=True,
    )
    report = read_report(Path(str(state.result())) / "run.json")
    assert [(Path(each.location).name, each.status) for each in report.outcomes] == [
        ("horse", "skipped"),
        ("x", "failed"),
        ("page", "digested"),
    ]


def test_a_store_whose_password_anybody_would_see_is_refused(tmp_path: Path) -> None:
    for url in ("postgresql://me:pass@db/news", "postgresql://me@db/news?password=pass"):
        state = ingest(["x"], archive=str(tmp_path), store=url, return_state=True)
        assert state.is_failed()
        assert "PGPASSWORD" in str(state.message)
