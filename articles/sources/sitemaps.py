"""Sitemaps, sitemap indexes and news sitemaps."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from articles.article import ArticleError
from articles.extract.characters import one_line
from articles.extract.dates import iso_date
from articles.sources.feeds import begins_with, with_whole_references
from articles.sources.items import in_worker
from articles.sources.kind import Item, Reading, Skipped
from articles.sources.listing import Listed, absolute, believable, read_listed
from articles.sources.resource import MAX_BYTES, Resource
from articles.sources.source import moment
from base.showing import fault

MAX_SITEMAPS = 50
"""Of an index that are read in one run, the newest first."""
MAX_DEPTH = 3
"""Indexes inside one another: the protocol has one, some sites have two."""

_ROOT = re.compile(rb"<(?:[a-z]\w{0,20}:)?(?:urlset|sitemapindex)(?=[\s>/])", re.I)
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class _Sitemap:
    pages: tuple[Listed, ...]
    sitemaps: tuple[tuple[str, str | None], ...]
    """URLs with the time of their last change."""


class Sitemap:
    """A list of the pages of a site, or of further sitemaps: pages are followed."""

    name = "sitemap"
    shape = "a sitemap"

    def accepts(self, resource: Resource) -> bool:
        """Whether it begins as a sitemap does, compressed or not."""
        if resource.head.startswith(_GZIP):
            return "sitemap" in resource.name and resource.name.endswith(".gz")
        return begins_with(_ROOT, resource)

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the pages that are wanted, and an error for each sitemap that cannot be had."""
        problems: list[Item] = []
        pages = list(_pages(resource, reading, problems))
        yield from problems
        yield from read_listed(pages, resource, reading)


def _pages(resource: Resource, reading: Reading, problems: list[Item]) -> Iterator[Listed]:
    """Yield the pages of a sitemap and of those that it leads to."""
    waiting = [(resource.location, None, 0)]
    met = {resource.location}
    read, most = 0, min(MAX_SITEMAPS, reading.source.limit)
    while waiting:
        url, _, depth = waiting.pop(0)
        read += 1
        try:
            found = resource if depth == 0 else reading.fetch(url)
            sitemap = in_worker(found.location, _parse, found.read(), found.location)
        except ArticleError as error:
            problems.append(error)
            continue
        yield from sitemap.pages
        for further, changed in sorted(sitemap.sitemaps, key=_age):
            if further in met:
                continue
            met.add(further)
            reason = reading.source.refusal(
                published=moment(changed), text="", sections=(), now=datetime.now(UTC)
            )
            if reason and changed and "published" in reason:
                problems.append(Skipped(further, reason, "see the filters of the source"))
            elif depth == MAX_DEPTH:
                problems.append(ArticleError(further, "nested too deeply", "name it as a source"))
            elif read + len(waiting) >= most:
                problems.append(Skipped(further, f"beyond {most} sitemaps", "name it as a source"))
            else:
                waiting.append((further, None, depth + 1))


def _age(sitemap: tuple[str, str | None]) -> float:
    changed = moment(sitemap[1])
    return -changed.timestamp() if changed else 0.0


def _parse(data: bytes, location: str) -> _Sitemap:
    data = with_whole_references(_decompressed(data, location))
    # Nothing outside the document is loaded, and no entity of its own is put in.
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError(
            location, f"sitemap cannot be parsed ({fault(error)})", "tell its publisher"
        ) from error
    if root is None or _name(root) not in {"urlset", "sitemapindex"}:
        raise ArticleError(location, "not a sitemap", "give the URL of a sitemap")
    pages, sitemaps = [], []
    for element in root:
        fields = _fields(element)
        url = absolute(location, fields.get("loc"))
        if url is None:
            continue
        if _name(element) == "sitemap":
            sitemaps.append((url, _date(fields.get("lastmod"))))
        elif _name(element) == "url":
            pages.append(
                Listed(
                    url=url,
                    title=fields.get("title"),
                    published=_date(fields.get("publication_date")),
                    updated=_date(fields.get("lastmod")),
                    sections=tuple(
                        part.strip()
                        for part in (fields.get("keywords") or "").split(",")
                        if part.strip()
                    )[:20],
                    language=fields.get("language"),
                )
            )
    return _Sitemap(tuple(pages), tuple(sitemaps))


_NEWS = {"title", "publication_date", "language", "keywords"}
_NEWS_NAMESPACE = "sitemap-news"


def _fields(element: etree._Element) -> dict[str, str]:
    """Return the texts of ``loc``, ``lastmod`` and ``news:*`` of an entry."""
    found: dict[str, str] = {}
    for child in element.iter(etree.Element):
        name = _name(child)
        is_news = _NEWS_NAMESPACE in str(child.tag)
        if (name in {"loc", "lastmod"} and child.getparent() is element) or (
            is_news and name in _NEWS
        ):
            text = "".join(map(str, child.itertext())).strip()
            # An address stays as it is, letter by letter.
            found.setdefault(name, text if name == "loc" else one_line(text))
    return {name: text for name, text in found.items() if text}


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _date(value: str | None) -> str | None:
    try:
        return believable(iso_date(value)) if value else None
    except ValueError:
        return None


def _decompressed(data: bytes, location: str) -> bytes:
    if not data.startswith(_GZIP):
        return data
    decompressor = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = decompressor.decompress(data, 5 * MAX_BYTES + 1)
    except zlib.error as error:
        raise ArticleError(location, f"undecodable ({error})", "tell its publisher") from error
    if len(plain) > 5 * MAX_BYTES:
        raise ArticleError(location, f"larger than {5 * MAX_BYTES:,} bytes", "tell its publisher")
    return plain
