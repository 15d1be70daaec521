"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from articles.article import ArticleError
from articles.extract.characters import one_line
from articles.extract.dates import iso_date
from articles.extract.encodings import decode
from articles.sources.items import in_worker
from articles.sources.kind import Item, Reading
from articles.sources.listing import Listed, absolute, believable, plain_text, read_listed
from articles.sources.resource import Resource
from base.showing import fault


class JsonFeed:
    """A feed in JSON."""

    name = "json-feed"
    shape = "a JSON Feed"

    def accepts(self, resource: Resource) -> bool:
        """Whether it names the version of JSON Feed that it is of."""
        return b"jsonfeed.org/version/" in resource.head.replace(b"\\/", b"/")

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the items that are wanted."""
        items = in_worker(resource.location, _parse, resource.read(), resource.location)
        yield from read_listed(items, resource, reading)


def _parse(data: bytes, location: str) -> list[Listed]:
    try:
        feed = json.loads(decode(data, location).text)
        items = feed["items"]
        return [_listed(item, feed, location) for item in items if isinstance(item, dict)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArticleError(
            location, f"feed cannot be parsed ({fault(error)})", "tell its publisher"
        ) from error


def _listed(item: dict[str, Any], feed: dict[str, Any], location: str) -> Listed:
    authors = item.get("authors") or feed.get("authors") or [item.get("author")]
    named = [author for author in _list(authors) if isinstance(author, dict)]
    names = [one_line(name) for author in named if (name := _text(author, "name"))]
    text = "".join(f"<p>{_escape(line)}</p>" for line in _text(item, "content_text").splitlines())
    return Listed(
        url=absolute(location, _text(item, "url") or _text(item, "external_url")),
        id=str(item["id"]) if "id" in item else None,
        title=plain_text(_text(item, "title")) or None,
        byline=", ".join(names) or None,
        published=_date(_text(item, "date_published")),
        updated=_date(_text(item, "date_modified")),
        teaser=_text(item, "summary"),
        content=_text(item, "content_html") or text,
        sections=tuple(str(tag) for tag in _list(item.get("tags"))[:20]),
        language=_text(item, "language") or None,
    )


def _text(item: dict[str, Any], field: str) -> str:
    value = item.get(field)
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    """Return a list, or nothing where a feed has something else in its place."""
    return value if isinstance(value, list) else []


def _escape(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _date(value: str) -> str | None:
    try:
        return believable(iso_date(value))
    except ValueError:
        return None
