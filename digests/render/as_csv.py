"""The digest as four CSV files (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Literal

from base.records import Frozen
from digests.digest import DigestHead
from digests.render.formats import File
from digests.render.tables import TABLES, Table
from digests.render.view import DigestView, StoryView, plain

# What a spreadsheet takes for a formula at the start of a cell; full-width forms count in some.
_FORMULA = re.compile("[=+@＝＋－＠-]")


class Settings(Frozen):
    """Settings of the format ``csv``."""

    delimiter: Literal[",", ";", "\t"] = ","
    byte_order_mark: bool = False
    """Excel reads UTF-8 as such only with it."""


def files(head: DigestHead, settings: Settings) -> dict[str, File]:
    """Return a file for each table."""
    return {
        f"digest.{name}.csv": File(
            partial(_story, table, head, settings), partial(_page, table, settings)
        )
        for name, table in TABLES.items()
    }


def _story(table: Table, head: DigestHead, settings: Settings, story: StoryView) -> str:
    return _lines(table.rows(head, story.entry), settings)


def _page(
    table: Table, settings: Settings, page: DigestView, stories: Iterable[str]
) -> Iterator[str]:
    yield "\ufeff" if settings.byte_order_mark else ""
    yield _lines([table.columns], settings)
    yield from stories


def _lines(rows: Iterable[Iterable[Any]], settings: Settings) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=settings.delimiter, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """Write a text as one line that no spreadsheet reckons with; true and false as in JSON."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    line = plain(value)
    return f"'{line}" if _FORMULA.match(line) else line
