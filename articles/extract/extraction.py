"""What extraction yields, and what a record or a front matter may declare."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from articles.article import ArticleError, Removed
from articles.extract.blocks import Block
from articles.extract.characters import one_line
from articles.extract.dates import iso_date
from articles.extract.metadata import Metadata

MAX_CHARACTERS = 200_000
"""Longest text that is read as one article: ten times the longest feature in a newspaper."""


@dataclass(frozen=True)
class Extract:
    """What a file holds: blocks in order, metadata (title included), and what was left out."""

    blocks: tuple[Block, ...]
    metadata: Metadata
    removed: tuple[Removed, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader should know of how it was read."""
    other_dates: tuple[str, ...] = ()
    """Further dates of publication, those most to be relied on first."""


def _if_given(read: Callable[[str], str | None]) -> Callable[[Any], Any]:
    return lambda value: read(value.strip()) if isinstance(value, str) else value


def _declared_date(value: str) -> str | None:
    """Return an ISO date as it is, and what is none for the article to say so."""
    try:
        return iso_date(value)
    except ValueError:
        return one_line(value)[:40] or None


def _main_language(value: str) -> str | None:
    """Return the language of a tag such as en-US, or None for an empty one."""
    return re.split("[-_]", value.lower())[0] or None


class Declared(BaseModel):
    """What a record or a front matter says of its article.

    A date that cannot be read is kept as it is: the article is read without, and says so.
    """

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = Field(None, validation_alias=AliasChoices("byline", "author"))
    agency: str | None = None
    published: Annotated[str | None, AfterValidator(_if_given(_declared_date))] = Field(
        None, validation_alias=AliasChoices("published", "date")
    )
    licence: str | None = Field(None, validation_alias=AliasChoices("licence", "license"))
    language: Annotated[
        Annotated[str, Field(pattern="^[a-z]{2,3}$")] | None,
        BeforeValidator(_if_given(_main_language)),
    ] = None

    def metadata(self) -> Metadata:
        """Return the fields that a `Provenance` has."""
        return Metadata(**self.model_dump(include=set(Metadata.__dataclass_fields__)))


def explain(error: ValidationError) -> str:
    """Name each field of a record that is wrong, and why, on one line."""
    return ", ".join(
        f"{'.'.join(str(part) for part in item['loc']) or 'record'}: "
        f"{item['msg'].removeprefix('Value error, ')}"
        for item in error.errors(include_url=False, include_input=False)[:5]
    )


def check_length(text: str, location: str) -> None:
    """Raise ArticleError where ``text`` is longer than an article can be."""
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(
            location,
            f"longer than an article can be ({len(text):,} characters)",
            f"split it into articles of at most {MAX_CHARACTERS:,} characters",
        )
