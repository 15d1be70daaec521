"""What an article and a story are."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from base.errors import ExplainedError
from base.records import Frozen, Named
from language.sentences import Sentence


def _iso_8601(value: str) -> str:
    datetime.fromisoformat(value)
    return value


IsoDate = Annotated[str, AfterValidator(_iso_8601)]
"""A date (``2023-09-18``) or a date-time with offset: publishers often give no time of day."""


class Provenance(Frozen):
    """Where a text came from, as far as it says."""

    location: Named = Field(
        description="Path or URL that was read; `path#n` is record n of a file; a path with "
        "characters that do not print is a file: URI"
    )
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the bytes that were read")
    retrieved: AwareDatetime
    publisher: str | None = None
    byline: str | None = Field(None, description="Person or desk, without the word 'By'")
    agency: str | None = Field(None, description="News agency whose text it is, such as AFP")
    url: str | None = Field(None, description="Canonical URL, http or https only")
    published: IsoDate | None = None
    dateline: str | None = Field(None, description="Place, as in 'GENEVA (Reuters) -'")
    licence: str | None = Field(None, description="Licence or copyright note, as printed")
    section: str | None = Field(None, description="Section that the source puts it in")
    tags: tuple[str, ...] = Field((), description="Tags that the source gives it")
    opt_outs: tuple[str, ...] = Field(
        (), description="What its publisher says against use by machines, such as robots: noai"
    )

    @property
    def published_on(self) -> date | None:
        """Day of publication, or None where the text gives none."""
        return datetime.fromisoformat(self.published).date() if self.published else None


class Removed(Frozen):
    """Text that is not the story, kept with the reason why it was taken out."""

    text: str
    reason: str = Field(description="Such as caption, related-link, byline, share-bar")


class Article(Frozen):
    """One publication of a text.

    ``text`` is the cleaned story, paragraphs separated by a blank line; ``sentences`` cover it in
    order without overlap.
    """

    id: str = Field(pattern="^[0-9a-f]{16}$", description="First 16 digits of source.sha256")
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    language: str = Field(pattern="^[a-z]{2,3}$", description="Detected language, ISO 639 code")
    sentences: tuple[Sentence, ...] = Field(min_length=1)
    source: Provenance
    removed: tuple[Removed, ...] = ()
    doubtful: tuple[tuple[int, int], ...] = Field(
        (), description="Ranges of text that may be furniture: nothing should rest on these alone"
    )
    notes: tuple[str, ...] = Field(
        (), description="What a reader should know of how the article was read, such as repairs"
    )

    @model_validator(mode="after")
    def _offsets_hold(self) -> Article:
        last = 0
        for sentence in self.sentences:
            is_inside = last <= sentence.start < sentence.end <= len(self.text)
            if not is_inside or self.text[sentence.start : sentence.end] != sentence.text:
                raise ValueError(f"sentence at {sentence.start} does not match the text")
            last = sentence.end
        if any(not 0 <= start < end <= len(self.text) for start, end in self.doubtful):
            raise ValueError("a doubtful range is not inside the text")
        return self

    def is_doubtful(self, start: int, end: int) -> bool:
        """Whether the text from ``start`` to ``end`` may be no part of the story."""
        return any(start < last and end > first for first, last in self.doubtful)

    def apart(self) -> Article:
        """Return the article under an id by its own text: its id is that of another one."""
        digest = hashlib.sha256(f"{self.id}\n{self.text}".encode()).hexdigest()
        return self.model_copy(update={"id": digest[:16]})

    @property
    def certain_sentences(self) -> tuple[Sentence, ...]:
        """The sentences that something may rest on: subheadings and the like are left out."""
        if not self.doubtful:
            return self.sentences
        return tuple(each for each in self.sentences if not self.is_doubtful(each.start, each.end))


class Story(Frozen):
    """Articles that are near-duplicates of one another; the first is the one summarised."""

    id: str = Field(pattern="^[0-9a-f]{16}$", description="The id of the first article")
    articles: tuple[Article, ...] = Field(min_length=1)

    @property
    def lead(self) -> Article:
        """The article whose text is summarised: the fullest of the story, in its last version."""
        return self.articles[0]


class ArticleError(ExplainedError):
    """An input that cannot become an article: names the location, the reason and the remedy."""

    @property
    def location(self) -> str:
        """The input: a path or URL, with the number of the record where it is one of many."""
        return self.thing
