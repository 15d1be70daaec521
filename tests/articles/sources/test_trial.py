from __future__ import annotations

import pytest

from articles.article import ArticleError
from articles.sources.source import Source
from articles.sources.trial import find_sources, try_source
from tests.articles.sources.samples import RSS, put_stories, rss
from tests.articles.web import HERE, Page, Web


def test_a_source_is_tried_with_three_items(web: Web) -> None:
    urls = put_stories(web, 5)
    items = [f"<link>{u}</link><pubDate>2022-11-2{n}</pubDate>" for n, u in enumerate(urls)]
    web.put("a.example/new", Page(rss(*items), RSS))
    url = web.put("a.example/feed", Page(status=308, headers={"Location": "/new"}))
    with web.fetcher() as fetcher:
        trial = try_source(Source(location=url, allow_private=True), fetcher)
    assert (trial.kind, trial.read) == ("feed", 3)
    assert trial.newest
    assert f"{trial.newest:%Y-%m-%d}" == "2022-11-24"
    assert trial.problems == (f"moved for good: change its location to {web.url('a.example/new')}",)
    assert web.count("/0") == 0


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"location": "missing"}, "answered 404"),
        ({"location": "empty"}, "nothing in it that is wanted"),
        ({"location": "feed", "keywords": ["x"]}, "nothing in it that is wanted"),
        (
            {"location": "feed", "headers": {"X-Key": "NO_SUCH_KEY"}},
            "NO_SUCH_KEY, which is",
        ),
        ({"location": "feed", "allow_private": False}, "no public address"),
    ],
)
def test_what_is_wrong_with_a_source(web: Web, settings: dict[str, object], problem: str) -> None:
    web.put("a.example/empty", Page(rss(), RSS))
    web.put("a.example/feed", Page(rss(f"<link>{put_stories(web, 1)[0]}</link>"), RSS))
    where = web.url(f"a.example/{settings['location']}")
    source = Source.model_validate({"allow_private": True, **settings, "location": where})
    with web.fetcher() as fetcher:
        trial = try_source(source, fetcher)
    assert trial.read == 0
    assert problem in trial.problems[0]


def test_a_wrong_entry_has_its_row(web: Web) -> None:
    with web.fetcher() as fetcher:
        trial = try_source(ArticleError("sources.yaml#1", "wrong entry", "mend it"), fetcher)
    assert trial.problems == ("wrong entry; mend it",)


def test_the_feeds_and_sitemaps_of_a_site(web: Web) -> None:
    page = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/news/feed">'
        '<link rel="alternate" type="application/atom+xml" href="/gone"></head>'
        '<body><a href="/blog/rss.xml">RSS</a><a href="/about">About us</a></body></html>'
    )
    url = web.put("a.example/front", Page(page))
    feed = rss("<link>x</link>", head="<title>The &amp; Daily</title>")
    web.put("a.example/news/feed", Page(feed, RSS))
    web.put("a.example/blog/rss.xml", Page(feed, "text/xml"))
    web.put("a.example/feed", Page(page))
    sitemap = "<urlset><url><loc>http://a.example/1</loc></url></urlset>"
    web.put("a.example/sitemap.xml", Page(sitemap, "text/xml"))
    web.put("a.example/news.xml", Page(sitemap, "text/xml"))
    web.put("a.example/robots.txt", Page("Sitemap: /news.xml", "text/plain"))
    with web.fetcher() as fetcher:
        found = find_sources(url, fetcher, HERE)
    assert [(each.url, each.kind, each.named) for each in found] == [
        (web.url("a.example/news/feed"), "feed", "the page"),
        (web.url("a.example/blog/rss.xml"), "feed", "the page"),
        (web.url("a.example/news.xml"), "sitemap", "robots.txt"),
        (web.url("a.example/sitemap.xml"), "sitemap", "custom"),
    ]
    assert found[0].title == "The & Daily"
    assert web.count("/about") == 0
