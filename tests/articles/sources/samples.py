"""Feeds and stories that several tests read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from articles.article import Article, ArticleError
from articles.sources import read_source
from articles.sources.kind import Item, Ledger, Skipped
from articles.sources.source import Source
from tests.articles.texts import STORY
from tests.articles.web import Page, Web, story_page

RSS = "application/rss+xml"


def story(number: int = 0) -> list[str]:
    """Paragraphs of a story of its own."""
    return [
        f"Council number {number} said on Monday that its new ferry terminal will open in April,"
        f" {number + 2} months later than planned.",
        *STORY[1:],
        "The mayor called the delay a disappointment for every commuter of the town, and promised"
        " that buses would run along the shore until the first boat leaves.",
    ]


def full_text(number: int = 0) -> str:
    """Write a story that is too long for a teaser, as HTML."""
    more = [
        f"Ward {ward} of town {number} will get a new pier of its own next year, the council said"
        " in its report on the harbour, which it means to pay for with a loan from the state bank."
        for ward in range(4)
    ]
    return "".join(f"<p>{paragraph}</p>" for paragraph in [*story(number), *more])


def rss(*items: str, head: str = "") -> str:
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{listed}</channel></rss>'


def put_stories(web: Web, count: int, host: str = "a.example") -> list[str]:
    """Put story pages at ``host/0``, ``host/1``, …; returns their URLs."""
    return [
        web.put(f"{host}/{number}", Page(story_page(f"Ferry {number} is late", story(number))))
        for number in range(count)
    ]


def read_all(
    web: Web, location: str, *, ledger: Ledger | None = None, **settings: Any
) -> list[Item]:
    source = Source(location=location, allow_private=True, **settings)
    with web.fetcher() as fetcher:
        return list(read_source(source, fetcher, ledger=ledger))


def articles(items: Sequence[Item]) -> list[Article]:
    assert not (errors := problems(items)), errors
    return [item for item in items if isinstance(item, Article)]


def problems(items: Sequence[Item]) -> list[ArticleError]:
    return [
        item for item in items if isinstance(item, ArticleError) and not isinstance(item, Skipped)
    ]


def skipped(items: Sequence[Item]) -> list[Skipped]:
    return [item for item in items if isinstance(item, Skipped)]


def warc(*pages: tuple[str, str, str], status: str = "200 OK", gz: bool = True) -> bytes:
    """Write a WARC file of (URL, media type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gz)
    for url, media_type, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body.encode()),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2022-11-30T10:00:00Z"},
        )
        writer.write_record(record)
        record.raw_stream.close()  # a temporary file, by which the digest was worked out
    return out.getvalue()
