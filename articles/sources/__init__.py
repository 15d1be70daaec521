"""Kinds of input, one module each.

A new kind is one module with a class of the shape of `InputKind`, and one line in ``KINDS``; or
an entry point of another package, in the group ``polydigest.sources``, that names such a class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import entry_points

from articles.article import ArticleError
from articles.fetch.fetcher import Fetcher
from articles.locations import is_url, location_of, path_of
from articles.sources.archive import Archived
from articles.sources.feeds import Feed
from articles.sources.files import ArticleFile
from articles.sources.folders import Folder
from articles.sources.items import as_error
from articles.sources.json_feeds import JsonFeed
from articles.sources.json_lines import JsonLines
from articles.sources.kind import InputKind, Item, Ledger, Reading
from articles.sources.lists import InputList, load_sources
from articles.sources.mail import Mail, Mailbox
from articles.sources.page_lists import PageList
from articles.sources.resource import Resource, unreadable
from articles.sources.sitemaps import Sitemap
from articles.sources.source import Source
from articles.sources.warc import Warc
from base.secrets import UnknownSecretError, conceal, hide_known

GROUP = "polydigest.sources"
"""Entry points by which other packages add kinds."""

KINDS: tuple[InputKind, ...] = (
    Mailbox(),
    Folder(),
    Feed(),
    Sitemap(),
    JsonFeed(),
    PageList(),
    Warc(),
    Mail(),
    ArticleFile(),
    JsonLines(),
    Archived(),
    InputList(),
)


@cache
def kinds() -> tuple[InputKind, ...]:
    """Return every kind, those of other packages first: they know more of their own."""
    added = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    return (*(entry.load()() for entry in added), *KINDS)


def read_articles(
    inputs: Sequence[str],
    *,
    languages: Sequence[str] = ("en",),
    retrieved: datetime | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Item]:
    """Yield articles in the order of ``inputs``, and an `ArticleError` for each that cannot be had.

    Inputs are locations: paths or URLs of articles, feeds, sitemaps and the like, of folders of
    them, and of YAML lists of sources. Articles in none of the ``languages`` (ISO 639-1) are
    errors;
    what a source of a list does not want is a `Skipped`. ``retrieved`` is when files were fetched,
    with a time zone; now, where it is None. URLs are got by ``fetcher``, or one with the default
    settings. Nothing is raised for an item, and the same bytes read twice are two articles of one
    id.
    """
    retrieved = retrieved or datetime.now(UTC)
    with nullcontext(fetcher) if fetcher else Fetcher() as used:
        for location in inputs:
            try:
                source = _source_of(location)
            except ArticleError as error:
                yield error
                continue
            yield from read_source(source, used, languages=languages, retrieved=retrieved)


def read_source(
    source: Source,
    fetcher: Fetcher,
    *,
    languages: Sequence[str] = ("en",),
    retrieved: datetime | None = None,
    ledger: Ledger | None = None,
) -> Iterator[Item]:
    """Yield the items of one source, but for those that ``ledger`` knows to be settled.

    See `read_articles`.
    """
    reading = reading_of(source, fetcher, languages, retrieved, ledger)
    return map(_without_secrets, _read(source.location, reading))


def _without_secrets(item: Item) -> Item:
    """Return an item whose addresses do not tell by which secret it was got: pages repeat it."""
    if isinstance(item, ArticleError):
        return item
    known = {"location": item.source.location, "url": item.source.url}
    hidden = {name: address and hide_known(address) for name, address in known.items()}
    if hidden == known:
        return item
    return item.model_copy(update={"source": item.source.model_copy(update=hidden)})


def reading_of(
    source: Source,
    fetcher: Fetcher,
    languages: Sequence[str],
    retrieved: datetime | None = None,
    ledger: Ledger | None = None,
) -> Reading:
    """Return how a source is to be read; see `read_source`."""
    return Reading(
        tuple(languages),
        retrieved or datetime.now(UTC),
        _read,
        fetcher,
        source,
        ledger,
        source.defaults,
    )


def listed_sources(locations: Iterable[str]) -> Iterator[Source | ArticleError]:
    """Yield the sources that inputs stand for: those of lists one by one, all else as it is."""
    for location in locations:
        try:
            path = path_of(location)
            listed = not is_url(location) and path.suffix.lower() in {".yaml", ".yml"}
            if listed and path.is_file():
                yield from load_sources(Resource.of_path(path, datetime.now(UTC)))
            elif location.strip() and "\0" not in location:
                yield _source_of(location)
            else:
                yield ArticleError(location, "not a path", "check the path")
        except ArticleError as error:
            yield error


def _source_of(location: str) -> Source:
    """Return an input as a source of which nothing else is known.

    Raises ArticleError where a secret that it names is unknown.
    """
    try:
        shown = conceal(location) if is_url(location) else location
    except UnknownSecretError as error:
        remedy = "give secrets by names that are set, as ${NAME}"
        raise ArticleError(location, str(error), remedy) from None
    return Source.model_construct(location=shown)


def _read(location: str, reading: Reading) -> Iterator[Item]:
    try:
        resource = open_location(location, reading)
        is_its_own = location == reading.source.location
        if reading.ledger and is_its_own and reading.ledger.is_done(resource):
            return
        yield from kind_of(location, resource, reading.source).read(resource, reading)
    except Exception as error:
        yield as_error(location if is_url(location) else location_of(path_of(location)), error)


def open_location(location: str, reading: Reading) -> Resource:
    """Return what lies at a location.

    Raises:
        ArticleError: There is nothing, or it cannot be had.
        SourceError: The source lacks what it needs.

    """
    if is_url(location):
        return reading.fetch(location)
    path = path_of(location)
    if not location.strip() or "\0" in str(path):  # an empty one would be the working directory
        raise ArticleError(location, "not a path", "check the path")
    try:
        path.stat()
    except OSError as error:
        raise unreadable(location_of(path), error) from error
    return Resource.of_path(path, reading.retrieved)


def kind_of(location: str, resource: Resource, source: Source) -> InputKind:
    """Return the kind that a source states for its own location, else the first that accepts.

    Raises ArticleError where there is none.
    """
    known = kinds()
    if source.kind and location == source.location:
        stated = next((kind for kind in known if kind.name == source.kind), None)
        if stated is None:
            names = ", ".join(kind.name for kind in known)
            raise ArticleError(source.location, f"no kind {source.kind!r}", f"known are: {names}")
        return stated
    found = next((kind for kind in known if kind.accepts(resource)), None)
    if found is None:
        shapes = ", ".join(kind.shape for kind in known)
        raise ArticleError(
            resource.location, "no kind of input looks like this", f"known are: {shapes}"
        )
    return found
