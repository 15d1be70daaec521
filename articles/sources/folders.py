"""Folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from articles.article import ArticleError
from articles.locations import location_of
from articles.sources.kind import Item, Reading, Skipped
from articles.sources.resource import Resource, unreadable

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
        """Yield what is in the folder, each file and folder once, however many links lead to it.

        A link that leads out of the folder that was named is an error: whoever may write into the
        folder might otherwise have any file of this machine read.

        ``X_files`` beside ``X.html`` is part of a page that a browser saved, and is not read.
        """
        path, location = resource.path or Path(), resource.location
        try:
            resolved = str(path.resolve(strict=True))
            children = sorted(child for child in path.iterdir() if not child.name.startswith("."))
        except OSError as error:
            yield unreadable(location, error)
            return
        met = {resolved: location} if reading.met is None else reading.met
        if len(reading.within) >= MAX_DEPTH:
            yield ArticleError(location, "nested too deeply", "name the folder itself as an input")
            return
        if not children:
            empty = ArticleError if reading.met is None else Skipped
            yield empty(location, "empty folder", "put articles into it")
        inside = replace(reading, within=(*reading.within, resolved), met=met)
        pages = {child.stem for child in children if child.suffix.lower() in {".html", ".htm"}}
        for child in children:
            if child.is_dir() and any(
                child.name.removesuffix(attached) in pages
                for attached in _ATTACHED
                if child.name.endswith(attached)
            ):
                continue
            if refused := _refused(child, resolved, met):
                yield refused
            elif child.suffix.lower() in {".yaml", ".yml"} and child.is_file():
                yield ArticleError(
                    location_of(child),
                    "lists of inputs are not followed inside a folder",
                    "name the list itself as an input",
                )
            else:
                yield from reading.read(str(child), inside)


def _refused(child: Path, folder: str, met: dict[str, str]) -> ArticleError | None:
    """Return why what is in a folder is not read, and note that it is met where it is."""
    location = location_of(child)
    place = f"{folder.rstrip('/')}/{child.name}"
    if child.is_symlink():
        place = os.path.realpath(place)
        if not os.path.lexists(place):
            return ArticleError(location, "a link that leads nowhere", "remove the link")
        named = next(iter(met))
        if os.path.commonpath((place, named)) != named:
            return ArticleError(
                location,
                f"a link that leads out of the folder, to {location_of(Path(place))}",
                "name that as an input, or remove the link",
            )
    if place in met:
        return Skipped(location, f"the same as {met[place]}", "it is read once")
    met[place] = location
    return None
