"""Shards: some tens of stories that are edited together, wherever that is.

Between processes go paths and cache keys, not texts: stories lie in files, entries in the store.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date
from pathlib import Path

from sqlalchemy import URL

from articles.article import Article, ArticleError, Story
from articles.sources.kind import Skipped
from articles.stories.duplicates import group_stories
from base.database import StoreError
from base.errors import ExplainedError
from base.records import Frozen
from digests.assembly import make_editor
from digests.digest import Entry
from digests.editor import Editor, entry_articles
from digests.profile import Profile
from digests.report import Outcome, Usage
from digests.review.carry import carry
from digests.store import Store
from models.interrupt import InterruptionError, OverdueError, within
from models.tasks import UnusableError
from models.usage import counting

logger = logging.getLogger(__name__)


class Shard(Frozen):
    """Some tens of stories, as written to a shard file."""

    stories: tuple[Story, ...]


class Collected(Frozen):
    """What was read: shard files of stories, and the outcomes that are already known."""

    shards: tuple[str, ...]
    stories: int
    outcomes: tuple[Outcome, ...]
    """Of every input; those of the shards are ``digested`` until their shard says otherwise."""


class Edited(Frozen):
    """What became of a shard: the cache keys of its entries, in order."""

    fingerprints: tuple[str, ...]
    cached: int
    failed: dict[str, str]
    """Reason by story id."""
    usage: tuple[Usage, ...] = ()

    @property
    def stories(self) -> int:
        """How many stories the shard has."""
        return len(self.fingerprints) + len(self.failed)


def stories_of(shard: str) -> tuple[Story, ...]:
    """Read the stories of a shard file."""
    return Shard.model_validate_json(Path(shard).read_text(encoding="utf-8")).stories


def collect_shards(
    read: Iterable[Article | ArticleError],
    work: Path,
    *,
    shard_size: int,
    since: date | None = None,
    digested_in: str | URL | None = None,
) -> Collected:
    """Group articles into stories and write shards of them to the folder ``work``.

    Args:
        read: Articles, and errors in the place of those that cannot be read.
        work: Folder of the shard files.
        shard_size: Stories of a shard.
        since: Day before which a published article is skipped.
        digested_in: URL of a store that says which articles an earlier run digested: these are
            skipped.

    """
    outcomes: list[Outcome] = []
    grouping = group_stories(_wanted(read, since, digested_in, outcomes), work)
    failed = sum(outcome.status == "failed" for outcome in outcomes)
    outcomes += [
        Outcome(
            location=repeated.location,
            status="repeated",
            reason=f"the same bytes as {repeated.kept}",
        )
        for repeated in grouping.repeated
    ]
    shards = []
    for number, start in enumerate(range(0, len(grouping.stories), shard_size)):
        stories = grouping.stories[start : start + shard_size]
        outcomes += [
            Outcome(
                location=article.source.location,
                article=article.id,
                status="digested",
                story=story.id,
            )
            for story in stories
            for article in story.articles
        ]
        path = work / f"shard-{number:05}.json"
        path.write_text(Shard(stories=tuple(stories)).model_dump_json(), encoding="utf-8")
        shards.append(str(path))
    logger.info(
        "read %d inputs: %d stories, %d failed", len(outcomes), len(grouping.stories), failed
    )
    return Collected(shards=tuple(shards), stories=len(grouping.stories), outcomes=tuple(outcomes))


def _wanted(
    read: Iterable[Article | ArticleError],
    since: date | None,
    digested_in: str | URL | None,
    outcomes: list[Outcome],
) -> Iterator[Article]:
    """Yield the articles that are to be digested; add the outcome of each other to the list."""
    with Store(digested_in) if digested_in else nullcontext() as store:
        for article in read:
            if isinstance(article, ArticleError):
                unwanted = isinstance(article, Skipped)
                logger.log(logging.INFO if unwanted else logging.WARNING, "%s", article)
                outcomes.append(
                    Outcome(
                        location=article.location,
                        status="skipped" if unwanted else "failed",
                        reason=f"{article.reason}; {article.remedy}",
                    )
                )
                continue
            reason = None
            if since and (article.source.published_on or since) < since:
                reason = f"published {article.source.published}, before {since}"
            elif store and (run := store.seen([article.id]).get(article.id)):
                reason = f"digested in run {run}"
            if reason is None:
                yield article
                continue
            outcomes.append(
                Outcome(
                    location=article.source.location,
                    article=article.id,
                    status="skipped",
                    reason=reason,
                )
            )


def edit_shard(shard: str, profile: Profile, targets: Sequence[str], store: Store) -> Edited:
    """Make the entries of a shard that the store does not hold yet, and store each.

    A story that cannot be digested costs no other: the shard is halved until it stands alone.

    Raises:
        ExplainedError: Models, profile, glossary or store are not usable; what may pass is a
            `HubError` or a `StoreBusyError`.
        OverdueError: It took longer than the deployment's ``timeout``; see `given_up`.
        InterruptionError: Somebody called `models.interrupt.interrupt`.

    """
    stories = stories_of(shard)
    editor = make_editor(profile, targets, store)
    keys = {story.id: editor.fingerprint(story) for story in stories}
    cached = store.get_entries(list(keys.values()))
    missing = [story for story in stories if keys[story.id] not in cached]
    with within(profile.deployment.timeout), counting() as ledger:
        failed = _edit(editor, store, missing)
        made = {story.id: story for story in stories if story.id not in failed}
        if store.has_decisions():
            keys |= _carried(editor, store, made, [keys[key] for key in made])
    return Edited(
        fingerprints=tuple(keys[key] for key in made),
        cached=len(cached),
        failed=failed,
        usage=tuple(
            Usage(model=model, engine=engine, **asdict(use))
            for (model, engine), use in ledger.uses.items()
        ),
    )


def _edit(editor: Editor, store: Store, stories: Sequence[Story]) -> dict[str, str]:
    """Make and store entries; return the reason by id of each story that failed."""
    if not stories:
        return {}
    try:
        for entry in editor.entries(stories):
            store.put_entry(entry)
    except (StoreError, InterruptionError, OverdueError, UnusableError):
        raise
    except Exception as error:
        if len(stories) == 1:
            logger.warning(
                "story %s cannot be digested: %s",
                stories[0].id,
                error,
                exc_info=not isinstance(error, ExplainedError),
            )
            return {stories[0].id: f"{type(error).__name__}: {error}"}
        middle = len(stories) // 2
        return {
            **_edit(editor, store, stories[:middle]),
            **_edit(editor, store, stories[middle:]),
        }
    return {}


def _carried(
    editor: Editor, store: Store, stories: Mapping[str, Story], fingerprints: Sequence[str]
) -> dict[str, str]:
    """Apply what persons decided in earlier runs; return the entries' cache keys by story."""
    targets = tuple(editor.translators)
    return {
        entry.id: carry(entry, stories[entry.id], targets, editor.judge, store).fingerprint
        for entry in store.get_entries(fingerprints).values()
    }


def entries_of(shard: str, edited: Edited, store_url: str | URL) -> Iterator[tuple[Entry, Story]]:
    """Take a shard's entries from the store, with the sources of this run's articles.

    With each comes the story that it was made of.
    """
    by_id = {story.id: story for story in stories_of(shard)}
    with Store(store_url) as store:
        found = store.get_entries(list(edited.fingerprints))
    for key in edited.fingerprints:
        entry = found[key]
        story = by_id[entry.id]
        yield entry.model_copy(update={"articles": entry_articles(story)}), story


def given_up(shard: str, seconds: float) -> Edited:
    """Return what became of a shard that took longer than so many seconds."""
    failed = {story.id: f"its shard took more than {seconds:g} s" for story in stories_of(shard)}
    return Edited(fingerprints=(), cached=0, failed=failed)
