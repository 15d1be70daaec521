"""The digest as data: valid against ``digest_schema()``, in the order of the model."""

from __future__ import annotations

from collections.abc import Iterator

from digests.digest import DigestHead, Entries

_INDENT = "  "


def render(head: DigestHead, entries: Entries) -> Iterator[str]:
    """Write a digest as JSON: Unicode as it is, two spaces of indentation, a final newline."""
    yield head.model_dump_json(indent=len(_INDENT), exclude={"entries"}).removesuffix("\n}")
    yield f',\n{_INDENT}"entries": ['
    separator = ""
    for entry in entries:
        yield separator
        # No string in JSON holds a line break: each begins a line of the layout.
        yield _indented(f"\n{entry.model_dump_json(indent=len(_INDENT))}")
        separator = ","
    yield f"\n{_INDENT}]\n}}\n" if separator else "]\n}\n"


def _indented(layout: str) -> str:
    return layout.replace("\n", f"\n{_INDENT * 2}")
