"""Tables of the nouns that numbers count."""

from __future__ import annotations

from collections.abc import Mapping


def noun_table(rows: str) -> Mapping[str, tuple[str, bool | None]]:
    """Read rows such as ``child*: child, boy, girl``: *name: words of a language*.

    A star says that it is of people, a question mark that it is of people or of things, as *case*.
    """
    table: dict[str, tuple[str, bool | None]] = {}
    for row in rows.strip().splitlines():
        name, _, words = row.strip().partition(": ")
        people = None if name.endswith("?") else name.endswith("*")
        for word in words.split(", "):
            table.setdefault(word, (name.rstrip("*?"), people))
    return table
