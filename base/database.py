"""A database that outlives a run: its URL, its engine, its tables and what goes wrong with it.

SQLite serves the processes of one machine; where several machines share a database it must be
PostgreSQL, since SQLite's write-ahead log does not work over a network file system.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
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
from base.files import PRIVATE_FILE, make_folder, why_unwritable
from base.run_errors import OfTheRun
from base.secrets import MASK, UnknownSecretError, guard, is_by_name, resolve

if TYPE_CHECKING:
    from alembic.operations import Operations

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

Migration = Callable[["Operations"], None]
"""Makes the tables of one version into those of the next, rows and all."""

# The prefix keeps the tables apart in a PostgreSQL database that holds other things too.
_schema = Table(
    "polydigest_schema",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)


@dataclass(frozen=True)
class Schema:
    """Tables as they are now, and how those of an older polydigest become so.

    A new table or column is written in ``tables``, for whoever begins, and in one more migration,
    for everybody else. A migration that was published never changes: names of tables and columns
    stand in it as they were.
    """

    part: int
    """Number of these tables among all in a database: 1 `digests.store`, 2
    `articles.sources.state`."""
    tables: MetaData
    migrations: tuple[Migration, ...] = ()
    """The first of them leads from version 1 to version 2."""

    @property
    def version(self) -> int:
        """Version of the tables as they are now."""
        return len(self.migrations) + 1


class StoreError(OfTheRun, ExplainedError):
    """A place that cannot be read or written: names the thing, the reason and the remedy."""


class StoreBusyError(StoreError):
    """A store that is locked or does not answer: it may later."""


def default_url(out: Path) -> URL:
    """Return the URL of the SQLite file in an output folder."""
    return URL.create("sqlite", database=str(out.absolute() / "polydigest.sqlite"))


def shown_url(url: str | URL) -> str:
    """Return a database's URL as anybody may see it: its password may be in its query as well."""
    if isinstance(url, str) and is_by_name(url) and not has_password(url):
        return url
    try:
        shown = make_url(url).set(query={})
    except (ArgumentError, ValueError):
        return MASK
    return MASK if "@" in (shown.host or "") else shown.render_as_string(hide_password=True)


def has_password(url: str) -> bool:
    """Whether a database's URL holds a password, which nobody else is to see, not its name."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        return False
    return any(password and not is_by_name(password) for password in _passwords(parts))


def _passwords(url: URL) -> Iterator[str]:
    if url.password is not None:
        yield str(url.password)
    for key, value in url.query.items():
        if "password" in key:
            yield from (value,) if isinstance(value, str) else value


class Database:
    """Some tables in one database, which may hold other rooms' tables too.

    Safe to share between threads and, each with its own, between processes. A database is a
    context manager that closes itself.
    """

    def __init__(self, url: str | URL, schema: Schema) -> None:
        """Open the database at ``url`` (``sqlite:///path`` or ``postgresql://…``), or make it.

        Secrets may stand in it by name, as `base.secrets.resolve` reads them. Tables that an older
        polydigest made are migrated: as a whole, or not at all.

        Raises:
            StoreError: It cannot be reached, read or written, or a newer polydigest made it.

        """
        self._engine = _engine(_complete(url))
        self._insert: Callable[[Table], Any] = _INSERT[self._engine.dialect.name]
        try:
            self._set_up(schema)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Commit what is done within the context, or nothing of it.

        Raises:
            StoreError: What the database refuses.

        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            kind, reason, remedy = _explain(error.orig)
            raise kind(_name(self._engine.url), reason, remedy) from error

    def upsert(
        self, table: Table, rows: Sequence[Mapping[str, Any]], *, replace: bool = True
    ) -> None:
        """Insert rows, each of which holds every column; see `upsert_within`."""
        with self.transaction() as connection:
            self.upsert_within(connection, table, rows, replace=replace)

    def upsert_within(
        self,
        connection: Connection,
        table: Table,
        rows: Sequence[Mapping[str, Any]],
        *,
        replace: bool = True,
    ) -> None:
        """Insert rows in a transaction; one whose key is there replaces it, or leaves it be.

        Give them sorted by key: two transactions that lock rows in one order cannot deadlock.
        """
        if not rows:
            return
        insert = self._insert(table)
        keys = [column.name for column in table.primary_key]
        values = {c.name: insert.excluded[c.name] for c in table.c if c.name not in keys}
        connection.execute(
            insert.on_conflict_do_update(index_elements=keys, set_=values)
            if replace
            else insert.on_conflict_do_nothing(),
            list(rows),  # apart from the statement, which is compiled once
        )

    def _set_up(self, schema: Schema) -> None:
        with self.transaction() as connection:
            # Several processes may find the database as it was: one of them sets it up.
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_SETUP_LOCK})"))
            else:
                connection.execute(text("BEGIN IMMEDIATE"))
            if not inspect(connection).has_table(_schema.name):
                _schema.create(connection)
            query = select(_schema.c.version).where(_schema.c.id == schema.part)
            found = connection.scalar(query)
            if found == schema.version:
                return
            if found is None:
                schema.tables.create_all(connection)
            elif found < schema.version:
                self._migrate(connection, schema.migrations[found - 1 :])
            else:
                raise StoreError(
                    _name(self._engine.url),
                    f"its schema is version {found}, this polydigest knows {schema.version}",
                    "upgrade polydigest, or name another database",
                )
            row = {"id": schema.part, "version": schema.version}
            self.upsert_within(connection, _schema, [row])

    def _migrate(self, connection: Connection, migrations: Sequence[Migration]) -> None:
        from alembic.migration import MigrationContext  # takes long, and is hardly ever needed
        from alembic.operations import Operations

        operations = Operations(MigrationContext.configure(connection))
        for migrate in migrations:
            migrate(operations)
        _log.info("%s: migrated to a newer schema", _name(self._engine.url))


def _complete(url: str | URL) -> URL:
    try:
        given = make_url(resolve(url) if isinstance(url, str) else url)
    except UnknownSecretError as error:
        raise StoreError("the store", str(error), "set it to what its URL needs") from error
    except (ArgumentError, ValueError) as error:
        raise StoreError("the store", "its URL cannot be understood", _URLS) from error
    guard(*_passwords(given), user=given.username)
    if "@" in (given.host or ""):
        raise StoreError("the store", "its password has an @", "write it as %40")
    if given.password == MASK:  # as a run's report shows it
        given = given.set(password=None)
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
            make_folder(Path(str(url.database)).parent)
        except OSError as error:
            words, remedy = why_unwritable(error)
            raise StoreError(_name(url), f"its folder: {words}", remedy) from error
        with suppress(OSError):  # SQLite says it better, and makes the files beside it alike
            os.close(os.open(str(url.database), os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))
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
    return f"the store {sqlite_file or shown_url(url)}"


def chunks(items: Collection[_T]) -> Iterator[list[_T]]:
    """Yield the items in lists that one statement can take."""
    remaining = iter(items)
    while some := list(islice(remaining, _ROWS)):
        yield some


_Explanation = tuple[type[StoreError], str, str]
"""Kind, reason and remedy of what a database refuses."""

_FULL = (StoreError, "the disk is full", "free some space, or name another folder")
_READ_ONLY = (StoreError, "it cannot be written", "change its permissions, or name another place")
_LOCKED = (
    StoreBusyError,
    "another process kept it locked for too long",
    "wait for that process or end it, then start again: finished entries are kept",
)
_CORRUPT = (
    StoreError,
    "it is damaged, or no such database at all",
    "move the file away or restore a copy: without it, entries are made anew",
)
_UNREADABLE = (
    StoreError,
    "it cannot be opened",
    "see that it is a file in a folder that you may write to",
)

# SQLite's primary result codes.
_SQLITE: dict[int, _Explanation] = {
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
_POSTGRESQL: dict[str, _Explanation] = {
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "53100": (StoreError, "the server's disk is full", "free some space there"),
    "55P03": _LOCKED,
    "XX001": _CORRUPT,
    "XX002": _CORRUPT,
}


def _explain(error: BaseException | None) -> _Explanation:
    """Explain what a database driver raised."""
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        return _SQLITE.get(code, (StoreError, said, "check the disk and the file"))
    sqlstate = getattr(error, "sqlstate", None)
    if sqlstate is None and "password" in said:
        return StoreError, f"no connection ({said})", "check the password, or set PGPASSWORD"
    if sqlstate is None or sqlstate[:2] in ("08", "57"):
        remedy = "check the URL, the server and the network"
        return StoreBusyError, f"no connection ({said})", remedy
    remedy = "check the database and the rights of its user"
    return _POSTGRESQL.get(sqlstate, (StoreError, said, remedy))
