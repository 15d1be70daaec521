"""Digests as files: one module per format, registered in ``FORMATS`` by one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from digests.digest import DigestHead, Entries
from digests.render import as_html, as_json, as_markdown


class Renderer(Protocol):
    """Writes a digest as a text; the same digest gives the same text, byte for byte."""

    def __call__(self, head: DigestHead, entries: Entries) -> Iterator[str]:
        """Yield the file in pieces; entries are read one at a time, and as often as needed."""


FORMATS: dict[str, Renderer] = {
    "json": as_json.render,
    "md": as_markdown.render,
    "html": as_html.render,
}
"""Renderers by name, which is also the suffix of the file that they fill."""


def render(head: DigestHead, entries: Entries, formats: Iterable[str]) -> dict[str, Iterator[str]]:
    """Write a digest in each format, in pieces, by file name: ``digest.<format>``.

    Raises:
        ValueError: A format is unknown.

    """
    formats = tuple(formats)
    if unknown := sorted(set(formats) - set(FORMATS)):
        raise ValueError(f"unknown format {', '.join(unknown)}; there are {', '.join(FORMATS)}")
    return {f"digest.{name}": FORMATS[name](head, entries) for name in formats}
