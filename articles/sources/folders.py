"""Folders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from articles.article import ArticleError
from articles.sources.kind import Item, Reading, shown, unreadable

MAX_DEPTH = 64
"""Folders inside one another."""


class Folder:
    """A folder of inputs: read with its subfolders, in order of name, without hidden files."""

    shape = "a folder"

    def accepts(self, path: Path) -> bool:
        """Whether it is a folder."""
        return path.is_dir()

    def read(self, path: Path, reading: Reading) -> Iterator[Item]:
        """Yield what is in the folder; links that lead back to a folder above are errors."""
        location = shown(path)
        try:
            resolved = path.resolve(strict=True)
            children = sorted(child for child in path.iterdir() if not child.name.startswith("."))
        except OSError as error:
            yield unreadable(location, error)
            return
        if len(reading.within) >= MAX_DEPTH:
            yield ArticleError(location, "nested too deeply", "name the folder itself as an input")
            return
        if resolved in reading.within:
            yield ArticleError(location, "leads back to a folder above it", "remove the link")
            return
        if not children:
            yield ArticleError(location, "empty folder", "put articles into it")
        inside = replace(reading, within=(*reading.within, resolved))
        for child in children:
            if child.suffix.lower() in {".yaml", ".yml"} and child.is_file():
                yield ArticleError(
                    shown(child),
                    "lists of inputs are not followed inside a folder",
                    "name the list itself as an input",
                )
            else:
                yield from reading.read(child, inside)
