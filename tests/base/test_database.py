"""How the tables of older and newer versions are met, in SQLite and PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, func, select, text

from base.database import Database, Schema, StoreError
from tests.databases import columns

if TYPE_CHECKING:
    from alembic.operations import Operations


def _stories(*more: Column[str]) -> MetaData:
    tables = MetaData()
    Table("stories", tables, Column("id", Integer, primary_key=True), *more)
    return tables


FIRST = Schema(7, _stories(Column("name", String)))

NOW = _stories(Column("title", String, nullable=False), Column("place", String))
READERS = Table("readers", NOW, Column("id", Integer, primary_key=True))


def _rename(operations: Operations) -> None:
    with operations.batch_alter_table("stories") as stories:
        stories.alter_column("name", new_column_name="title", nullable=False)


def _add(operations: Operations) -> None:
    operations.add_column("stories", Column("place", String))
    operations.execute("UPDATE stories SET place = 'harbour'")
    operations.create_table("readers", Column("id", Integer, primary_key=True))


SECOND = Schema(7, NOW, (_rename, _add))


def _made_by(schema: Schema, url: str, *titles: str) -> None:
    with Database(url, schema) as database, database.transaction() as connection:
        for title in titles:
            connection.execute(text("INSERT INTO stories (name) VALUES (:title)"), {"title": title})


def test_older_tables_are_migrated_once_whoever_comes_first(database_url: str) -> None:
    _made_by(FIRST, database_url, "Ferry", "Crane")
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda _: Database(database_url, SECOND), range(4)))
    for database in opened:
        with database, database.transaction() as connection:
            rows = connection.execute(select(NOW.tables["stories"])).all()
            assert sorted(row[1:] for row in rows) == [("Crane", "harbour"), ("Ferry", "harbour")]
            assert connection.scalar(select(func.count()).select_from(READERS)) == 0
    migrated = columns(database_url)
    assert migrated["readers"] == [("id", "INTEGER", False)]
    with Database(database_url, SECOND) as database, database.transaction() as connection:
        connection.execute(text("DROP TABLE stories"))
        connection.execute(text("DROP TABLE readers"))
        connection.execute(text("DELETE FROM polydigest_schema"))
    Database(database_url, SECOND).close()
    assert columns(database_url) == migrated


def test_a_migration_that_fails_leaves_all_as_it_was(database_url: str) -> None:
    _made_by(FIRST, database_url, "Ferry")
    before = columns(database_url)

    def fail(operations: Operations) -> None:
        operations.execute("UPDATE nothing SET place = 'harbour'")

    with pytest.raises(StoreError):
        Database(database_url, Schema(7, NOW, (_rename, _add, fail)))
    assert columns(database_url) == before
    with Database(database_url, FIRST) as database, database.transaction() as connection:
        assert connection.scalar(text("SELECT name FROM stories")) == "Ferry"


def test_a_file_is_for_its_owner_alone_unless_somebody_shares_it(tmp_path: Path) -> None:
    path = tmp_path / "out" / "store.sqlite"
    for mode in (0o600, 0o660):
        with Database(f"sqlite:///{path}", FIRST) as database, database.transaction() as made:
            made.execute(text("INSERT INTO stories (name) VALUES ('Ferry')"))
            modes = {each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
        assert modes == {mode}  # of the write-ahead log as well
        path.chmod(0o660)


def test_newer_tables_are_left_alone(database_url: str) -> None:
    Database(database_url, SECOND).close()
    with pytest.raises(
        StoreError, match="schema is version 3, this polydigest knows 1; upgrade polydigest"
    ):
        Database(database_url, FIRST)
