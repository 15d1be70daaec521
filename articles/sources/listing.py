"""What feeds, sitemaps and their like list: wanted items become articles, pages are followed."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import urljoin

from articles.article import Article, ArticleError
from articles.assemble import RawArticle, article_of
from articles.extract.characters import one_line, well_formed
from articles.extract.metadata import Metadata
from articles.locations import canonical_url, is_url
from articles.sources.files import check_opt_outs, complete, filtered, read_page
from articles.sources.items import as_error, in_worker, read_item
from articles.sources.kind import Item, Reading, Skipped
from articles.sources.resource import Resource
from articles.sources.source import moment
from base.errors import either

FULL_TEXT = 120
"""Words from which on the text in a feed is taken for the story, not for a teaser."""
_MORE = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\W*$"
    r"|(?:read (?:more|on|the (?:full|whole))|continue reading|full (?:story|article))\W{0,3}$",
    re.I,
)
_SILENT = re.compile(r"<(script|style)\b.*?(?:</?\s*\1\s*>|$)", re.I | re.S)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_FOLLOWED = re.compile(r"https?://[^/?#@\s]+(?![^/?#])", re.I)
"""With a host, and without a user name and password, which would be sent to it and shown."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")


@dataclass(frozen=True)
class Listed:
    """An item of a list, as far as the list describes it."""

    url: str | None = None
    id: str | None = None
    """What the list knows it by."""
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    """ISO 8601 date or date-time, as is ``updated``."""
    updated: str | None = None
    teaser: str = ""
    """Text or HTML."""
    content: str = ""
    """The whole text as HTML, where the list has it."""
    sections: tuple[str, ...] = ()
    language: str | None = None

    def __post_init__(self) -> None:
        """Put a mark in place of what no encoding has: half a character, as JSON can name one."""
        for each in fields(self):
            if isinstance(value := getattr(self, each.name), str):
                object.__setattr__(self, each.name, well_formed(value))
        object.__setattr__(self, "sections", tuple(map(well_formed, self.sections)))

    @property
    def fingerprint(self) -> str:
        """Hash of the description: while it stays the same, the item need not be read again."""
        return hashlib.sha256(repr(self).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def described(self) -> str | None:
        """Title and teaser, or None where the list has neither."""
        return f"{self.title or ''}\n{plain_text(self.teaser or self.content)}".strip() or None

    @property
    def first(self) -> str | None:
        """When it was published, as far as is known."""
        return self.published or self.updated

    @property
    def newest(self) -> datetime | None:
        """When it was published or last changed."""
        moments = [each for each in (moment(self.published), moment(self.updated)) if each]
        return max(moments, default=None)


def read_listed(items: Iterable[Listed], resource: Resource, reading: Reading) -> Iterator[Item]:
    """Yield what becomes of each item that a list names, the newest first.

    Items that the ledger knows are passed over in silence; those that the source does not want
    are `Skipped`.
    """
    now = datetime.now(UTC)
    met: set[str] = set()
    wanted: list[tuple[str, Listed]] = []
    for number, item in enumerate(items, start=1):
        where = item.url or f"{resource.location}#{item.id or number}"
        key = (item.url and canonical_url(item.url)) or where
        if key in met:
            continue
        met.add(key)
        if reading.ledger and reading.ledger.is_settled(key, item.fingerprint):
            continue
        try:
            reason = _refusal(item, reading, now)
        except Exception as error:
            yield as_error(where, error)
            continue
        if reason:
            skipped = Skipped(where, reason, "see the filters of the source")
            yield skipped
            if reading.ledger:
                reading.ledger.settle(key, item.fingerprint, skipped)
            continue
        wanted.append((key, item))
    oldest = datetime.min.replace(tzinfo=UTC)
    wanted.sort(key=lambda pair: pair[1].newest or oldest, reverse=True)
    for key, item in wanted[: reading.source.limit]:
        found = read_item(key, partial(_read, item, resource, reading))
        yield found
        # Whoever asks for the next one has taken this one in.
        if reading.ledger:
            reading.ledger.settle(key, item.fingerprint, found)
    for key, item in wanted[reading.source.limit :]:
        yield Skipped(
            item.url or key, f"beyond the limit of {reading.source.limit}", "the next run takes it"
        )
        if reading.ledger:
            reading.ledger.leave()


def _refusal(item: Listed, reading: Reading, now: datetime) -> str | None:
    language = (item.language or "").partition("-")[0].lower()
    if language and language not in reading.languages:
        return f"in {language}, not in {either(reading.languages)}"
    return reading.source.refusal(
        published=item.newest,
        text=item.described,
        sections=item.sections,
        now=now,
    )


def _read(item: Listed, resource: Resource, reading: Reading) -> Item:
    follow = reading.source.follow
    text = item.content or item.teaser
    if follow != "always" and (follow == "never" or not item.url or _is_full(text)):
        try:
            return _article_of(item, text, resource, reading)
        except ArticleError:
            if follow == "never" or not item.url:
                raise
    url = item.url or ""
    if not is_url(url):
        raise ArticleError(
            f"{resource.location}#{item.id or url}", "no URL to follow", "tell its publisher"
        )
    known = Metadata(title=item.title, byline=item.byline, published=item.first)
    article = read_page(reading.fetch(url), reading, known)
    return filtered(article, reading, by_date=item.newest is None, by_words=item.described is None)


def _article_of(item: Listed, text: str, resource: Resource, reading: Reading) -> Article:
    """Make an article of the text that the list itself holds."""
    location = f"{resource.location}#{item.id or item.url or ''}"
    if not text.strip():
        raise ArticleError(location, "listed without a text", "let the source follow its links")
    defaults = replace(reading.defaults, url=item.url)
    origin = RawArticle(location, text.encode(), resource.retrieved, reading.languages, defaults)
    declared = Metadata(title=item.title, byline=item.byline, published=item.first)
    page = f"<html><body><article>{text}</article></body></html>".encode()
    article = in_worker(location, article_of, origin, page, "text/html; charset=utf-8", declared)
    return complete(article, reading, check_opt_outs(b"", resource, reading))


def _is_full(text: str) -> bool:
    plain = plain_text(text)
    return len(_WORD.findall(plain)) >= FULL_TEXT and not _MORE.search(plain[-60:])


def plain_text(markup: str) -> str:
    """Return the text of a title or teaser that may be HTML, on one line.

    >>> plain_text("Tom &amp; <b>Jerry</b> &lt; 3")
    'Tom & Jerry < 3'
    """
    return one_line(html.unescape(_TAG.sub(" ", _SILENT.sub("", markup))))


def absolute(base: str, link: str | None) -> str | None:
    """Return a link of a list as a URL, or None where it is none that is followed.

    A whole URL stays as it is; a relative one is joined to ``base``.
    """
    if not link:
        return None
    url = link.strip()
    if not is_url(url):
        try:
            url = urljoin(base, url)
        except ValueError:
            return None
    return url if _FOLLOWED.match(url) else None


def believable(iso: str) -> str | None:
    """Return a date unless it lies in the future: then nothing is known."""
    found = moment(iso)
    return iso if found and found <= datetime.now(UTC) + timedelta(days=1) else None
