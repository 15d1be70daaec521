"""Shards: some tens of events that are edited together, wherever that is.

Between processes go paths and cache keys, not texts: events lie in files, entries in the store.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Literal

from sqlalchemy import URL

from articles.article import Article, ArticleError, Story
from articles.sources.kind import Skipped
from articles.stories.duplicates import group_stories
from base.records import Frozen
from base.run_errors import is_of_the_run
from digests.assembly import make_editor
from digests.digest import Entry
from digests.editor import Editor, entry_articles
from digests.events.event import Event
from digests.events.gathering import Failed, Gathered, gather_events
from digests.events.state import EventStore
from digests.failures import failure
from digests.profile import Profile
from digests.report import Outcome, Usage
from digests.review.carry import carry
from digests.store import Store
from digests.watch import Watch
from language.glossary import Glossary
from models.interrupt import within
from models.registry import load_embedder
from models.usage import counting

logger = logging.getLogger(__name__)


class Shard(Frozen):
    """Some tens of events, as written to a shard file."""

    events: tuple[Event, ...]


class Collected(Frozen):
    """What was read: shard files of events, and the outcomes that are already known."""

    shards: tuple[str, ...]
    stories: int
    events: int
    outcomes: tuple[Outcome, ...]
    """Of every input; those of the shards are ``digested`` until their shard says otherwise."""


class Edited(Frozen):
    """What became of a shard: the cache keys of its entries, in order."""

    fingerprints: tuple[str, ...]
    cached: int
    failed: dict[str, str]
    """Reason by event id."""
    usage: tuple[Usage, ...] = ()

    @property
    def events(self) -> int:
        """How many events the shard has."""
        return len(self.fingerprints) + len(self.failed)


def events_of(shard: str) -> tuple[Event, ...]:
    """Read the events of a shard file."""
    return Shard.model_validate_json(Path(shard).read_text(encoding="utf-8")).events


def collect_shards(
    read: Iterable[Article | ArticleError],
    work: Path,
    profile: Profile,
    store_url: str | URL,
    *,
    since: date | Literal["last-run"] | None = None,
) -> Collected:
    """Group articles into stories, these into events, and write shards of events to ``work``.

    Args:
        read: Articles, and errors in the place of those that cannot be read.
        work: Folder of the shard files.
        profile: Says how they are grouped.
        store_url: Of the store that knows the events and digests of earlier runs.
        since: Day before which a published article is skipped; ``last-run``: those that an earlier
            run digested are, and what is new is told as such.

    Raises:
        ModelError: The embedder cannot be had.
        WatchListError: The watch list is not usable.
        StoreError: The store is not usable.

    """
    outcomes: list[Outcome] = []
    grouping = group_stories(_wanted(read, since, store_url, outcomes), work)
    for article, error in grouping.failed:
        where = article.source.location
        reason = failure(where, "grouped", error)
        outcomes.append(Outcome(location=where, article=article.id, status="failed", reason=reason))
    failed = sum(outcome.status == "failed" for outcome in outcomes)
    outcomes += [
        Outcome(
            location=repeated.location,
            status="repeated",
            reason=f"the same bytes as {repeated.kept}",
        )
        for repeated in grouping.repeated
    ]
    with EventStore(store_url) as events, Store(store_url) as entries:
        gathered = gather_events(
            grouping.stories,
            profile.events,
            load_embedder(profile.embedder),
            events,
            entries,
            language=profile.source_language,
            go_on=since == "last-run",
            watch=_watch(profile),
        )
    shards, listed = [], 0
    settled: set[str] = set()
    for number, shard in enumerate(_shards(gathered, profile, settled, outcomes)):
        path = work / f"shard-{number:05}.json"
        path.write_text(shard.model_dump_json(), encoding="utf-8")
        shards.append(str(path))
        listed += len(shard.events)
    logger.info(
        "read %d inputs: %d stories of %d events, %d failed",
        len(outcomes),
        len(grouping.stories),
        listed,
        failed,
    )
    return Collected(
        shards=tuple(shards),
        stories=len(grouping.stories),
        events=listed,
        outcomes=tuple(outcomes),
    )


def _watch(profile: Profile) -> Watch | None:
    items = profile.watch_list
    return Watch(items, Glossary.load(profile.glossary_files)) if items else None


def _shards(
    gathered: Gathered, profile: Profile, settled: set[str], outcomes: list[Outcome]
) -> Iterator[Shard]:
    """Yield shards; add the outcome of each article whose fate is not ``settled`` to the list."""
    events: list[Event] = []
    unread: list[tuple[Story, Literal["skipped", "failed"], str | None]] = []
    for made in gathered:
        if isinstance(made, Failed):
            unread += [(story, "failed", made.reason) for story in made.stories]
            continue
        if not isinstance(made, Event):
            unread += [(story, "skipped", None) for story in made]
            continue
        for article in made.articles:
            if article.id not in settled:
                settled.add(article.id)
                outcomes.append(
                    Outcome(
                        location=article.source.location,
                        article=article.id,
                        status="digested",
                        story=made.id,
                    )
                )
        events.append(made)
        if len(events) == profile.shard_size:
            yield Shard(events=tuple(events))
            events = []
    if events:
        yield Shard(events=tuple(events))
    for story, status, reason in unread:
        for article in story.articles:
            if article.id not in settled:
                settled.add(article.id)
                outcomes.append(
                    Outcome(
                        location=article.source.location,
                        article=article.id,
                        status=status,
                        reason=reason
                        or f"in {article.language}; its event has no report in "
                        f"{profile.source_language} that could be summarised",
                    )
                )


def _wanted(
    read: Iterable[Article | ArticleError],
    since: date | Literal["last-run"] | None,
    store_url: str | URL,
    outcomes: list[Outcome],
) -> Iterator[Article]:
    """Yield the articles that are to be digested; add the outcome of each other to the list."""
    first = None if since == "last-run" else since
    texts: dict[str, bytes] = {}
    with Store(store_url) if since == "last-run" else nullcontext() as store:
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
            if first and (article.source.published_on or first) < first:
                reason = f"published {article.source.published}, before {first}"
            elif store and (run := store.seen([article.id]).get(article.id)):
                reason = f"digested in run {run}"
            if reason is None:
                yield _by_its_own_id(article, texts)
                continue
            outcomes.append(
                Outcome(
                    location=article.source.location,
                    article=article.id,
                    status="skipped",
                    reason=reason,
                )
            )


def _by_its_own_id(article: Article, texts: dict[str, bytes]) -> Article:
    """Return an article under an id that no other text has: a file may claim that of another.

    ``texts`` has the hashes of the texts so far by id; what is new is added.
    """
    text = hashlib.blake2b(article.text.encode(), digest_size=8).digest()
    if texts.setdefault(article.id, text) == text:
        return article
    logger.warning(
        "%s: its id is that of another text; it gets one of its own", article.source.location
    )
    return article.apart()


def edit_shard(shard: str, profile: Profile, targets: Sequence[str], store: Store) -> Edited:
    """Make the entries of a shard that the store does not hold yet, and store each.

    An event that cannot be digested costs no other: the shard is halved until it stands alone.

    Raises:
        ExplainedError: Models, profile, glossary or store are not usable; what may pass is a
            `HubError` or a `StoreBusyError`.
        OverdueError: It took longer than the deployment's ``timeout``; see `given_up`.
        InterruptionError: Somebody called `models.interrupt.interrupt`.

    """
    events = events_of(shard)
    editor = make_editor(profile, targets, store)
    failed: dict[str, str] = {}
    keys: dict[str, str] = {}
    with within(profile.deployment.timeout), counting() as ledger:
        for event in events:
            try:
                keys[event.id] = editor.fingerprint(event)
            except Exception as error:
                failed[event.id] = failure(_name(event), "digested", error)
        cached = store.get_entries(list(keys.values()))
        failed |= _edit(
            editor, store, [e for e in events if e.id in keys and keys[e.id] not in cached]
        )
        made = {event.id: event for event in events if event.id not in failed}
        if store.has_decisions():
            keys |= _carried(editor, store, made, [keys[key] for key in made], failed)
            made = {key: event for key, event in made.items() if key not in failed}
    return Edited(
        fingerprints=tuple(keys[key] for key in made),
        cached=len(cached),
        failed=failed,
        usage=tuple(
            Usage(model=model, engine=engine, **asdict(use))
            for (model, engine), use in ledger.uses.items()
        ),
    )


def _edit(editor: Editor, store: Store, events: Sequence[Event]) -> dict[str, str]:
    """Make and store entries; return the reason by id of each event that failed."""
    if not events:
        return {}
    try:
        for entry in editor.entries(events):
            store.put_entry(entry)
    except Exception as error:
        if is_of_the_run(error):
            raise
        if len(events) == 1:
            return {events[0].id: failure(_name(events[0]), "digested", error)}
        middle = len(events) // 2
        return {
            **_edit(editor, store, events[:middle]),
            **_edit(editor, store, events[middle:]),
        }
    return {}


def _name(event: Event) -> str:
    """Return how people know an event that fails: by what was read."""
    return f"event {event.id} ({event.lead.source.location})"


def _carried(
    editor: Editor,
    store: Store,
    events: Mapping[str, Event],
    fingerprints: Sequence[str],
    failed: dict[str, str],
) -> dict[str, str]:
    """Apply what persons decided in earlier runs; return the entries' cache keys by event.

    Adds the reason to ``failed`` where that cannot be done.
    """
    targets = tuple(editor.translators)
    keys = {}
    for entry in store.get_entries(fingerprints).values():
        event = events[entry.id]
        try:
            revised = carry(entry, event.as_story, targets, editor.judge, store)
        except Exception as error:
            failed[entry.id] = failure(_name(event), "revised as persons decided", error)
        else:
            keys[entry.id] = revised.fingerprint
    return keys


def entries_of(shard: str, edited: Edited, store_url: str | URL) -> Iterator[tuple[Entry, Event]]:
    """Take a shard's entries from the store, with this run's sources and matches of its watch list.

    With each comes the event that it was made of.
    """
    by_id = {event.id: event for event in events_of(shard)}
    with Store(store_url) as store:
        found = store.get_entries(list(edited.fingerprints))
    for key in edited.fingerprints:
        entry = found[key]
        event = by_id[entry.id]
        fresh = {"articles": entry_articles(event), "watched": event.watched}
        yield entry.model_copy(update=fresh), event


def given_up(shard: str, seconds: float) -> Edited:
    """Return what became of a shard that took longer than so many seconds."""
    failed = {event.id: f"its shard took more than {seconds:g} s" for event in events_of(shard)}
    return Edited(fingerprints=(), cached=0, failed=failed)
