"""Files and pages of one article each: HTML, Markdown, plain text and other media types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message

from articles.article import Article, ArticleError
from articles.assemble import RawArticle, make_article
from articles.extract.encodings import known_encoding
from articles.extract.media import KINDS, SUFFIXES, extract, media_type_of
from articles.extract.metadata import UNKNOWN, Metadata
from articles.fetch.fetcher import Fetched
from articles.publishers import publisher_of
from articles.sources.items import in_worker, read_item
from articles.sources.kind import Item, Reading, Skipped
from articles.sources.opt_outs import opt_outs
from articles.sources.resource import Resource, is_same_site
from articles.sources.source import moment
from articles.sources.walls import find_wall

_MEDIA_TYPES = {media_type for kind in KINDS for media_type in kind.media_types}
_VAGUE = {"", "text/plain", "application/octet-stream", "binary/octet-stream", "text/xml"}
"""What servers call what they do not know."""
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")


class ArticleFile:
    """One file or page, one article."""

    name = "page"
    shape = " ".join(SUFFIXES)

    def accepts(self, resource: Resource) -> bool:
        """Whether it is of a media type that is read."""
        return not resource.is_folder and media_type(resource) is not None

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the article, or the error for it."""
        yield read_item(resource.location, lambda: filtered(read_page(resource, reading), reading))


def media_type(resource: Resource) -> str | None:
    """Return the media type that a file or page is to be read as, with its charset, or None."""
    if resource.fetched is None:
        return media_type_of(resource.name)
    if resource.media_type in _VAGUE:
        if resource.head[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
            return "text/html"
        return media_type_of(resource.name) or (
            resource.fetched.media_type if resource.media_type == "text/plain" else None
        )
    return resource.fetched.media_type if resource.media_type in _MEDIA_TYPES else None


def read_page(resource: Resource, reading: Reading, known: Metadata = UNKNOWN) -> Article:
    """Make the article of a file or page; ``known`` is what a list says of it.

    Raises ArticleError where it is none: a wall, an error page, too short, in another language.
    """
    data = resource.read()
    kind = media_type(resource)
    if kind is None:
        raise ArticleError(
            resource.location,
            f"not a page ({resource.media_type or 'of no known kind'})",
            "give the URL of an article",
        )
    here = Metadata(url=resource.fetched.final_url) if resource.fetched else UNKNOWN
    origin = RawArticle(
        resource.location,
        data,
        resource.retrieved,
        reading.languages,
        known.or_else(here).or_else(reading.defaults),
    )
    # Its body goes to the worker once.
    answer = resource.fetched and replace(resource.fetched, body=b"")
    article = in_worker(
        resource.location, _article_of_page, origin, kind, answer, reading.defaults.publisher
    )
    return complete(article, reading, check_opt_outs(data, resource, reading))


def _article_of_page(
    origin: RawArticle, kind: str, answer: Fetched | None, publisher: str | None
) -> Article:
    extracted, failure = None, None
    try:
        extracted = extract(origin.data, _with_fitting_charset(kind, origin.data), origin.location)
    except ArticleError as error:
        failure = error
    story = "\n\n".join(block.text for block in extracted.blocks) if extracted else ""
    if answer and "html" in kind and (wall := find_wall(origin.data, story, answer)):
        raise ArticleError(origin.location, wall, "give its feed, or credentials under `headers`")
    if extracted is None:
        raise failure or AssertionError
    declared = _corrected(extracted.metadata, answer, publisher) if answer else UNKNOWN
    return make_article(extracted, origin, declared)


def check_opt_outs(page: bytes, resource: Resource, reading: Reading) -> tuple[str, ...]:
    """Return the opt-outs for what a resource holds.

    Raises ArticleError where there are some and the source honours them.
    """
    fetched, site = resource.fetched, ""
    if fetched and fetched.final_url == resource.location:  # what an archive holds was got before
        site = reading.fetcher.reservation(fetched.final_url, reading.source.access)
    refused = opt_outs(page, fetched, site)
    if refused and reading.source.opt_outs == "refuse":
        raise ArticleError(
            resource.location,
            f"its publisher opts out of machine use ({', '.join(refused)})",
            "ask the publisher; `opt_outs: keep` of a source takes it all the same",
        )
    return refused


def filtered(
    article: Article, reading: Reading, *, by_date: bool = True, by_words: bool = True
) -> Item:
    """Return an article, or `Skipped` where the filters of its source leave it out.

    What a list has told of it before is not judged again.
    """
    reason = reading.source.refusal(
        published=moment(article.source.published) if by_date else None,
        text=f"{article.title}\n{article.text}" if by_words else None,
        sections=(),
        now=datetime.now(UTC),
    )
    if reason is None:
        return article
    return Skipped(article.source.location, reason, "see the filters of the source")


def _corrected(page: Metadata, fetched: Fetched, publisher: str | None) -> Metadata:
    """Return URL and publisher of a page that claims those of another site."""
    if not page.url or is_same_site(page.url, fetched.final_url):
        return UNKNOWN
    its_own = publisher or publisher_of(fetched.final_url)
    is_claimed = page.publisher == publisher_of(page.url)
    return Metadata(url=fetched.final_url, publisher=its_own if is_claimed else None)


def _with_fitting_charset(kind: str, data: bytes) -> str:
    """Leave a charset out of a media type where the bytes are no text in it."""
    header = Message()
    header["Content-Type"] = kind
    if charset := header.get_content_charset():
        try:
            data.decode(known_encoding(charset) or "ascii")
        except UnicodeDecodeError:
            return header.get_content_type()
    return kind


def complete(article: Article, reading: Reading, opted_out: tuple[str, ...] = ()) -> Article:
    """Add to an article what its source says of all of its articles."""
    source = article.source.model_copy(
        update={
            "section": article.source.section or reading.source.section,
            "tags": reading.source.tags,
            "opt_outs": opted_out,
        }
    )
    return article.model_copy(update={"source": source})
