"""What a digest is; its JSON Schema is what readers of ``digest.json`` can rely on."""

from __future__ import annotations

import operator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from articles.article import Provenance
from base.records import Frozen
from checks.coverage import Coverage
from checks.verdict import Check
from digests.events.records import Correction, Figure, OpenQuestion, Origin, Watched
from digests.evidence import Evidence
from digests.versions import SCHEMA_VERSION, Version, published_schema, read_record

ARTICLES = "articles.jsonl"
"""File of a run with its articles as they were cleaned, one `Article` in JSON a line."""
EVENTS = "events"
"""Folder beside those of the runs: the history of each event, a file a format."""


class Replaced(Frozen):
    """What the machine had made of a text, before a person decided about it."""

    text: str
    supported: bool | None = Field(None, description="Of a sentence")
    evidence: tuple[Evidence, ...] = Field((), description="Of a sentence")
    checks: tuple[Check, ...] = ()


class Edited(Frozen):
    """What persons decided about a text; verdicts beside it are those on the text as it is now."""

    editors: tuple[str, ...] = Field(min_length=1, description="Names, in the order of decisions")
    time: AwareDatetime = Field(description="Of the last decision")
    accepted: bool = Field(
        description="A person vouches for the text as it is, whatever a check says"
    )
    decisions: tuple[str, ...] = Field(description="Ids of lines of decisions.jsonl")
    machine: Replaced | None = Field(
        None, description="What the machine had; null: it had no such translation"
    )


class Translation(Frozen):
    """A translation of one sentence; ``renders`` is the id of the sentence that it translates."""

    renders: str
    target: str
    text: str
    checks: tuple[Check, ...] = ()
    attempts: int = Field(1, ge=1, description="Hypotheses made before this one was kept")
    edited: Edited | None = Field(None, exclude_if=operator.not_)

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that this translation failed, none where a person vouches for it."""
        return _failed(self.checks, self.edited)


def _failed(checks: tuple[Check, ...], edited: Edited | None) -> tuple[Check, ...]:
    if edited is not None and edited.accepted:
        return ()
    return tuple(check for check in checks if check.status == "failed")


class DigestSentence(Frozen):
    """A headline or summary sentence with its evidence, checks and translations."""

    id: str = Field(description="Unique in the digest: entry id, a dash, h for the headline or 1…n")
    text: str
    origin: Literal["title", "model", "source", "quotation"] = Field(
        description="title: the publisher's headline; model: written by the summariser; "
        "source: a source sentence verbatim, put in place of an unsupported one; quotation: what "
        "somebody is quoted as saying"
    )
    supported: bool = Field(description="False: shown only as unsupported, never as fact")
    evidence: tuple[Evidence, ...] = ()
    checks: tuple[Check, ...] = ()
    translations: dict[str, Translation] = Field(
        default_factory=dict, description="By target language"
    )
    edited: Edited | None = Field(None, exclude_if=operator.not_)
    according_to: tuple[str, ...] = Field(
        (),
        exclude_if=operator.not_,
        description="The one origin among several that tells it; to be said with the sentence",
    )
    disputed: tuple[int, ...] = Field(
        (),
        exclude_if=operator.not_,
        description="Places, in the figures of the event, of those in conflict that it gives; all "
        "their values are to be said with the sentence",
    )
    change: Literal["new", "as-before", "changed"] | None = Field(
        None, exclude_if=operator.not_, description="Against what an earlier digest said"
    )
    before: str | None = Field(
        None, exclude_if=operator.not_, description="What the earlier digest said instead"
    )
    before_translations: dict[str, str] = Field(
        default_factory=dict,
        exclude_if=operator.not_,
        description="The same in other languages, by target, where no check doubts it",
    )
    rejected: dict[str, Translation] = Field(
        default_factory=dict,
        exclude_if=operator.not_,
        description="Translations that a person rejected, by target language",
    )

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that the sentence itself failed, none where a person vouches for it."""
        return _failed(self.checks, self.edited)


class EntryArticle(Frozen):
    """An article of an entry's story, as far as a reader needs it."""

    id: str
    title: str
    language: str
    source: Provenance
    kind: Literal["opinion", "round-up"] | None = Field(
        None,
        exclude_if=operator.not_,
        description="Where it is no report of the event alone: no facts were taken from it",
    )


class QuotedSentence(Frozen):
    """What somebody is quoted as saying, with its translations."""

    speaker: str | None = Field(None, description="As the first report names them; null: unnamed")
    verb: str | None = Field(None, description="Of saying, as it is printed")
    sentence: DigestSentence


class TimelineDay(Frozen):
    """What was reported on a day."""

    day: date
    articles: int = Field(description="How many articles of that day there are")
    headlines: tuple[Evidence, ...] = ()


class EventAccount(Frozen):
    """What the reports of an event say together, and what changed since an earlier digest."""

    origins: tuple[Origin, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotations: tuple[QuotedSentence, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    timeline: tuple[TimelineDay, ...] = ()
    run: str | None = Field(
        None, description="Earlier run whose digest told of it; null: it is told for the first time"
    )
    is_news: bool = Field(True, description="False: nothing is new since that run")
    corrections: tuple[Correction, ...] = Field(
        (),
        description="Sentences of earlier digests whose source says something else by now, or "
        "took them back",
    )


class Entry(Frozen):
    """An event in the digest; most have one story."""

    id: str = Field(description="Event id: that of the story that reported it first")
    fingerprint: str = Field(description="Hash of all that can change the entry: the cache key")
    headline: DigestSentence
    summary: tuple[DigestSentence, ...]
    articles: tuple[EntryArticle, ...]
    chunks: int = Field(1, ge=1, description="Pieces that the text was summarised in; 1: whole")
    event: EventAccount | None = Field(
        None,
        exclude_if=operator.not_,
        description="What its reports say together; null: one story alone reports it",
    )
    watched: tuple[Watched, ...] = Field(
        (),
        exclude_if=operator.not_,
        description="What of the run's watch list its articles name; such entries come first",
    )
    revises: str | None = Field(
        None,
        exclude_if=operator.not_,
        description="Fingerprint of the entry before persons decided about its texts",
    )
    rejected: tuple[DigestSentence, ...] = Field(
        (),
        exclude_if=operator.not_,
        description="Sentences that a person rejected: they are no part of the summary",
    )

    @property
    def sentences(self) -> tuple[DigestSentence, ...]:
        """The headline, then the summary."""
        return (self.headline, *self.summary)

    @property
    def translatable(self) -> tuple[DigestSentence, ...]:
        """All that is translated: the sentences, then what people are quoted as saying."""
        quoted = self.event.quotations if self.event else ()
        return (*self.sentences, *(quotation.sentence for quotation in quoted))


class Adapter(Frozen):
    """Trained weights beside a model's own."""

    name: str
    sha256: str = Field(description="SHA-256 of its weights")
    licence: str | None = None


class Model(Frozen):
    """A model that took part, as it was resolved."""

    role: Literal["summariser", "translator", "embedder"]
    name: str
    revision: str | None = Field(None, description="Commit of the hub repository, where known")
    sha256: dict[str, str] = Field(
        default_factory=dict, description="SHA-256 of weight files by file name"
    )
    licence: str | None = None
    notice: str | None = Field(None, description="What a reader must know, such as non-commercial")
    targets: tuple[str, ...] = Field((), description="Target languages of a translator")
    adapter: Adapter | None = Field(None, description="That the model was run with")


class DigestHead(Frozen):
    """What a digest says beside its entries: which run made it, of what and with which models."""

    schema_version: Version = SCHEMA_VERSION
    run: str
    created: AwareDatetime
    profile: str
    source_language: str = "en"
    targets: tuple[str, ...]
    models: tuple[Model, ...]
    coverage: tuple[Coverage, ...] = Field(
        (), description="What was checked in the source language, then in each target"
    )
    articles_file: str | None = Field(
        None,
        description="File beside this one with the cleaned articles, a JSON object a line; "
        "null: they were not to be kept",
    )


class Digest(DigestHead):
    """The entries of one run of one profile."""

    entries: tuple[Entry, ...]


def digest_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``digest.json``."""
    return published_schema(Digest)


def read_digest(path: str | Path) -> Digest:
    """Read a ``digest.json`` that any polydigest with format 1.x wrote.

    Raises:
        RecordError: It cannot be read, is no digest, or has another major version.

    """
    return read_record(Path(path), Digest, "a digest")
