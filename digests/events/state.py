"""What outlives a run of events: what they are about, which articles report them, what was said."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import numpy as np
from sqlalchemy import (
    URL,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    select,
    update,
)

from base.database import Database, Schema, chunks
from digests.events.grouping import Cluster, final_event

_metadata = MetaData()
_events = Table(
    "polydigest_events",
    _metadata,
    Column("id", String(16), primary_key=True),
    Column("last", String, nullable=False, index=True),
    Column("cluster", Text, nullable=False),
    Column("merged_into", String(16)),
)
_articles = Table(
    "polydigest_event_articles",
    _metadata,
    Column("article", String(16), primary_key=True),
    Column("event", String(16), primary_key=True, index=True),
)
_changes = Table(
    "polydigest_event_changes",
    _metadata,
    Column("event", String(16), primary_key=True),
    Column("into", String(16), primary_key=True, index=True),
    Column("at", String, nullable=False),
)
_told = Table(
    "polydigest_event_entries",
    _metadata,
    Column("event", String(16), primary_key=True),
    Column("run", String, primary_key=True),
    Column("created", String, nullable=False),
    # Of the entry, which `digests.store` keeps.
    Column("fingerprint", String, nullable=False),
)
_generation = Table(
    "polydigest_event_generation",
    _metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)

SCHEMA = Schema(part=3, tables=_metadata)

_DIGITS = 4
"""Decimals of a weight that are kept."""


@dataclass(frozen=True)
class Told:
    """What a run's digest said of an event."""

    event: str
    run: str
    created: str
    fingerprint: str
    """Of the entry."""


@dataclass(frozen=True)
class Merge:
    """An event that turned out to be another, and when that was seen."""

    event: str
    into: str
    at: str


@dataclass(frozen=True)
class OpenEvents:
    """Events that a story may still join, as they were at one moment."""

    generation: int
    clusters: Mapping[str, Cluster]
    known: Mapping[str, tuple[str, ...]]
    """Events by article."""


class EventStore:
    """Events in one database; safe to share as `digests.store.Store` is."""

    def __init__(self, url: str | URL) -> None:
        """Open the database at ``url``, or make it.

        Raises:
            StoreError: It cannot be reached, read or written, or a newer polydigest made it.

        """
        self._database = Database(url, SCHEMA)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def __enter__(self) -> EventStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def open_events(self, since: datetime, articles: Collection[str]) -> OpenEvents:
        """Return the events with a story since a moment, and those that have the articles."""
        with self._database.transaction() as connection:
            generation = connection.scalar(select(_generation.c.number)) or 0
            gone = select(_events).where(_events.c.merged_into.is_not(None))
            merged = {row.id: row.merged_into for row in connection.execute(gone)}
            known: dict[str, tuple[str, ...]] = {}
            for some in chunks(articles):
                query = select(_articles).where(_articles.c.article.in_(some))
                for row in connection.execute(query.order_by(_articles.c.event)):
                    events = (*known.get(row.article, ()), final_event(row.event, merged))
                    known[row.article] = tuple(dict.fromkeys(events))
            rows = select(_events.c.id, _events.c.cluster).where(_events.c.merged_into.is_(None))
            recent = rows.where(_events.c.last >= _text(since))
            clusters = {key: _cluster(body) for key, body in connection.execute(recent)}
            for some in chunks(sorted(set(chain.from_iterable(known.values())) - clusters.keys())):
                found = connection.execute(rows.where(_events.c.id.in_(some)))
                clusters |= {key: _cluster(body) for key, body in found}
        return OpenEvents(generation, clusters, known)

    def save(
        self,
        generation: int,
        clusters: Mapping[str, Cluster],
        articles: Iterable[tuple[str, str]],
        merged: Mapping[str, str],
    ) -> bool:
        """Keep what a run made of the events as they were at a generation, all or nothing.

        Args:
            generation: What `open_events` gave.
            clusters: Events that are new or changed, by id.
            articles: Pairs of an article and an event that it reports.
            merged: Events that are now part of another, by id.

        Returns:
            False where another run saved in the meantime: this one has to begin anew from there.

        """
        now = _text(datetime.now(UTC))
        with self._database.transaction() as connection:
            if generation == 0:
                row = {"id": 1, "number": 0}
                self._database.upsert_within(connection, _generation, [row], replace=False)
            moved = connection.execute(
                update(_generation)
                .where(_generation.c.number == generation)
                .values(number=generation + 1)
            )
            if moved.rowcount != 1:
                return False
            self._database.upsert_within(
                connection,
                _events,
                [
                    {
                        "id": key,
                        "last": _text(cluster.last),
                        "cluster": _body(cluster),
                        "merged_into": None,
                    }
                    for key, cluster in sorted(clusters.items())
                ],
            )
            self._database.upsert_within(
                connection,
                _articles,
                [{"article": a, "event": e} for a, e in sorted(set(articles))],
                replace=False,
            )
            for event, into in sorted(merged.items()):
                connection.execute(
                    update(_events).where(_events.c.id == event).values(merged_into=into)
                )
                row_of_change = {"event": event, "into": into, "at": now}
                self._database.upsert_within(connection, _changes, [row_of_change], replace=False)
        return True

    def tell(self, run: str, created: datetime, entries: Mapping[str, str]) -> None:
        """Note the fingerprints of the entries of a run's digest, by event."""
        rows = [
            {"event": event, "run": run, "created": _text(created), "fingerprint": fingerprint}
            for event, fingerprint in sorted(entries.items())
        ]
        self._database.upsert(_told, rows)

    def told(self, events: Collection[str]) -> dict[str, list[Told]]:
        """Return what digests said of events and of what was merged into each, in order of time."""
        with self._database.transaction() as connection:
            wanted = {each: each for each in events}
            for merge in _merges(connection, wanted):
                wanted[merge.event] = wanted[merge.into]
            found: dict[str, list[Told]] = defaultdict(list)
            for some in chunks(sorted(wanted)):
                rows = connection.execute(select(_told).where(_told.c.event.in_(some)))
                for row in rows:
                    told = Told(row.event, row.run, row.created, row.fingerprint)
                    found[wanted[row.event]].append(told)
        return {
            event: sorted(told, key=lambda t: (t.created, t.run)) for event, told in found.items()
        }

    def merges(self, event: str) -> tuple[Merge, ...]:
        """Return the events that became part of one, directly or by another, in order of time."""
        with self._database.transaction() as connection:
            found = _merges(connection, [event])
        return tuple(sorted(found, key=lambda merge: merge.at))

    def current(self, event: str) -> str | None:
        """Return the event that one is part of now: itself, mostly; None where it is not known."""
        seen: set[str] = set()
        with self._database.transaction() as connection:
            while event not in seen:
                seen.add(event)
                query = select(_events.c.merged_into).where(_events.c.id == event)
                row = connection.execute(query).first()
                if row is None:
                    return None
                event = row.merged_into or event
        return event

    def beginning(self, prefix: str, most: int) -> tuple[str, ...]:
        """Return events whose ids begin with a prefix of hexadecimal digits, so many at most."""
        with self._database.transaction() as connection:
            query = select(_events.c.id).where(_events.c.id.startswith(prefix, autoescape=True))
            return tuple(connection.scalars(query.order_by(_events.c.id).limit(most)))

    def recent(self, most: int) -> dict[str, str]:
        """Return the events that digests told of, latest first, each with its latest moment."""
        with self._database.transaction() as connection:
            told = select(_told.c.event)
            query = select(_events.c.id, _events.c.last).where(
                _events.c.merged_into.is_(None), _events.c.id.in_(told)
            )
            rows = connection.execute(query.order_by(_events.c.last.desc()).limit(most))
            return {row.id: row.last for row in rows}

    def articles(self, event: str) -> tuple[str, ...]:
        """Return the ids of the articles that report an event."""
        with self._database.transaction() as connection:
            query = select(_articles.c.article).where(_articles.c.event == event)
            return tuple(connection.scalars(query.order_by(_articles.c.article)))


def _merges(connection: Connection, events: Collection[str]) -> list[Merge]:
    """Return what became part of events, nearest first: each leads to one before it, or to them."""
    found: dict[str, Merge] = {}
    nearest = sorted(events)
    while nearest:
        rows = [
            row
            for some in chunks(nearest)
            for row in connection.execute(select(_changes).where(_changes.c.into.in_(some)))
        ]
        new = {r.event: Merge(r.event, r.into, r.at) for r in rows if r.event not in found}
        found |= new
        nearest = sorted(new)
    return list(found.values())


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _body(cluster: Cluster) -> str:
    def rounded(weights: Mapping[str, float]) -> dict[str, float]:
        return {key: round(weight, _DIGITS) for key, weight in sorted(weights.items())}

    return json.dumps(
        {
            "first": cluster.first.isoformat(),
            "last": cluster.last.isoformat(),
            "size": cluster.size,
            "words": {language: rounded(w) for language, w in sorted(cluster.words.items())},
            "names": rounded(cluster.names),
            "spoken": rounded(cluster.spoken),
            "heard_in": dict(sorted(cluster.heard_in.items())),
            "figures": rounded(cluster.figures),
            "vector": base64.b64encode(cluster.vector.astype("<f2").tobytes()).decode(),
        },
        ensure_ascii=False,
    )


def _cluster(body: str) -> Cluster:
    kept: dict[str, Any] = json.loads(body)
    vector = np.frombuffer(base64.b64decode(kept["vector"]), dtype="<f2").astype(np.float32)
    return Cluster(
        first=datetime.fromisoformat(kept["first"]),
        last=datetime.fromisoformat(kept["last"]),
        size=kept["size"],
        words=kept["words"],
        names=kept["names"],
        spoken=kept["spoken"],
        heard_in=kept["heard_in"],
        figures=kept["figures"],
        vector=vector,
    )
