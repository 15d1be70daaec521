"""Folders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from articles.article import ArticleError
from articles.sources.kind import Item, Reading
from articles.sources.resource import Resource, shown, unreadable

MAX_DEPTH = 64
"""Folders inside one another."""
_ATTACHED = ("_files", ".files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_ficheiros")
"""How browsers name the folder of what belongs to a page that they saved."""


class Folder:
    """A folder of inputs: read with its subfolders, in order of name, without hidden files."""

    name = "folder"
    shape = "a folder"

    def accepts(self, resource: Resource) -> bool:
        """Whether it is a folder."""
        return resource.is_folder

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield what is in the folder; links that lead back to a folder above are errors.

        ``X_files`` beside ``X.html`` is part of a page that a browser saved, and is not read.
        """
        path, location = resource.path or Path(), resource.location
        try:
            resolved = str(path.resolve(strict=True))
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
        pages = {child.stem for child in children if child.suffix.lower() in {".html", ".htm"}}
        for child in children:
            if child.is_dir() and any(
                child.name.removesuffix(attached) in pages
                for attached in _ATTACHED
                if child.name.endswith(attached)
            ):
                continue
            if child.suffix.lower() in {".yaml", ".yml"} and child.is_file():
                yield ArticleError(
                    shown(child),
                    "lists of inputs are not followed inside a folder",
                    "name the list itself as an input",
                )
            else:
                yield from reading.read(str(child), inside)
