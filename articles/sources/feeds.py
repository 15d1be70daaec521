"""RSS, Atom and RDF feeds."""

from __future__ import annotations

import calendar
import codecs
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from articles.article import ArticleError
from articles.extract.characters import one_line
from articles.extract.tags import MAX_ATTRIBUTES, has_costly_tags
from articles.sources.items import in_worker
from articles.sources.kind import Item, Reading
from articles.sources.listing import Listed, absolute, believable, plain_text, read_listed
from articles.sources.resource import Resource
from base.showing import fault

_ROOT = re.compile(rb"<(?:rss|(?:[a-z]\w{0,20}:)?(?:feed|RDF)|channel)(?=[\s>/])", re.I)
_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*"
    rb"(?:\[.*?\]\s*)?>\s*)*",
    re.S | re.I,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CDATA = b"<![CDATA["
_CODE = (
    rb"#(?:\d{1,6}|10\d{5}|110\d{4}|111[0-3]\d{3}|1114(?:0\d\d|10\d|11[01]))"
    rb"|#x(?:10[0-9a-f]{4}|[0-9a-f]{1,5})"
)
"""Of a character: up to 1,114,111, where Unicode ends and parsers fail."""
_BARE = re.compile(rb"&(?!(?:" + _CODE + rb"|[a-z][a-z0-9]{1,31});)", re.I)
_NAMESPACE = re.compile(rb"\sxmlns:([^\s=\"'<>]++)")
_MAX_NAMESPACES = 500
"""Of a feed: the parser looks through all of them at each element."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MAX_ITEMS = 5_000
"""Of a feed that are read."""


class Feed:
    """A feed: its items with full text are articles, the pages of the others are followed."""

    name = "feed"
    shape = "an RSS, Atom or RDF feed"

    def accepts(self, resource: Resource) -> bool:
        """Whether it begins as a feed does."""
        return begins_with(_ROOT, resource)

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the items that are wanted."""
        media_type = resource.fetched.media_type if resource.fetched else ""
        items = in_worker(
            resource.location, parse_feed, resource.read(), resource.location, media_type
        )
        yield from read_listed(items, resource, reading)


def begins_with(root: re.Pattern[bytes], resource: Resource) -> bool:
    """Whether the first element of a document is ``root``."""
    head = resource.head.replace(b"\0", b"")  # UTF-16 looks like this, but for its letters
    head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    prolog = _PROLOG.match(head)
    return bool(root.match(head, prolog.end() if prolog else 0))


def parse_feed(data: bytes, location: str, media_type: str = "") -> list[Listed]:
    """Read the items of a feed, well-formed or not; ``media_type`` is what its server calls it.

    Raises ArticleError where it is no feed, or holds nothing.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # The parser would believe a declaration, or its absence, rather than the bytes.
        data = _DECLARATION.sub("", data.decode("utf-16", "replace")).encode("utf-8", "replace")
    if len(set(_NAMESPACE.findall(data))) > _MAX_NAMESPACES:
        raise ArticleError(
            location, f"a feed of over {_MAX_NAMESPACES:,} namespaces", "tell its publisher"
        )
    if has_costly_tags(data.decode("latin-1")):
        raise ArticleError(
            location, f"tags with over {MAX_ATTRIBUTES:,} attributes", "tell its publisher"
        )
    # The feed's own place is left out: ids would be joined to it, which are to stay as they are.
    headers = {"content-type": media_type} if media_type else {}
    try:
        parsed = feedparser.parse(
            io.BytesIO(with_whole_references(data)),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # whatever a hostile feed provokes concerns this feed only
        raise ArticleError(
            location,
            f"feed cannot be parsed ({fault(error)})",
            "tell its publisher",
        ) from error
    if not parsed.entries:
        if not parsed.version:
            found = parsed.get("bozo_exception")
            reason = f"feed cannot be parsed ({fault(found) if found else 'no feed'})"
            raise ArticleError(location, reason, "tell its publisher")
        return []
    is_atom = parsed.version.startswith("atom")
    return [_listed(entry, location, is_atom) for entry in parsed.entries[:MAX_ITEMS]]


def with_whole_references(document: bytes) -> bytes:
    """Return XML in which an ampersand that begins no reference stands for itself.

    Many write addresses as they are, and parsers make of ``?id=5&section=world`` what they like.
    """
    pieces, at = [], 0
    while at < len(document):
        quoted = document.find(_CDATA, at)
        end = quoted if quoted >= 0 else len(document)
        pieces.append(_BARE.sub(b"&amp;", document[at:end]))
        at = document.find(b"]]>", end)
        at = at if at >= 0 else len(document)
        pieces.append(document[end:at])
    return b"".join(pieces)


def _listed(entry: Any, location: str, is_atom: bool) -> Listed:
    # What stands empty in a feed may be nothing at all.
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    link, known = entry.get("link"), entry.get("id") or ""
    detail = entry.get("title_detail") or {}
    is_text = is_atom and detail.get("type") == "text/plain"
    title = entry.get("title") or ""
    return Listed(
        url=absolute(location, link),
        id=absolute(location, known) if known.startswith("/") else known or None,
        title=(one_line(title) if is_text else plain_text(title)) or None,
        byline=plain_text(entry.get("author") or "") or None,
        published=_date(entry, "published") or _date(entry, "created"),
        updated=_date(entry, "updated"),
        teaser=entry.get("summary") or "",
        content=max(contents, key=len, default=""),
        sections=tuple(
            plain_text(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or ()
        )[:20],
    )


def _date(entry: Any, name: str) -> str | None:
    # The dictionary's own look-up answers with other dates where one is missing.
    parsed = dict.get(entry, f"{name}_parsed")
    if not parsed:
        return None
    text = str(dict.get(entry, name, "")).strip()
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        return believable(text if _DAY.fullmatch(text) else moment.isoformat())
    except (ValueError, OverflowError, OSError):
        return None
