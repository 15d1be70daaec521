"""What extraction yields, and what a record or a front matter may declare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from articles.article import ArticleError, Removed
from articles.extract.blocks import Block
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


class Declared(BaseModel):
    """What a record or a front matter says of its article."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = Field(None, validation_alias=AliasChoices("byline", "author"))
    agency: str | None = None
    published: Annotated[str, AfterValidator(iso_date)] | None = Field(
        None, validation_alias=AliasChoices("published", "date")
    )
    licence: str | None = Field(None, validation_alias=AliasChoices("licence", "license"))
    language: str | None = Field(None, pattern="^[a-z]{2,3}$")

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
