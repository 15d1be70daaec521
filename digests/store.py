"""What outlives a run: finished entries, translations and the articles already seen."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlalchemy import (
    URL,
    Column,
    MetaData,
    String,
    Table,
    Text,
    select,
)

from base.database import Database, Schema, chunks
from base.hashing import text_sha256
from digests.digest import Entry
from digests.review.decisions import Decision

if TYPE_CHECKING:
    from alembic.operations import Operations

_log = logging.getLogger(__name__)

_metadata = MetaData()
_entries = Table(
    "polydigest_entries",
    _metadata,
    Column("fingerprint", String, primary_key=True),
    Column("entry", Text, nullable=False),
)
_translations = Table(
    "polydigest_translations",
    _metadata,
    Column("fingerprint", String, primary_key=True),
    Column("target", String, primary_key=True),
    # PostgreSQL cannot index a text of more than 2,704 bytes: the key is the text's SHA-256.
    Column("sha256", String(64), primary_key=True),
    Column("text", Text, nullable=False),
    Column("translation", Text, nullable=False),
)
_seen = Table(
    "polydigest_seen",
    _metadata,
    Column("article", String, primary_key=True),
    Column("run", String, nullable=False),
)
_decisions = Table(
    "polydigest_decisions",
    _metadata,
    Column("id", String(16), primary_key=True),
    # Of the sentence that was decided about, or whose translation was.
    Column("sha256", String(64), nullable=False, index=True),
    Column("decision", Text, nullable=False),
)


def _add_decisions(operations: Operations) -> None:
    operations.create_table(
        "polydigest_decisions",
        Column("id", String(16), primary_key=True),
        Column("sha256", String(64), nullable=False, index=True),
        Column("decision", Text, nullable=False),
    )


SCHEMA = Schema(part=1, tables=_metadata, migrations=(_add_decisions,))


class Store:
    """Entry cache, translation memory and seen articles in one database.

    Safe to share between threads and, each with its own ``Store``, between processes; every
    method is one short transaction. A store is a context manager that closes itself.
    """

    def __init__(self, url: str | URL) -> None:
        """Open the database at ``url`` (``sqlite:///path`` or ``postgresql://…``), or make it.

        Raises:
            StoreError: It cannot be reached, read or written, or a newer polydigest made it.

        """
        self._database = Database(url, SCHEMA)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def get_entries(self, fingerprints: Collection[str]) -> dict[str, Entry]:
        """Return the cached entries by fingerprint; one that cannot be read counts as missing."""
        entries = {}
        with self._database.transaction() as connection:
            for some in chunks(fingerprints):
                query = select(_entries).where(_entries.c.fingerprint.in_(some))
                for fingerprint, body in connection.execute(query):
                    if (entry := _parse(fingerprint, body)) is not None:
                        entries[fingerprint] = entry
        return entries

    def put_entry(self, entry: Entry) -> None:
        """Cache an entry under its fingerprint, in place of what is there."""
        row = {"fingerprint": entry.fingerprint, "entry": entry.model_dump_json()}
        self._database.upsert(_entries, [row])

    def recall(self, fingerprint: str, target: str, texts: Collection[str]) -> dict[str, str]:
        """Return remembered translations by text.

        Args:
            fingerprint: Of the translator: another model or setting has a memory of its own.
            target: Language translated into.
            texts: What to translate.

        """
        by_hash = {text_sha256(text): text for text in texts}
        known = {}
        with self._database.transaction() as connection:
            for some in chunks(by_hash):
                query = select(_translations.c.sha256, _translations.c.translation).where(
                    _translations.c.fingerprint == fingerprint,
                    _translations.c.target == target,
                    _translations.c.sha256.in_(some),
                )
                for sha256, translation in connection.execute(query):
                    known[by_hash[sha256]] = translation
        return known

    def remember(self, fingerprint: str, target: str, translations: Mapping[str, str]) -> None:
        """Remember translations by text, for the same translator and target."""
        rows = [
            {
                "fingerprint": fingerprint,
                "target": target,
                "sha256": text_sha256(source),
                "text": source,
                "translation": translation,
            }
            for source, translation in translations.items()
            # PostgreSQL has no NUL in a text; a translation with one is not worth keeping.
            if "\x00" not in source + translation
        ]
        self._database.upsert(_translations, sorted(rows, key=lambda row: row["sha256"]))

    def put_decisions(self, decisions: Iterable[Decision]) -> None:
        """Keep what persons decided for later runs; a decision that is known stays as it is."""
        rows = {
            decision.id: {
                "id": decision.id,
                "sha256": text_sha256(decision.renders),
                "decision": decision.model_dump_json(),
            }
            for decision in decisions
        }
        self._database.upsert(_decisions, [rows[key] for key in sorted(rows)], replace=False)

    def decisions_on(self, texts: Collection[str]) -> list[Decision]:
        """Return what was decided about sentences with these texts, oldest first."""
        found = []
        hashes = {text_sha256(text) for text in texts}
        with self._database.transaction() as connection:
            for some in chunks(hashes):
                query = select(_decisions.c.decision).where(_decisions.c.sha256.in_(some))
                found += [Decision.model_validate_json(row) for (row,) in connection.execute(query)]
        return sorted(found, key=lambda decision: (decision.time, decision.id))

    def has_decisions(self) -> bool:
        """Whether anybody ever decided about a text."""
        with self._database.transaction() as connection:
            return connection.execute(select(_decisions.c.id).limit(1)).first() is not None

    def mark_seen(self, articles: Iterable[str], run: str) -> None:
        """Note that a run digested these articles; the first run to do so stays on record."""
        rows = [{"article": article, "run": run} for article in sorted(set(articles))]
        self._database.upsert(_seen, rows, replace=False)

    def seen(self, articles: Collection[str]) -> dict[str, str]:
        """Return the run that first digested each article, for those that one has."""
        runs: dict[str, str] = {}
        with self._database.transaction() as connection:
            for some in chunks(articles):
                query = select(_seen).where(_seen.c.article.in_(some))
                runs |= {row.article: row.run for row in connection.execute(query)}
        return runs


def _parse(fingerprint: str, body: str) -> Entry | None:
    try:
        entry = Entry.model_validate_json(body)
    except ValidationError as error:
        problem = f"{error.error_count()} faults, the first: {error.errors()[0]['msg']}"
    else:
        if entry.fingerprint == fingerprint:
            return entry
        problem = f"it has the fingerprint {entry.fingerprint}"
    _log.warning("cached entry %s is made anew: %s", fingerprint, problem)
    return None
