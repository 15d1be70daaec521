"""Taking in one source: what is new is kept, what became of it is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from articles.article import ArticleError
from articles.fetch.errors import PassingFetchError
from articles.fetch.fetcher import Fetcher
from articles.sources import read_source
from articles.sources.items import as_error
from articles.sources.kind import Skipped
from articles.sources.source import Source, moment
from articles.sources.state import SourceLedger, State

MAX_REFUSED = 200
"""Refusals of one source that are kept with their reasons; all are counted."""


@dataclass
class Intake:
    """What became of a source in one run."""

    source: Source
    new: int = 0
    updated: int = 0
    known: int = 0
    skipped: int = 0
    failed: int = 0
    refused: list[ArticleError] = field(default_factory=list)
    """Items that did not become articles, those left out on purpose included."""
    replaced: dict[str, str] = field(default_factory=dict)
    """Ids of older versions, by that of the version that took their place."""
    error: ArticleError | None = None
    """Why the source itself could not be read."""
    moved_to: str | None = None
    """Where the source has moved for good."""
    is_due: bool = False
    """Whether people are to be told of the error."""

    @property
    def may_pass(self) -> bool:
        """Whether the source may be read in a while."""
        return isinstance(self.error, PassingFetchError)


def take_in(
    source: Source,
    fetcher: Fetcher,
    state: State,
    archive: Path,
    *,
    languages: Sequence[str] = ("en",),
    again: bool = False,
) -> Intake:
    """Read a source and keep each article that is new in ``archive``.

    With ``again``, articles are made anew of what was fetched; only what never was is fetched.

    Killed at any moment, the same call does the rest: an item is settled once its article is kept,
    and a source is done once all of its items are settled.

    Raises:
        OSError: The disk is full, or the folder cannot be written.
        StoreError: The database cannot be read or written.

    """
    ledger = SourceLedger(state, source, again=again)
    if again:
        source = source.model_copy(update={"freshness": timedelta.max})
    intake = Intake(source)
    newest: datetime | None = None
    if source.language:
        languages = (source.language,)
    for item in read_source(source, fetcher, languages=languages, ledger=ledger):
        if isinstance(item, ArticleError):
            if item.location == source.location:
                intake.error = item
            _count(intake, item)
            continue
        try:
            published = moment(item.source.published)
            filed = state.file(item, archive, source)
        except OSError:
            raise
        except Exception as error:
            _count(intake, as_error(item.source.location, error))
            continue
        setattr(intake, filed.status, getattr(intake, filed.status) + 1)
        if filed.replaced:
            intake.replaced[item.id] = filed.replaced
        if published:
            newest = max(newest or published, published)
    if not (ledger.is_list or intake.new or intake.updated or intake.known):
        # A page that was redirected fails under the URL that it led to.
        failures = (item for item in intake.refused if not isinstance(item, Skipped))
        intake.error = intake.error or next(failures, None)
    is_done = not ledger.has_left and intake.error is None
    intake.moved_to = ledger.moved_to
    intake.is_due = state.report(
        source,
        error=str(intake.error) if intake.error else None,
        newest=newest,
        done=ledger.fingerprint if is_done else None,
    )
    return intake


def _count(intake: Intake, item: ArticleError) -> None:
    if isinstance(item, Skipped):
        intake.skipped += 1
    else:
        intake.failed += 1
    if len(intake.refused) < MAX_REFUSED:
        intake.refused.append(item)
