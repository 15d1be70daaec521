"""What outlives a run: finished entries, translations and the articles already seen.

SQLite serves the processes of one machine; where several machines share a store it must be
PostgreSQL, since SQLite's write-ahead log does not work over a network file system.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError

from base.errors import ExplainedError
from digests.digest import Entry

SCHEMA_VERSION = 1
_ROWS = 500  # per statement: far below the 32,766 variables that SQLite allows
_SETUP_LOCK = 0x706F6C79  # any number that every polydigest agrees on

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}

# What a URL does not say itself.
_DEFAULTS = {
    "sqlite": {"timeout": "30"},
    "postgresql": {"connect_timeout": "10", "options": "-c lock_timeout=30s"},
}

_URLS = "write sqlite:////folder/polydigest.sqlite or postgresql://user@host/database"

_T = TypeVar("_T")

_log = logging.getLogger(__name__)

# The prefix keeps the tables apart in a PostgreSQL database that holds other things too.
_metadata = MetaData()
_schema = Table(
    "polydigest_schema",
    _metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)
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


class StoreError(ExplainedError):
    """A place that cannot be read or written: names the thing, the reason and the remedy."""


class StoreBusyError(StoreError):
    """A store that is locked or does not answer: it may later."""


def default_url(out: Path) -> URL:
    """Return the URL of the SQLite file in an output folder."""
    return URL.create("sqlite", database=str(out.absolute() / "polydigest.sqlite"))


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
        self._engine = _engine(_complete(url))
        self._insert: Callable[[Table], Any] = _INSERT[self._engine.dialect.name]
        try:
            self._set_up()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def get_entries(self, fingerprints: Collection[str]) -> dict[str, Entry]:
        """Return the cached entries by fingerprint; one that cannot be read counts as missing."""
        entries = {}
        with self._transaction() as connection:
            for some in _chunks(fingerprints):
                query = select(_entries).where(_entries.c.fingerprint.in_(some))
                for fingerprint, body in connection.execute(query):
                    if (entry := _parse(fingerprint, body)) is not None:
                        entries[fingerprint] = entry
        return entries

    def put_entry(self, entry: Entry) -> None:
        """Cache an entry under its fingerprint, in place of what is there."""
        row = {"fingerprint": entry.fingerprint, "entry": entry.model_dump_json()}
        self._upsert(_entries, [row])

    def recall(self, fingerprint: str, target: str, texts: Collection[str]) -> dict[str, str]:
        """Return remembered translations by text.

        Args:
            fingerprint: Of the translator: another model or setting has a memory of its own.
            target: Language translated into.
            texts: What to translate.

        """
        by_hash = {_sha256(text): text for text in texts}
        known = {}
        with self._transaction() as connection:
            for some in _chunks(by_hash):
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
                "sha256": _sha256(source),
                "text": source,
                "translation": translation,
            }
            for source, translation in translations.items()
            # PostgreSQL has no NUL in a text; a translation with one is not worth keeping.
            if "\x00" not in source + translation
        ]
        self._upsert(_translations, sorted(rows, key=lambda row: row["sha256"]))

    def mark_seen(self, articles: Iterable[str], run: str) -> None:
        """Note that a run digested these articles; the first run to do so stays on record."""
        rows = [{"article": article, "run": run} for article in sorted(set(articles))]
        self._upsert(_seen, rows, replace=False)

    def seen(self, articles: Collection[str]) -> dict[str, str]:
        """Return the run that first digested each article, for those that one has."""
        runs: dict[str, str] = {}
        with self._transaction() as connection:
            for some in _chunks(articles):
                query = select(_seen).where(_seen.c.article.in_(some))
                runs |= {row.article: row.run for row in connection.execute(query)}
        return runs

    def _set_up(self) -> None:
        with self._transaction() as connection:
            # Several processes may find the database empty at once: one of them makes the tables.
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_SETUP_LOCK})"))
            else:
                connection.execute(text("BEGIN IMMEDIATE"))
            if not inspect(connection).has_table(_schema.name):
                _metadata.create_all(connection)
                connection.execute(self._insert(_schema).values(id=1, version=SCHEMA_VERSION))
            version = connection.scalar(select(_schema.c.version))
            if version != SCHEMA_VERSION:
                raise StoreError(
                    self._name,
                    f"its schema is version {version}, this polydigest knows {SCHEMA_VERSION}",
                    "upgrade polydigest, or name another database",
                )

    def _upsert(self, table: Table, rows: list[dict[str, str]], *, replace: bool = True) -> None:
        # Rows come sorted by key: two transactions that lock them in one order cannot deadlock.
        keys = [column.name for column in table.primary_key]
        with self._transaction() as connection:
            for some in _chunks(rows):
                insert = self._insert(table).values(some)
                values = {c.name: insert.excluded[c.name] for c in table.c if c.name not in keys}
                connection.execute(
                    insert.on_conflict_do_update(index_elements=keys, set_=values)
                    if replace
                    else insert.on_conflict_do_nothing()
                )

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            kind, reason, remedy = _explain(error.orig)
            raise kind(self._name, reason, remedy) from error

    @property
    def _name(self) -> str:
        return _name(self._engine.url)


def _complete(url: str | URL) -> URL:
    try:
        given = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError("the store", "its URL cannot be understood", _URLS) from error
    if (backend := given.get_backend_name()) not in _DRIVERS:
        raise StoreError(_name(given), f"{backend} is not a database it can be in", _URLS)
    completed = given.set(drivername=_DRIVERS[backend])
    if completed.drivername == "sqlite" and completed.database in (None, "", ":memory:"):
        raise StoreError(_name(given), "memory is lost with the process", _URLS)
    defaults = _DEFAULTS[completed.get_backend_name()]
    return completed.set(query={**defaults, **completed.query})


def _engine(url: URL) -> Engine:
    try:
        # A thread never waits for a connection: as many are open as there are threads at work.
        engine = create_engine(url, max_overflow=-1, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError(
            _name(url), f"{error.name} is not installed", "pip install 'polydigest[postgresql]'"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        try:
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                _name(url), f"its folder cannot be made ({error.strerror})", "name another folder"
            ) from error
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    # Readers do not wait for the writer. A power cut may cost the last entries, never the file.
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # SQLite does not wait here: whoever holds the lock, or connects next, makes the change.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _name(url: URL) -> str:
    sqlite_file = url.database if url.get_backend_name() == "sqlite" else None
    return f"the store {sqlite_file or url.set(query={}).render_as_string()}"


def _chunks(items: Collection[_T]) -> Iterator[list[_T]]:
    remaining = iter(items)
    while some := list(islice(remaining, _ROWS)):
        yield some


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


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


_FULL = ("the disk is full", "free some space, or name another folder")
_READ_ONLY = ("it cannot be written", "change its permissions, or name another place")
_LOCKED = (
    "another process kept it locked for too long",
    "wait for that process or end it, then start again: finished entries are kept",
)
_CORRUPT = (
    "it is damaged, or no such database at all",
    "move the file away or restore a copy: without it, entries are made anew",
)
_UNREADABLE = ("it cannot be opened", "see that it is a file in a folder that you may write to")

# SQLite's primary result codes.
_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_NOTADB: _CORRUPT,
    sqlite3.SQLITE_CANTOPEN: _UNREADABLE,
}

# PostgreSQL's SQLSTATE codes.
_POSTGRESQL = {
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "53100": ("the server's disk is full", "free some space there"),
    "55P03": _LOCKED,
    "XX001": _CORRUPT,
    "XX002": _CORRUPT,
}


def _explain(error: BaseException | None) -> tuple[type[StoreError], str, str]:
    """Return kind, reason and remedy of what a database driver raised."""
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        words = _SQLITE.get(code, (said, "check the disk and the file"))
    else:
        sqlstate = getattr(error, "sqlstate", None)
        if sqlstate is None or sqlstate[:2] in ("08", "57"):
            remedy = "check the URL, the server and the network"
            return StoreBusyError, f"no connection ({said})", remedy
        words = _POSTGRESQL.get(sqlstate, (said, "check the database and the rights of its user"))
    return StoreBusyError if words is _LOCKED else StoreError, *words
