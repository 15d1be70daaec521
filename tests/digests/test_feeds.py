from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from justhtml import JustHTML
from lxml import etree

from digests.delivery.feeds import write_feeds
from digests.delivery.settings import Delivery, Feeds
from digests.digest import Digest, Entry
from digests.run_folder import run_name, write_run
from tests.digests.samples import CREATED, HOSTILE, canal, digest, hostile, laid_out, report, rover

ATOM = "{http://www.w3.org/2005/Atom}"
WEB = Delivery(base_url="https://news.example/digests/", feeds=Feeds())


def run(out: Path, hours: int, *entries: Entry) -> Digest:
    created = CREATED + timedelta(hours=hours)
    made = digest(*entries, run=run_name("sample", created))
    made = made.model_copy(update={"created": created})
    write_run(out, laid_out(made), report(made))
    return made


def feeds(out: Path, delivery: Delivery = WEB, **settings: Any) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in write_feeds(out, delivery, Feeds(**settings))}


def titles(feed: bytes) -> list[str]:
    return [entry.title for entry in feedparser.parse(feed).entries]


# What RFC 4287 asks of a feed and of an entry: name, least and greatest number.
FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 9), "generator": (0, 1)}
ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "content": (1, 1), "author": (1, 9)}


@pytest.mark.parametrize("delivery", [WEB, Delivery()])
def test_atom_is_built_as_its_specification_says(tmp_path: Path, delivery: Delivery) -> None:
    run(tmp_path, 0)
    for name, data in feeds(tmp_path, delivery).items():
        if not name.endswith(".atom"):
            continue
        feed = etree.fromstring(data)
        for element, asked in [(feed, FEED), *((e, ENTRY) for e in feed.iter(f"{ATOM}entry"))]:
            for child, (least, most) in asked.items():
                assert least <= len(element.findall(f"{ATOM}{child}")) <= most, child
            for moment in element.iterfind(f"{ATOM}updated"):
                assert datetime.fromisoformat(moment.text or "").tzinfo
            pairs = [
                (link.get("rel"), link.get("type"), link.get("hreflang"))
                for link in element.iterfind(f"{ATOM}link")
                if link.get("rel") == "alternate"
            ]
            assert len(set(pairs)) == len(pairs)
        ids = [each.text for each in feed.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)
        assert all(str(each).startswith("urn:uuid:") for each in ids)
        read = feedparser.parse(data)
        assert not read.bozo
        assert read.feed.language == name.split(".")[1]


JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "language": {"type": "string"},
        "authors": {"$ref": "#/$defs/authors"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "additionalProperties": False,
                "patternProperties": {"^_[^.]+$": {"type": "object"}},
                "properties": {
                    "id": {"type": "string"},
                    "url": {"type": "string", "format": "uri"},
                    "external_url": {"type": "string", "format": "uri"},
                    "title": {"type": "string"},
                    "content_html": {"type": "string"},
                    "language": {"type": "string"},
                    "date_published": {"type": "string", "format": "date-time"},
                    "authors": {"$ref": "#/$defs/authors"},
                },
            },
        },
    },
    "$defs": {
        "authors": {
            "type": "array",
            "items": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": {"name": {"type": "string"}},
            },
        }
    },
}


def test_json_feed_is_valid_and_says_the_same(tmp_path: Path) -> None:
    run(tmp_path, 0)
    made = feeds(tmp_path)
    for language in ("en", "zh", "ru"):
        feed = json.loads(made[f"feed.{language}.json"])
        jsonschema.validate(feed, JSON_FEED)
        atom = feedparser.parse(made[f"feed.{language}.atom"])
        assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
        assert [item["title"] for item in feed["items"]] == [e.title for e in atom.entries]


def test_a_reader_gets_the_story_in_one_language_with_its_sources(tmp_path: Path) -> None:
    made = run(tmp_path, 0, canal(), rover())
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / f"{canal().id}.html").touch()
    parsed = feedparser.parse(feeds(tmp_path)["feed.zh.atom"])
    first, second = (entry.content[0].value for entry in parsed.entries)
    assert "<strong>关注列表：Suez Canal</strong>" in first
    assert "had blocked the <strong>Suez Canal</strong> for six days" in first
    assert f'href="https://news.example/digests/events/{canal().id}.html">事件始末' in first
    assert "/events/" not in second
    assert "关注列表" not in second
    first = parsed.entries[0]
    assert first.title == "堵塞苏伊士运河六天的货轮重新浮起"
    assert first.link == f"https://news.example/digests/{made.run}/digest.html#{'1a' * 8}"
    via = [link for link in first.links if link.rel == "via"]
    assert via[0].href == "https://www.harbour-courier.example/world/suez-ship-afloat"
    assert via[0].type == "text/html"
    words = " ".join(JustHTML(first.content[0].value).to_text().split())
    assert "⚠ 数字不一致：400 – 4000 原文： More than 400 vessels" in words
    assert "本文由机器撰写。摘要：example/summariser；翻译：example/translator-zh。" in words
    assert "Not supported" not in words
    assert "<s>“机智号”直升机飞行了九分钟。</s>" in parsed.entries[1].content[0].value


def test_feeds_roll_over_runs_and_a_story_stands_once_with_the_same_id(tmp_path: Path) -> None:
    run(tmp_path, 0, canal())
    before = feedparser.parse(feeds(tmp_path)["feed.ru.atom"])
    newest = run(tmp_path, 1, rover(), canal())
    after = feedparser.parse(feeds(tmp_path)["feed.ru.atom"])
    assert [entry.id for entry in after.entries][1:] == [entry.id for entry in before.entries]
    assert [entry.updated for entry in after.entries] == ["2021-03-30T07:15:00Z"] * 2
    assert newest.run in after.entries[1].link
    assert after.feed.id == before.feed.id
    run(tmp_path, 2, hostile())
    assert len(titles(feeds(tmp_path, entries=2)["feed.en.atom"])) == 2
    assert len(titles(feeds(tmp_path)["feed.en.atom"])) == 3


def test_feeds_are_the_same_every_time_and_replace_the_older_ones(tmp_path: Path) -> None:
    run(tmp_path, 0)
    assert feeds(tmp_path) == feeds(tmp_path)
    assert not list(tmp_path.glob(".*.part"))


def test_a_run_of_another_version_is_passed_over(tmp_path: Path) -> None:
    run(tmp_path, 0, canal())
    later = run(tmp_path, 1, rover())
    (tmp_path / later.run / "digest.json").write_text('{"schema_version": "9.0"}')
    assert titles(feeds(tmp_path)["feed.en.atom"]) == [canal().headline.text]


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    run(tmp_path, 0, hostile())
    made = feeds(tmp_path)
    for language in ("en", "zh"):
        data = made[f"feed.{language}.atom"]
        (item,) = json.loads(made[f"feed.{language}.json"])["items"]
        content = feedparser.parse(data).entries[0].content[0].value
        for html in (item["content_html"], content):
            page = JustHTML(html, fragment=True, sanitize=False)
            assert not page.query("script, img, iframe, style, [onerror], [onmouseover]")
            for link in page.query("a[href]"):
                assert (link.attrs or {})["href"].startswith("https://")  # type: ignore[union-attr]
        assert "pwned" in item["title"]
        assert "\u202e" not in data.decode()
    assert HOSTILE[0] in json.loads(made["feed.en.json"])["items"][0]["title"]
