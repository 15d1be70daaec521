"""Digests as files: one module per format, registered in ``FORMATS`` by one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from digests.digest import Digest
from digests.render import as_html, as_json, as_markdown


class Renderer(Protocol):
    """Writes a digest as a text; the same digest gives the same text, byte for byte."""

    def __call__(self, digest: Digest) -> str:
        """Return the whole file."""


FORMATS: dict[str, Renderer] = {
    "json": as_json.render,
    "md": as_markdown.render,
    "html": as_html.render,
}
"""Renderers by name, which is also the suffix of the file that they fill."""


def render(digest: Digest, formats: Iterable[str]) -> dict[str, str]:
    """Write a digest in each format, by file name: ``digest.<format>``.

    Raises:
        ValueError: A format is unknown.

    """
    formats = tuple(formats)
    if unknown := sorted(set(formats) - set(FORMATS)):
        raise ValueError(f"unknown format {', '.join(unknown)}; there are {', '.join(FORMATS)}")
    return {f"digest.{name}": FORMATS[name](digest) for name in formats}
