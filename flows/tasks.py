"""The stages of a digest as Prefect tasks: ids and paths go between them, not texts."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from prefect import task
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Failed
from prefect.tasks import exponential_backoff

from articles.article import Article, ArticleError, Story
from articles.sources import read_articles
from articles.stories.duplicates import group_stories
from base.database import StoreBusyError, StoreError
from base.records import Frozen
from digests.assembly import make_editor
from digests.digest import Entry
from digests.editor import Editor, entry_articles
from digests.profile import ProfileError, load_profile
from digests.report import Outcome
from digests.store import Store
from language.glossary import GlossaryError
from models.interrupt import InterruptionError, OverdueError, within
from models.tasks import HubError, ModelError

logger = logging.getLogger(__name__)

EXPLAINED = (GlossaryError, ModelError, ProfileError, StoreError)
"""Errors that name the thing, the reason and the remedy: shown without a traceback."""

MODELS_TAG = "polydigest-models"
"""Tag of tasks that load models into processes of their own, for Prefect's concurrency limits."""

OVERDUE = "TimedOut"
"""Name of the state of a task that took too long."""

_BUSY = "Busy"
"""Name of the state of a task that may succeed when it is tried again."""


class Collected(Frozen):
    """What was read: shard files of stories, and the outcomes that are already known."""

    shards: tuple[str, ...]
    stories: int
    outcomes: tuple[Outcome, ...]
    """Of every input; those of the shards are ``digested`` until their shard says otherwise."""


class Shard(Frozen):
    """Some tens of stories, as written to a shard file."""

    stories: tuple[Story, ...]


def stories_of(shard: str) -> tuple[Story, ...]:
    """Read the stories of a shard file."""
    return Shard.model_validate_json(Path(shard).read_text(encoding="utf-8")).stories


class Edited(Frozen):
    """What became of a shard: the cache keys of its entries, in order."""

    fingerprints: tuple[str, ...]
    cached: int
    failed: dict[str, str]
    """Reason by story id."""

    @property
    def stories(self) -> int:
        """How many stories the shard has."""
        return len(self.fingerprints) + len(self.failed)


@task(name="collect")
def collect(
    sources: list[str],
    language: str,
    since: date | None,
    shard_size: int,
    work: str,
    digested_in: str | None = None,
) -> Collected:
    """Read the sources, group articles into stories and write shards of them to ``work``.

    Articles that an earlier run digested are skipped where ``digested_in``, the URL of a store,
    has a record of it.
    """
    outcomes: list[Outcome] = []
    store = Store(digested_in) if digested_in else None

    def wanted() -> Iterator[Article]:
        for read in read_articles(sources, language=language):
            if isinstance(read, ArticleError):
                logger.warning("%s", read)
                outcomes.append(
                    Outcome(
                        location=read.location,
                        status="failed",
                        reason=f"{read.reason}; {read.remedy}",
                    )
                )
                continue
            reason = None
            if since and (read.source.published_on or since) < since:
                reason = f"published {read.source.published}, before {since}"
            elif store and (run := store.seen([read.id]).get(read.id)):
                reason = f"digested in run {run}"
            if reason is None:
                yield read
                continue
            outcomes.append(
                Outcome(
                    location=read.source.location,
                    article=read.id,
                    status="skipped",
                    reason=reason,
                )
            )

    grouping = group_stories(wanted(), Path(work))
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
        path = Path(work) / f"shard-{number:05}.json"
        path.write_text(Shard(stories=tuple(stories)).model_dump_json(), encoding="utf-8")
        shards.append(str(path))
    logger.info(
        "read %d inputs: %d stories, %d failed", len(outcomes), len(grouping.stories), failed
    )
    return Collected(shards=tuple(shards), stories=len(grouping.stories), outcomes=tuple(outcomes))


def _may_pass(_task: object, _run: object, state: State[Any]) -> bool:
    return state.name == _BUSY


@task(
    name="edit",
    retries=3,
    retry_delay_seconds=exponential_backoff(backoff_factor=5),
    retry_jitter_factor=0.5,
    retry_condition_fn=_may_pass,
)
def edit(shard: str, profile: str, targets: list[str], store_url: str) -> Edited | State[Any]:
    """Make the entries of a shard that the store does not hold yet, and store each.

    What may pass, a locked store or a hub that does not answer, is tried again; all else is not.
    """
    stories = stories_of(shard)
    try:
        with Store(store_url) as store:
            chosen = load_profile(profile)
            editor = make_editor(chosen, targets, store)
            keys = {story.id: editor.fingerprint(story) for story in stories}
            cached = store.get_entries(list(keys.values()))
            missing = [story for story in stories if keys[story.id] not in cached]
            with within(chosen.timeout):
                failed = _edit(editor, store, missing)
    except (HubError, StoreBusyError) as error:
        return Failed(name=_BUSY, message=str(error))
    except EXPLAINED as error:
        return Failed(message=str(error))
    except OverdueError:
        return Failed(name=OVERDUE, message=f"took more than {chosen.timeout:g} s")
    except InterruptionError:
        return Cancelled(message="stopped; finished entries are kept")
    return Edited(
        fingerprints=tuple(key for story, key in keys.items() if story not in failed),
        cached=len(cached),
        failed=failed,
    )


def _edit(editor: Editor, store: Store, stories: Sequence[Story]) -> dict[str, str]:
    """Make and store entries; halve the shard until what fails stands alone."""
    if not stories:
        return {}
    try:
        for entry in editor.entries(stories):
            store.put_entry(entry)
    except (StoreError, InterruptionError, OverdueError):
        raise
    except Exception as error:
        if len(stories) == 1:
            logger.warning(
                "story %s cannot be digested: %s",
                stories[0].id,
                error,
                exc_info=not isinstance(error, EXPLAINED),
            )
            return {stories[0].id: f"{type(error).__name__}: {error}"}
        middle = len(stories) // 2
        return {
            **_edit(editor, store, stories[:middle]),
            **_edit(editor, store, stories[middle:]),
        }
    return {}


def given_up(shard: str, reason: str) -> Edited:
    """Return what became of a shard whose task ended without a result."""
    failed = {story.id: f"its shard {reason}" for story in stories_of(shard)}
    return Edited(fingerprints=(), cached=0, failed=failed)


def entries_of(shard: str, result: Edited, store_url: str) -> Iterator[Entry]:
    """Take a shard's entries from the store, with the sources of this run's articles."""
    by_id = {story.id: story for story in stories_of(shard)}
    with Store(store_url) as store:
        found = store.get_entries(list(result.fingerprints))
    for key in result.fingerprints:
        entry = found[key]
        yield entry.model_copy(update={"articles": entry_articles(by_id[entry.id])})
