"""Databases that an older polydigest made."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import MetaData, text

from articles.sources.state import State
from base.database import Database, Schema
from digests.store import Store
from tests.databases import columns

FIRST = Path(__file__).with_name("schema-1.sql")
"""Tables of version 1: what has changed since then, migrations must change in them."""


def test_tables_of_the_first_version_become_those_of_today(
    database_url: str, tmp_path: Path
) -> None:
    with (
        Database(database_url, Schema(0, MetaData())) as database,
        database.transaction() as connection,
    ):
        connection.execute(text("DROP TABLE polydigest_schema"))
        for statement in FIRST.read_text("utf-8").split(";\n"):
            if statement.strip():
                connection.execute(text(statement))
    made_anew = f"sqlite:///{tmp_path / 'new.sqlite'}"
    for url in (database_url, made_anew):
        Store(url).close()
        with State(url):
            pass
    assert columns(database_url) == columns(made_anew)
