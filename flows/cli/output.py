"""What the commands print: clean whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from base.secrets import hide
from base.showing import LONGEST_LINE, printable_json, shown, shown_lines


def print_line(text: object, *, err: bool = False) -> None:
    """Print one line."""
    typer.echo(shown(hide(str(text)), LONGEST_LINE), err=err)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, each of any length."""
    for line in lines:
        typer.echo(shown_lines(line.rstrip("\n"), len(line)))


def print_json(document: str) -> None:
    """Print a JSON document: its values stay as they are."""
    typer.echo(printable_json(document))


def print_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table; a cell may have several lines, and nothing in it is markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns)
    for row in rows:
        table.add_row(*(Text(shown_lines(str(cell), LONGEST_LINE)) for cell in row))
    Console().print(table)
