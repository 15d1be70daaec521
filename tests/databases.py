"""What is in a database."""

from __future__ import annotations

from sqlalchemy import create_engine, inspect


def columns(url: str) -> dict[str, list[tuple[str, str, bool]]]:
    """Return name, type and whether it may be empty of each column, by table."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    try:
        found = inspect(engine)
        return {
            table: [
                (column["name"], str(column["type"]), bool(column["nullable"]))
                for column in found.get_columns(table)
            ]
            for table in sorted(found.get_table_names())
        }
    finally:
        engine.dispose()
