"""What outlives a run of sources: answers, what became of items, versions, health."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from threading import Lock
from typing import Any, Self
from urllib.parse import urlsplit

from sqlalchemy import URL, Column, Integer, MetaData, String, Table, Text, func, select

from articles.article import Article, ArticleError
from articles.fetch.bodies import Bodies
from articles.fetch.errors import PassingFetchError
from articles.fetch.memory import Remembered
from articles.locations import is_url
from articles.sources.archive import is_of_another, keep, supersede
from articles.sources.kind import Item, Skipped
from articles.sources.resource import Resource, is_same_site
from articles.sources.source import Source
from base.database import Database, Schema, StoreError
from base.files import why_unwritable
from base.hashing import text_sha256
from base.secrets import hide_known

Clock = Callable[[], datetime]
"""Tells the time, with a zone."""

REPORT_EVERY = timedelta(days=1)
"""Between two reports that a source still fails."""
_WEEK = 7
_MOST_CHANGES = 50
"""Sentences that are kept of a change, for each side."""

_metadata = MetaData()
_answers = Table(
    "polydigest_answers",
    _metadata,
    # PostgreSQL cannot index a URL of more than 2,704 bytes: the key is its SHA-256.
    Column("id", String(64), primary_key=True),
    Column("url", Text, nullable=False),
    Column("fetched", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("final_url", Text, nullable=False),
    Column("moved_to", Text),
    Column("media_type", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("robots_tag", Text, nullable=False),
    Column("tdm_reservation", Text, nullable=False),
    Column("sha256", String(64)),
    Column("not_before", String),
)
_items = Table(
    "polydigest_items",
    _metadata,
    Column("source", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("location", Text, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", Text),
    Column("settled", String, nullable=False),
)
_versions = Table(
    "polydigest_versions",
    _metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("location", Text, nullable=False),
    Column("article", String, nullable=False, index=True),
    Column("text_sha256", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("source", String(64), nullable=False, index=True),
    Column("seen", String, nullable=False),
    Column("changed", Text),
)
_sources = Table(
    "polydigest_sources",
    _metadata,
    Column("id", String(64), primary_key=True),
    Column("location", Text, nullable=False),
    Column("first_tried", String, nullable=False),
    Column("last_tried", String, nullable=False),
    Column("last_success", String),
    Column("failures", Integer, nullable=False),
    Column("error", Text),
    Column("reported", String),
    Column("newest", String),
    Column("done", String),
)
SCHEMA = Schema(part=2, tables=_metadata)


@dataclass(frozen=True)
class Health:
    """How a source has been doing."""

    location: str
    last_tried: datetime
    last_success: datetime | None
    failures: int
    """Tries in a row in which it could not be read."""
    error: str | None
    newest: datetime | None
    """When its newest article was published."""
    items_a_day: float
    """New articles and versions, over the last seven days at most."""


@dataclass(frozen=True)
class Version:
    """One text of an article that its publisher has updated."""

    number: int
    article: str
    title: str
    seen: datetime
    added: tuple[str, ...] = ()
    """Sentences that the version before did not have."""
    removed: tuple[str, ...] = ()
    """Sentences of the version before that it has no more."""


@dataclass(frozen=True)
class Filed:
    """Where an article was put: ``new``, ``updated`` or ``known``."""

    status: str
    replaced: str | None = None
    """Id of the version that it takes the place of."""


class State:
    """Answers, items, versions and health in one database.

    Safe to share between threads, and between processes each with its own. A context manager that
    closes itself.
    """

    def __init__(self, url: str | URL, clock: Clock = lambda: datetime.now(UTC)) -> None:
        """Open the database at ``url``, or make it; raises StoreError as `Database` does."""
        self._clock = clock
        self._database = Database(url, SCHEMA)
        # SQLite lets waiting writers find out for themselves when it is their turn.
        self._writing = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._database.close()

    # Answers

    def recall(self, url: str) -> Remembered | None:
        """Return the last answer for ``url``."""
        with self._database.transaction() as connection:
            query = select(_answers).where(_answers.c.id == text_sha256(url))
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        fields = {name: row[name] for name in row if name != "id"}
        fields["fetched"] = _moment(row["fetched"])
        fields["not_before"] = _moment(row["not_before"])
        return Remembered(**fields)

    def remember(self, answer: Remembered) -> None:
        """Keep an answer in place of the last one for its URL."""
        self._put(
            _answers,
            {
                **asdict(answer),
                "id": text_sha256(answer.url),
                "fetched": _iso(answer.fetched),
                "not_before": _iso(answer.not_before),
            },
        )

    # Items

    def settled(self, source: Source) -> dict[str, str]:
        """Return the fingerprints of the settled items of a source, by the hash of their key."""
        with self._database.transaction() as connection:
            query = select(_items.c.id, _items.c.fingerprint).where(
                _items.c.source == text_sha256(source.location)
            )
            return {row.id: row.fingerprint for row in connection.execute(query)}

    def settle(self, source: Source, key: str, fingerprint: str, item: Item) -> None:
        """Note what became of an item."""
        if isinstance(item, ArticleError):
            outcome = "skipped" if isinstance(item, Skipped) else "refused"
            location, reason = item.location, item.reason
        else:
            outcome, location, reason = "taken", item.source.location, None
        self._put(
            _items,
            {
                "source": text_sha256(source.location),
                "id": text_sha256(key),
                "fingerprint": fingerprint,
                "location": hide_known(location),
                "outcome": outcome,
                "reason": reason,
                "settled": _iso(self._clock()),
            },
        )

    # Versions

    def file(self, article: Article, archive: Path, source: Source) -> Filed:
        """Keep an article in ``archive``, unless its text is known.

        An article that its publisher has updated takes the place of its older version, which is
        kept under ``archive/.versions``. Killed at any moment, the same call does the rest.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
            StoreError: The database cannot be written.

        """
        key = text_sha256(identity(article))
        sha256 = text_sha256(f"{article.title}\n{article.text}")
        with self._writing:
            with self._database.transaction() as connection:
                query = (
                    select(_versions)
                    .where(_versions.c.id == key)
                    .order_by(_versions.c.version.desc())
                )
                known = connection.execute(query).mappings().all()
            if any(row["text_sha256"] == sha256 for row in known):
                return Filed("known")
            replaced = known[0]["article"] if known else None
            # Bytes that are read otherwise than before keep their id: the older text makes way.
            older = supersede(article.id, archive) if replaced == article.id else None
            if older is None and is_of_another(article, archive):
                article = article.apart()
            fresh = keep(article, archive)
            if replaced and replaced != article.id:
                older = supersede(replaced, archive)
            changed = json.dumps(_changes(older, article), ensure_ascii=False) if older else None
            row = {
                "id": key,
                "version": known[0]["version"] + 1 if known else 1,
                "location": article.source.location,
                "article": article.id,
                "text_sha256": sha256,
                "title": article.title,
                "source": text_sha256(source.location),
                "seen": _iso(self._clock()),
                "changed": changed,
            }
            self._database.upsert(_versions, [row])
        if replaced:
            return Filed("updated", replaced)
        return Filed("new" if fresh else "known")

    def versions(self, article: str) -> tuple[Version, ...]:
        """Return all versions of the article one of whose versions has this id, oldest first."""
        with self._database.transaction() as connection:
            its = select(_versions.c.id).where(_versions.c.article == article)
            query = select(_versions).where(_versions.c.id.in_(its)).order_by(_versions.c.version)
            rows = connection.execute(query).mappings().all()
        return tuple(
            Version(
                number=row["version"],
                article=row["article"],
                title=row["title"],
                seen=_moment(row["seen"]) or datetime.now(UTC),
                **{
                    side: tuple(sentences)
                    for side, sentences in json.loads(row["changed"] or "{}").items()
                },
            )
            for row in rows
        )

    # Health

    def done(self, source: Source) -> str | None:
        """Return the fingerprint of what was last read of a source to its end."""
        with self._database.transaction() as connection:
            query = select(_sources.c.done).where(_sources.c.id == text_sha256(source.location))
            return connection.scalar(query)

    def report(
        self,
        source: Source,
        *,
        error: str | None = None,
        newest: datetime | None = None,
        done: str | None = None,
    ) -> bool:
        """Note how reading a source went.

        Returns:
            Whether to tell people: it went wrong, and that was not told within a day.

        """
        now = self._clock()
        key = text_sha256(source.location)
        with self._writing, self._database.transaction() as connection:
            query = select(_sources).where(_sources.c.id == key)
            found = connection.execute(query).mappings().first()
            before: dict[str, Any] = {str(name): found[name] for name in found} if found else {}
            reported = _moment(before.get("reported"))
            is_due = bool(error) and (reported is None or now - reported >= REPORT_EVERY)
            last = _moment(before.get("newest"))
            row = {
                "id": key,
                "location": source.location,
                "first_tried": before.get("first_tried") or _iso(now),
                "last_tried": _iso(now),
                "last_success": before.get("last_success") if error else _iso(now),
                "failures": (before.get("failures") or 0) + 1 if error else 0,
                "error": error,
                "reported": _iso(now if is_due else reported) if error else None,
                "newest": _iso(max(filter(None, (last, newest)), default=None)),
                "done": done or before.get("done"),
            }
            self._database.upsert_within(connection, _sources, [row])
        return is_due

    def health(self, sources: Sequence[Source]) -> list[Health]:
        """Return the health of sources that were tried, in their order."""
        now = self._clock()
        found = []
        with self._database.transaction() as connection:
            query = (
                select(_versions.c.source, func.count().label("items"))
                .where(_versions.c.seen > _iso(now - timedelta(days=_WEEK)))
                .group_by(_versions.c.source)
            )
            recent = {row.source: row.items for row in connection.execute(query)}
            rows = {row["id"]: row for row in connection.execute(select(_sources)).mappings()}
        for source in sources:
            if row := rows.get(text_sha256(source.location)):
                first = _moment(row["first_tried"]) or now
                days = min(max((now - first) / timedelta(days=1), 1.0), _WEEK)
                found.append(
                    Health(
                        location=row["location"],
                        last_tried=_moment(row["last_tried"]) or now,
                        last_success=_moment(row["last_success"]),
                        failures=row["failures"],
                        error=row["error"],
                        newest=_moment(row["newest"]),
                        items_a_day=recent.get(row["id"], 0) / days,
                    )
                )
        return found

    def _put(self, table: Table, row: Mapping[str, Any]) -> None:
        with self._writing:
            self._database.upsert(table, [row])


class FetchMemory:
    """What the fetcher remembers: answers in a database, bodies in a folder."""

    def __init__(self, state: State, bodies: Bodies) -> None:
        self._bodies = bodies
        self.recall = state.recall
        self.remember = state.remember
        self.body = bodies.get

    def keep_body(self, body: bytes) -> str:
        """Keep a body; returns its SHA-256.

        Raises:
            StoreError: The disk is full, or the folder cannot be written.

        """
        try:
            return self._bodies.keep(body)
        except OSError as error:
            raise StoreError(
                f"the archive {self._bodies.folder.parent}", *why_unwritable(error)
            ) from error


class SourceLedger:
    """What became of the items of one source."""

    def __init__(self, state: State, source: Source, *, again: bool = False) -> None:
        """Recall what is settled; nothing is where all is to be read ``again``."""
        self._state = state
        self._source = source
        self.moved_to: str | None = None
        """Where the source has moved for good."""
        # An item that filters left out is looked at again when the filters change.
        self._filters = text_sha256(
            source.model_dump_json(
                include={
                    "follow", "keywords", "without_keywords", "sections", "max_age", "since",
                    "until", "opt_outs", "kind", "language",
                }
            )
        )[:16]  # fmt: skip
        self._settled = {} if again else state.settled(source)
        self._done = None if again else state.done(source)
        self.is_list = False
        """Whether the source is a list of items."""
        self.has_left = False
        """Whether something is left for a later run."""
        self.fingerprint: str | None = None
        """Of what was read."""

    def is_done(self, resource: Resource) -> bool:
        """Whether an answer is the one that was read to its end last time."""
        fetched = resource.fetched
        if fetched is None:
            return False
        self.moved_to = fetched.moved_to
        body = hashlib.sha256(fetched.body).hexdigest()
        self.fingerprint = f"{body}-{self._filters}"
        return self.fingerprint == self._done

    def is_settled(self, key: str, fingerprint: str) -> bool:
        """Whether nothing is left to do for an item, as its list describes it."""
        self.is_list = True
        return self._settled.get(text_sha256(key)) == f"{fingerprint}-{self._filters}"

    def settle(self, key: str, fingerprint: str, item: Item) -> None:
        """Note what became of an item, unless it may go well another time."""
        if isinstance(item, PassingFetchError):
            self.has_left = True
        else:
            self._state.settle(self._source, key, f"{fingerprint}-{self._filters}", item)

    def leave(self) -> None:
        """Note that an item waits for the next run."""
        self.has_left = True


def identity(article: Article) -> str:
    """Return what stays the same while an article is updated.

    Its canonical URL, or its path where it is a file of its own; a record of a file has nothing
    but its bytes.
    """
    source = article.source
    where = source.location.partition("#")[0]
    if is_url(source.location):
        if source.url and _is_believed(source.url, where):
            return source.url
        return where if where == source.location else source.location
    return article.id if "#" in source.location else source.location


def _is_believed(canonical: str, location: str) -> bool:
    """Whether a page's word for its own URL is taken: no other site's, and no front page."""
    claimed = urlsplit(canonical)
    is_front = not (claimed.path.strip("/") or claimed.query)
    return not is_front and is_same_site(canonical, location)


def _changes(older: Article, newer: Article) -> dict[str, list[str]]:
    before = [sentence.text for sentence in older.sentences]
    after = [sentence.text for sentence in newer.sentences]
    added, removed = [], []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            removed += before[start:end]
            added += after[new_start:new_end]
    return {"added": added[:_MOST_CHANGES], "removed": removed[:_MOST_CHANGES]}


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _moment(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None
