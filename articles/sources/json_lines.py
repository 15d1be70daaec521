"""JSON Lines: an article a line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import BinaryIO

from pydantic import ConfigDict, Field, ValidationError, model_validator

from articles.article import Article, ArticleError
from articles.assemble import RawArticle, article_of
from articles.extract.extraction import Declared, explain
from articles.sources.files import complete, filtered
from articles.sources.items import in_worker, read_item
from articles.sources.kind import Item, Reading
from articles.sources.resource import MAX_BYTES, Resource
from base.errors import either

_MEDIA_TYPES = {"application/jsonl", "application/x-ndjson", "application/json-lines"}


class ArticleRecord(Declared):
    """A line of a JSON Lines file.

    ``title``, and either ``text`` (paragraphs set off by blank lines) or ``html``; the other
    fields as far as they are known. ``published`` is an ISO 8601 date or date-time; what is none,
    or cannot be, is passed over with a note.
    """

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1)
    text: str | None = Field(None, min_length=1)
    html: str | None = Field(None, min_length=1)

    @model_validator(mode="after")
    def _has_one_body(self) -> ArticleRecord:
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html")
        return self


class JsonLines:
    """A file of records, read line by line, so of any length."""

    name = "json-lines"
    shape = ".jsonl"

    def accepts(self, resource: Resource) -> bool:
        """Whether the suffix is ``.jsonl``, or the server calls it JSON Lines."""
        return not resource.is_folder and (
            resource.suffix == ".jsonl" or resource.media_type in _MEDIA_TYPES
        )

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield an article or an error for each line that is not blank."""
        location = resource.location
        is_empty = True
        with resource.open() as file:
            for number, line in _lines(file):
                if line.strip():
                    is_empty = False
                    where = f"{location}#{number}"
                    read = partial(_read_line, line, where, resource.retrieved, reading)
                    yield read_item(where, read)
        if is_empty:
            yield ArticleError(location, "empty", "give one article a line")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines as UTF-8, each cut off one byte above the limit."""
    mark = file.read(2)
    if mark in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        yield from enumerate(_lines_of_utf16(file, mark), start=1)
        return
    number = 0
    while line := (mark + file.readline(MAX_BYTES + 1) if mark[-1:] != b"\n" else mark):
        mark = b""
        number += 1
        yield number, line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES + 1)


def _lines_of_utf16(file: BinaryIO, mark: bytes) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    decoder.decode(mark)
    waiting = ""
    while piece := file.read(1 << 16):
        *lines, waiting = (waiting + decoder.decode(piece)).split("\n")
        yield from (line.encode("utf-8", "replace") for line in lines)
        waiting = waiting[: MAX_BYTES + 1]
    yield waiting.encode("utf-8", "replace")


def _read_line(line: bytes, location: str, retrieved: datetime, reading: Reading) -> Item:
    if len(line) > MAX_BYTES:
        raise ArticleError(
            location, f"larger than {MAX_BYTES:,} bytes", "cut it down to the article"
        )
    data = line.strip().removeprefix(b"\xef\xbb\xbf")
    origin = RawArticle(location, data, retrieved, reading.languages, reading.defaults)
    return filtered(complete(in_worker(location, _article_of_record, origin), reading), reading)


def _article_of_record(origin: RawArticle) -> Article:
    location, languages = origin.location, origin.languages
    try:
        record = ArticleRecord.model_validate_json(origin.data)
    except ValidationError as error:
        known = ", ".join(ArticleRecord.model_fields)
        raise ArticleError(
            location, f"wrong record ({explain(error)})", f"known fields: {known}"
        ) from error
    if record.language not in {None, *languages}:
        raise ArticleError(
            location,
            f"declared as {record.language}, not {either(languages)}",
            f"give articles in {either(languages)}, or set the languages of the input",
        )
    if record.html is not None:
        media_type, body = "text/html", record.html
    else:
        # The record's title stands in front, so that no first line is mistaken for one.
        media_type, body = "text/plain", f"{record.title}\n\n{record.text}"
    return article_of(origin, body.encode(), f"{media_type}; charset=utf-8", record.metadata())
