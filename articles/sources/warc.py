"""WARC files: what a crawler or an archive kept of the web."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from articles.article import ArticleError
from articles.extract.characters import one_line
from articles.fetch.fetcher import Fetched
from articles.sources.files import filtered, media_type, read_page
from articles.sources.items import as_error, in_worker
from articles.sources.kind import Item, Reading
from articles.sources.resource import MAX_BYTES, Resource
from articles.sources.warc_records import Damaged, split_records

_WARC = b"WARC/"
_GZIP = b"\x1f\x8b"
_LONGEST = MAX_BYTES + 100_000
"""Bytes of a record that are read: its headers too."""


class Warc:
    """A WARC file, compressed or not: each page that was answered with 200 is an article."""

    name = "warc"
    shape = ".warc .warc.gz"

    def accepts(self, resource: Resource) -> bool:
        """Whether it begins as a WARC file, or is called one and compressed."""
        return resource.head.startswith(_WARC) or (
            resource.name.endswith(".warc.gz") and resource.head.startswith(_GZIP)
        )

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the pages; what is no page is passed over, each damaged record is an error."""
        if find_spec("warcio") is None:
            raise ArticleError(
                resource.location, "warcio is not installed", "pip install 'polydigest[warc]'"
            )
        with resource.open() as file:
            for number, found in enumerate(split_records(file, _LONGEST), start=1):
                location = f"{resource.location}#{number}"
                try:
                    if isinstance(found, Damaged):
                        raise _damaged(location, found.reason)
                    fetched = in_worker(location, _answer, found, location, reading.retrieved)
                    if fetched is None:
                        continue
                    page = Resource(location, fetched.retrieved, fetched=fetched)
                    if media_type(page) is not None:
                        yield filtered(read_page(page, reading), reading)
                except Exception as error:
                    yield as_error(location, error)


def _damaged(location: str, reason: str) -> ArticleError:
    return ArticleError(
        location, f"damaged record ({one_line(reason)[:200]})", "get the file again"
    )


def _answer(data: bytes, location: str, otherwise: datetime) -> Fetched | None:
    """Return the page of a record, or None where it holds none.

    Raises ArticleError where it is damaged, or too large.
    """
    from warcio.archiveiterator import ArchiveIterator

    try:
        record: Any = next(ArchiveIterator(io.BytesIO(data), check_digests=True))
    except Exception as error:  # the parser stumbles over damage in many ways
        raise _damaged(location, str(error)) from error
    headers = record.http_headers
    if record.rec_type != "response" or not headers:
        return None
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    content_type = str(headers.get_header("Content-Type") or "")
    try:
        urlsplit(url)
    except ValueError as error:
        raise _damaged(location, str(error)) from error
    if headers.get_statuscode() != "200" or not url.startswith(("http://", "https://")):
        return None
    try:
        body = record.content_stream().read(MAX_BYTES + 1)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise _damaged(location, str(error)) from error
    if any(problem.startswith("block digest") for problem in record.digest_checker.problems):
        raise _damaged(location, "not the bytes of its digest")
    return Fetched(
        url=url,
        final_url=url,
        moved_to=None,
        media_type=content_type,
        body=body,
        retrieved=_moment(record.rec_headers.get_header("WARC-Date"), otherwise),
        robots_tag=str(headers.get_header("X-Robots-Tag") or ""),
        tdm_reservation=str(headers.get_header("TDM-Reservation") or ""),
    )


def _moment(value: str | None, otherwise: datetime) -> datetime:
    try:
        found = datetime.fromisoformat(value or "")
    except ValueError:
        return otherwise
    return found if found.tzinfo else found.replace(tzinfo=UTC)
