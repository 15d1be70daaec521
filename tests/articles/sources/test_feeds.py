from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest

from articles.article import Article
from articles.sources import read_articles
from articles.sources.archive import keep
from articles.sources.source import Source
from tests.articles.sources.samples import (
    RSS,
    articles,
    full_text,
    problems,
    put_stories,
    read_all,
    rss,
    skipped,
    story,
    warc,
)
from tests.articles.texts import read
from tests.articles.web import Page, Web, save, story_page

TDM = "/.well-known/tdmrep.json"
"""Every site is asked for it once a day."""

FULL = f"""
<title>Ferry &amp;amp; pier are late</title><link>/story?utm_source=rss</link>
<guid isPermaLink="false">1</guid>
<description>A teaser.</description><dc:creator>Jane Doe</dc:creator>
<pubDate>Mon, 28 Nov 2022 10:00:00 +0100</pubDate><category>Harbour</category>
<content:encoded><![CDATA[{full_text()}]]></content:encoded>
"""


def test_an_item_with_its_full_text_needs_no_page(web: Web) -> None:
    url = web.put("a.example/feed", Page(rss(FULL), RSS))
    (article,) = articles(read_all(web, url, publisher="The Daily", tags=["sea"], section="Town"))
    assert article.title == "Ferry & pier are late"
    assert article.text.startswith("Council number 0 said on Monday")
    source = article.source
    assert source.url == web.url("a.example/story")
    assert source.location == f"{url}#1"
    assert (source.byline, source.publisher) == ("Jane Doe", "The Daily")
    assert source.published == "2022-11-28T09:00:00+00:00"
    assert (source.section, source.tags) == ("Town", ("sea",))
    assert [asked.path for asked in web.asked] == ["/robots.txt", "/feed", TDM]


@pytest.mark.parametrize(
    "item",
    [
        "<link>{url}</link><description>Only a teaser. Read more</description>",
        "<guid>{url}</guid><description>The council said on Monday …</description>",
        f"<link>{{url}}</link><description>{escape(full_text())} Continue reading</description>",
        f"<link>{{url}}</link><description><![CDATA[{full_text()}<p>[...]</p>]]></description>",
    ],
)
def test_a_teaser_is_followed(web: Web, item: str) -> None:
    (page,) = put_stories(web, 1)
    url = web.put("a.example/feed", Page(rss(item.format(url=page)), RSS))
    (article,) = articles(read_all(web, url))
    assert article.source.location == page
    assert article.title == "Ferry 0 is late"


def test_a_source_says_whether_pages_are_followed(web: Web) -> None:
    (page,) = put_stories(web, 1)
    content = f"<content:encoded><![CDATA[{full_text(7)}]]></content:encoded>"
    url = web.put(
        "a.example/feed",
        Page(rss(f"<link>{page}</link>{content}<title>Own title</title>"), RSS),
    )
    (followed,) = articles(read_all(web, url, follow="always"))
    assert "Council number 0" in followed.text
    (kept,) = articles(read_all(web, url, follow="never"))
    assert "Council number 7" in kept.text
    web.put(
        "a.example/feed", Page(rss(f"<link>{page}</link><description>Short.</description>"), RSS)
    )
    (error,) = problems(read_all(web, url, follow="never"))
    assert "no story text found" in error.reason or "too short" in error.reason


ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example:PORT/news/">
<entry xml:base="town/"><id>tag:a,2022:1</id><title type="text">Is 1 &lt;b> 2?</title>
<link rel="alternate" href="ferry"/><link rel="enclosure" href="ferry.mp3"/>
<updated>2022-11-29T10:00:00Z</updated><published>2022-11-28</published>
<author><name>Jane Doe</name></author><category term="sea" label="The sea"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{full_text()}</div></content></entry>
</feed>"""

RDF = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="/"><title>News</title></channel>
<item rdf:about="/1"><title>Is 1 &amp;lt;b> 2?</title><link>/news/town/ferry</link>
<dc:creator>Jane Doe</dc:creator><dc:date>2022-11-29T10:00:00Z</dc:date>
<content:encoded><![CDATA[{full_text()}]]></content:encoded></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [
            {
                "id": 1,
                "url": "/news/town/ferry",
                "title": "Is 1 <b> 2?",
                "authors": [{"name": "Jane Doe"}],
                "date_published": "2022-11-29T10:00:00Z",
                "content_html": full_text(),
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("feed", "media_type", "published"),
    [
        (ATOM, "application/atom+xml", "2022-11-28"),
        (ATOM, "text/plain", "2022-11-28"),
        (RDF, "text/xml", "2022-11-29T10:00:00+00:00"),
        (JSON, "application/feed+json", "2022-11-29T10:00:00+00:00"),
    ],
)
def test_feeds_of_other_formats(web: Web, feed: str, media_type: str, published: str) -> None:
    url = web.put("a.example/feed", Page(feed.replace("PORT", str(web.port)), media_type))
    (article,) = articles(read_all(web, url))
    assert article.source.url == web.url("a.example/news/town/ferry")
    assert article.source.byline == "Jane Doe"
    assert article.source.published == published
    assert "2?" in article.title
    assert "Council number 0" in article.text


def test_a_feed_in_a_file(tmp_path: Path) -> None:
    item = FULL.replace("/story", "https://a.example/story")
    (article,) = read(save(tmp_path / "feed.xml", rss(item)))
    assert isinstance(article, Article)
    assert article.source.url == "https://a.example/story"


@pytest.mark.parametrize(
    "feed",
    [
        rss(FULL).replace("</rss>", ""),
        rss(FULL).replace("<channel>", "<channel><title>Tom & Jerry</title>"),
        "\n\n" + rss(FULL),
        "<!-- made by hand --> " + rss(FULL).removeprefix('<?xml version="1.0"?>'),
        rss(FULL).replace("<rss", "<!DOCTYPE rss [<!ENTITY x 'y'>]><rss"),
        rss(FULL).encode("utf-16"),
        rss(FULL.replace("Ferry", "Fähre"))
        .replace('"1.0"', '"1.0" encoding="latin-1"')
        .encode("latin-1"),
        rss(FULL).encode() + b"\x00\x01",
        rss(FULL, FULL.replace(">1</guid>", ">2</guid>")),
        rss(FULL, FULL.replace("utm_source=rss", "utm_source=mail")),
    ],
)
def test_broken_and_odd_feeds_give_what_they_have(web: Web, feed: str | bytes) -> None:
    url = web.put("a.example/feed", Page(feed, "application/xml"))
    (article,) = articles(read_all(web, url))
    assert article.source.url == web.url("a.example/story")


def test_one_guid_for_two_stories_is_two_articles(web: Web) -> None:
    urls = put_stories(web, 2)
    items = [f"<guid isPermaLink='false'>same</guid><link>{url}</link>" for url in urls]
    url = web.put("a.example/feed", Page(rss(*items), RSS))
    assert len(articles(read_all(web, url))) == 2


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
EXTERNAL = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(("prolog", "entity"), [(BOMB, "&i;"), (EXTERNAL, "&x;")])
def test_entities_are_not_put_in(web: Web, prolog: str, entity: str) -> None:
    feed = prolog + rss(FULL.replace("A teaser.", entity).replace("<title>", f"<title>{entity}"))
    sitemap = prolog + f"<urlset><url><loc>http://a.example/{entity}</loc></url></urlset>"
    for body in (feed, sitemap):
        items = read_all(web, web.put("a.example/feed", Page(body, "text/xml")))
        assert not any("root:" in str(item) or "hahaha" in str(item) for item in items)


@pytest.mark.parametrize(
    ("body", "media_type", "reason"),
    [
        ("<rss>", RSS, None),
        (rss(), RSS, None),
        ("<feed><entry>", RSS, "without a text"),
        ('{"version": "https://jsonfeed.org/version/1"}', "application/json", "cannot be parsed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [1, {}]}', "application/json",
         "without a text"),
        ('{"a": ' * 5_000, "application/json", "no kind of input"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "no kind of input"),
        ("", "text/html", "empty"),
    ],
)  # fmt: skip
def test_feeds_with_nothing_in_them(
    web: Web, body: str | bytes, media_type: str, reason: str | None
) -> None:
    found = problems(read_all(web, web.put("a.example/feed", Page(body, media_type))))
    if reason is None:
        assert not found
    else:
        (error,) = found
        assert reason in error.reason


def test_missing_and_future_dates(web: Web) -> None:
    future = format_datetime(datetime.now(UTC) + timedelta(days=400))
    dates = [
        "",
        f"<pubDate>{future}</pubDate>",
        "<pubDate>soon</pubDate>",
        "<pubDate>Mon, 99 Foo 20</pubDate>",
    ]
    urls = put_stories(web, len(dates))
    items = [f"<link>{url}</link>{date}" for url, date in zip(urls, dates, strict=True)]
    found = articles(read_all(web, web.put("a.example/feed", Page(rss(*items), RSS))))
    assert [article.source.published for article in found] == [None] * len(dates)


def test_links_that_must_not_be_followed(web: Web) -> None:
    links = ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/x", "", "http://["]
    items = [f"<link>{link}</link><description>Short.</description>" for link in links]
    url = web.put("a.example/feed", Page(rss(*items), RSS))
    found = problems(read_all(web, url))
    assert len(found) == len(links)
    assert {asked.path for asked in web.asked} == {"/robots.txt", "/feed"}


def test_a_followed_link_is_a_page_or_nothing(web: Web, tmp_path: Path) -> None:
    inner = web.put("a.example/inner", Page(rss(FULL), RSS))
    listed = web.put("a.example/list.yaml", Page("- location: /etc/passwd", "application/yaml"))
    items = [f"<link>{link}</link>" for link in (inner, listed)]
    found = problems(read_all(web, web.put("a.example/feed", Page(rss(*items), RSS))))
    assert ["not a page" in error.reason for error in found] == [True, True]


def test_a_feed_that_moved_is_read_where_it_is(web: Web) -> None:
    web.put("a.example/new", Page(rss(FULL), RSS))
    url = web.put("a.example/feed", Page(status=301, headers={"Location": "/new"}))
    (article,) = articles(read_all(web, url))
    assert article.source.location == web.url("a.example/new") + "#1"


# Filters


def dated(url: str, days: float, title: str = "T", more: str = "") -> str:
    when = format_datetime(datetime.now(UTC) - timedelta(days=days))
    return f"<link>{url}</link><title>{title}</title><pubDate>{when}</pubDate>{more}"


@pytest.mark.parametrize(
    ("settings", "taken", "reason"),
    [
        ({"max_age": "2d"}, [0, 1], "older than max_age"),
        ({"since": (datetime.now(UTC) - timedelta(days=2)).date()}, [0, 1], "before since"),
        ({"until": (datetime.now(UTC) - timedelta(days=2)).date()}, [2], "after until"),
        ({"keywords": ["harbour", "PIER"]}, [0, 1], "none of keywords"),
        ({"without_keywords": ["pier"]}, [0, 2], "has 'pier'"),
        ({"sections": ["sea"]}, [1], "none of sections"),
        ({"limit": 2}, [0, 1], "beyond the limit"),
    ],
)
def test_filters_come_before_any_page_is_got(
    web: Web, settings: dict[str, Any], taken: list[int], reason: str
) -> None:
    urls = put_stories(web, 3)
    items = [
        dated(urls[1], 1, "The pier", "<category>Sea</category>"),
        dated(urls[2], 9, "Piers and harbours", "<category>Land</category>"),
        dated(urls[0], 0, "In the Harbour", "<category>Land</category>"),
    ]
    url = web.put("a.example/feed", Page(rss(*items), RSS))
    found = read_all(web, url, **settings)
    assert [urls.index(article.source.location) for article in articles(found)] == taken
    assert {reason in item.reason for item in skipped(found)} == {True}
    assert len(skipped(found)) == 3 - len(taken)
    assert [web.count(f"/{number}") for number in range(3)] == [
        int(number in taken) for number in range(3)
    ]


# Pages


DATED = '<meta property="article:published_time" content="2022-11-28T10:00:00Z">'


@pytest.mark.parametrize(
    "kind", ["page", "file", "folder", "json-lines", "archived", "warc", "list"]
)
@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, None),
        ({"keywords": ["FERRY"], "since": "2022-11-28", "until": "2022-11-28"}, None),
        ({"keywords": ["harbourmaster"]}, "has none of keywords"),
        ({"without_keywords": ["mayor"]}, "has 'mayor'"),
        ({"max_age": "2d"}, "older than max_age"),
        ({"until": "2022-11-27"}, "after until"),
    ],
)
def test_what_no_list_describes_is_filtered_once_it_is_read(
    web: Web, tmp_path: Path, kind: str, settings: dict[str, Any], reason: str | None
) -> None:
    body = story_page("Ferry is late", story(), DATED)
    location = web.put("a.example/story", Page(body))
    if kind == "pages":
        location = web.put("a.example/list", Page(location, "text/plain"))
    elif kind == "warc":
        location = str(tmp_path / "a.warc.gz")
        record = warc(("https://a.example/story", "text/html", body))
        Path(location).write_bytes(record)
    elif kind != "page":
        location = str(save(tmp_path / "in" / "a.html", body))
        (article,) = articles(read_all(web, location))
        if kind == "folder":
            location = str(tmp_path / "in")
        elif kind == "json-lines":
            fields = {"title": article.title, "text": article.text, "published": "2022-11-28"}
            location = str(save(tmp_path / "a.jsonl", json.dumps(fields)))
        elif kind == "archived":
            keep(article, tmp_path / "archive")
            location = str(tmp_path / "archive")
    found = read_all(web, location, **settings)
    if reason is None:
        assert len(articles(found)) == 1
    else:
        (item,) = skipped(found)
        assert reason in item.reason


@pytest.mark.parametrize(
    ("keyword", "title"),
    [
        ("关税", "欧盟对电动汽车加征关税"),
        ("フェリー", "新フェリーが遅れる"),
        ("관세", "미국이 관세를 올린다"),
    ],
)
def test_keywords_where_no_blanks_part_words(keyword: str, title: str) -> None:
    now = datetime.now(UTC)
    for wanted in (keyword, "x" + keyword):
        source = Source(location="x", keywords=(wanted,))
        refused = source.refusal(published=None, text=title, sections=(), now=now)
        assert (refused is None) == (wanted == keyword)


def test_a_page_by_its_url(web: Web) -> None:
    url = web.put("a.example/story", Page(story_page("Ferry is late", story())))
    (article,) = articles(read_all(web, url, publisher="The Daily", licence="CC0-1.0"))
    assert (article.title, article.source.location, article.source.url) == (
        "Ferry is late",
        url,
        url,
    )
    assert (article.source.publisher, article.source.licence) == ("The Daily", "CC0-1.0")


def test_a_page_cannot_pass_for_one_of_another_publisher(web: Web) -> None:
    head = '<link rel="canonical" href="https://www.bbc.co.uk/news/ferry">'
    url = web.put("a.example/story", Page(story_page("Ferry is late", story(), head)))
    (article,) = articles(read_all(web, url))
    assert (article.source.url, article.source.publisher) == (url, "a.example")
    own = f'<link rel="canonical" href="{web.url("a.example/own")}">'
    web.put("a.example/story", Page(story_page("Ferry is late", story(), own)))
    (article,) = articles(read_all(web, url))
    assert article.source.url == web.url("a.example/own")


@pytest.mark.parametrize(
    ("media_type", "encoding"),
    [
        ("text/plain", "utf-8"),
        ("application/octet-stream", "utf-8"),
        ("", "utf-8"),
        ("text/html; charset=utf-8", "cp1252"),
        ("text/html; charset=cp1252", "cp1252"),
        ("text/html; charset=no-such", "utf-8"),
    ],
)
def test_pages_whose_server_is_wrong_about_them(web: Web, media_type: str, encoding: str) -> None:
    page = story_page("Café is late", [*story(), "The café “Löwe” stays open, its owner said."])
    url = web.put("a.example/story", Page(page.encode(encoding), media_type))
    (article,) = articles(read_all(web, url))
    assert article.title == "Café is late"
    assert "“Löwe”" in article.text


def test_a_large_page_is_read(web: Web) -> None:
    filler = "<!-- " + "x" * 5_000_000 + " -->"
    url = web.put("a.example/story", Page(story_page("Ferry is late", story(), filler)))
    assert articles(read_all(web, url))


@pytest.mark.parametrize(
    ("head", "headers", "said"),
    [
        ('<meta name="robots" content="index, noai">', {}, ("robots: noai",)),
        ("<meta content='1' name='TDM-Reservation'>", {}, ("tdm-reservation: 1",)),
        (
            "",
            {"X-Robots-Tag": "noai, noimageai"},
            ("x-robots-tag: noai", "x-robots-tag: noimageai"),
        ),
        ("", {"TDM-Reservation": "1"}, ("tdm-reservation: 1",)),
        ('<meta name="robots" content="noindex">', {"TDM-Reservation": "0"}, ()),
    ],
)
def test_opt_outs_are_kept_and_honoured_where_asked(
    web: Web, head: str, headers: dict[str, str], said: tuple[str, ...]
) -> None:
    page = Page(story_page("Ferry is late", story(), head), headers=headers)
    url = web.put("a.example/story", page)
    (article,) = articles(read_all(web, url))
    assert article.source.opt_outs == said
    found = read_all(web, url, opt_outs="refuse")
    assert len(problems(found)) == bool(said)


RESERVED = ("tdm-reservation: 1",)


@pytest.mark.parametrize(
    ("head", "headers", "rules", "said"),
    [
        ("", {}, [{"location": "/", "tdm-reservation": 1}], RESERVED),
        ("", {}, [{"location": "/sto*y$", "tdm-reservation": "1"}], RESERVED),
        ("", {}, [{"location": "/sto%72y", "tdm-reservation": 1}], RESERVED),
        ("", {}, [{"location": "/st$", "tdm-reservation": 1}], ()),
        ("", {}, [{"location": "*y*y$", "tdm-reservation": 1}], ()),
        ("", {}, [{"location": "/news/", "tdm-reservation": 1}], ()),
        (
            "",
            {},
            [{"location": "/s", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}],
            (),
        ),
        ("", {}, [{"location": "/", "tdm-reservation": True}, {"location": 7}, 9], ()),
        ("", {}, {"location": "/", "tdm-reservation": 1}, ()),
        ("", {"TDM-Reservation": "0"}, [{"location": "/", "tdm-reservation": 1}], ()),
        ("<meta name=tdm-reservation content=1>", {"TDM-Reservation": "0"}, [], RESERVED),
        ("<meta name=tdm-reservation content=0>", {"TDM-Reservation": "1"}, [], ()),
    ],
)
def test_what_a_site_reserves_in_a_file_counts_where_a_page_does_not_say(
    web: Web, head: str, headers: dict[str, str], rules: object, said: tuple[str, ...]
) -> None:
    web.put(f"a.example{TDM}", Page(json.dumps(rules), "application/json"))
    url = web.put(
        "a.example/story", Page(story_page("Ferry is late", story(), head), "", 200, headers)
    )
    (article,) = articles(read_all(web, url))
    assert article.source.opt_outs == said


def test_the_file_of_a_site_is_got_once_and_counts_for_texts_in_its_feeds(web: Web) -> None:
    rules = [{"location": "/feed", "tdm-reservation": 1}]
    web.put(f"a.example{TDM}", Page(json.dumps(rules), "application/json"))
    items = [f"<title>Ferry {n} is late</title><description>{escape(full_text(n))}</description>"
             for n in range(2)]  # fmt: skip
    url = web.put("a.example/feed", Page(rss(*items), RSS))
    found = articles(read_all(web, url))
    assert [article.source.opt_outs for article in found] == [RESERVED, RESERVED]
    assert web.count(TDM) == 1
    assert len(problems(read_all(web, url, opt_outs="refuse"))) == 2


def test_articles_of_a_url_among_other_inputs(web: Web, tmp_path: Path) -> None:
    url = web.put("a.example/story", Page(story_page("Ferry is late", story())))
    file = save(tmp_path / "a.html", story_page("Ferry is late", story(1)))
    refused, article = read_articles([url, str(file)])
    assert "no host" in str(refused)
    assert isinstance(article, Article)
