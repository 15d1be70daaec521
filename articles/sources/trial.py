"""Trying sources out, and finding those that a site names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import html
from lxml.etree import ParserError

from articles.article import Article, ArticleError
from articles.extract.tags import is_too_much_for_a_parser
from articles.fetch.errors import FetchError
from articles.fetch.fetcher import Fetcher
from articles.fetch.settings import Access
from articles.sources import kind_of, open_location, reading_of
from articles.sources.items import as_error
from articles.sources.kind import Skipped
from articles.sources.listing import plain_text
from articles.sources.resource import Resource
from articles.sources.source import Source, moment

ENOUGH = 3
"""Items of a source that are read to try it out."""

_FEEDS = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
}
_USUAL = ("feed", "rss.xml", "atom.xml", "feed.json", "sitemap.xml", "sitemap-news.xml")
"""Where feeds and sitemaps lie on many sites that do not say so."""


_TITLE = re.compile(
    r"<title[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]{1,200})|\"title\":\s*\"([^\"]{1,200})", re.I
)


@dataclass(frozen=True)
class Trial:
    """How a source did when it was tried."""

    location: str
    kind: str
    read: int
    """Items that became articles, of the first three that are wanted."""
    newest: datetime | None
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A feed or sitemap of a site."""

    url: str
    kind: str
    title: str
    named: str
    """What names it: the page, robots.txt, or custom."""


def try_source(
    source: Source | ArticleError, fetcher: Fetcher, *, languages: Sequence[str] = ("en",)
) -> Trial:
    """Read some items of a source; nothing is kept."""
    if isinstance(source, ArticleError):
        return Trial(source.location, "", 0, None, (f"{source.reason}; {source.remedy}",))
    few = source.model_copy(update={"limit": min(source.limit, ENOUGH)})
    reading = reading_of(few, fetcher, (source.language,) if source.language else languages)
    problems: list[str] = []
    read, newest, name = 0, None, ""
    try:
        resource = open_location(source.location, reading)
        kind = kind_of(source.location, resource, source)
        name = kind.name
        wanted = (item for item in kind.read(resource, reading) if not isinstance(item, Skipped))
        for item in islice(wanted, ENOUGH):
            if isinstance(item, Article):
                read += 1
                published = moment(item.source.published)
                newest = max(filter(None, (newest, published)), default=None)
            else:
                problems.append(_line(item, source))
        moved = resource.fetched and resource.fetched.moved_to
        if moved:
            problems.append(f"moved for good: change its location to {moved}")
    except Exception as error:
        problems.append(_line(as_error(source.location, error), source))
    if not read and not problems:
        problems.append("nothing in it that is wanted; see its filters")
    return Trial(source.location, name, read, newest, tuple(problems))


def _line(error: ArticleError, source: Source) -> str:
    where = "" if error.thing == source.location else f"{error.thing}: "
    return f"{where}{error.reason}; {error.remedy}"


def find_sources(url: str, fetcher: Fetcher, access: Access) -> list[Found]:
    """Return the feeds and sitemaps that a site names, or has where many sites do.

    Raises:
        FetchError: The page cannot be had.

    """
    page = fetcher.fetch(url, access)
    front = urljoin(page.final_url, "/")
    places: dict[str, str] = {}
    for link in _links(page.body, page.final_url):
        places.setdefault(link, "the page")
    for sitemap in fetcher.robots(front, access).sitemaps:
        places.setdefault(urljoin(front, sitemap), "robots.txt")
    for name in _USUAL:
        places.setdefault(urljoin(front, name), "custom")
    return list(_confirmed(places.items(), fetcher, access))


def _links(page: bytes, base: str) -> Iterator[str]:
    if is_too_much_for_a_parser(page.decode("utf-8", "replace")):
        return
    try:
        tree: Any = html.fromstring(page)
    except (ParserError, ValueError):
        return
    for link in tree.iter("link", "a"):
        href = str(link.get("href") or "")
        media_type = str(link.get("type") or "").partition(";")[0].strip().lower()
        is_feed = media_type in _FEEDS or (
            link.tag == "a" and re.search(r"(?:/|\.)(?:rss|atom|feed)(?:\.xml|/)?$", href)
        )
        if href and is_feed:
            try:
                yield urljoin(base, href)
            except ValueError:
                continue


def _confirmed(
    places: Iterable[tuple[str, str]], fetcher: Fetcher, access: Access
) -> Iterator[Found]:
    met = set()
    for url, named in places:
        try:
            fetched = fetcher.fetch(url, access)
            resource = Resource.of_answer(fetched)
            source = Source.model_construct(location=url)
            kind = kind_of("", resource, source).name
        except (FetchError, ArticleError):
            continue
        if kind in {"feed", "json-feed", "sitemap"} and fetched.final_url not in met:
            met.add(fetched.final_url)
            yield Found(fetched.final_url, kind, _title(resource), named)


def _title(resource: Resource) -> str:
    """Return the first title of a feed; sitemaps have none."""
    text = resource.head.decode("utf-8", "replace")
    match = _TITLE.search(text)
    return plain_text(match[1] or match[2]) if match else ""
