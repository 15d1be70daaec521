"""Kinds of input, one module each.

A new kind is one module with a class of the shape of `InputKind`, and one line in ``KINDS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from articles.article import ArticleError
from articles.sources.archive import Archived
from articles.sources.files import ArticleFile
from articles.sources.folders import Folder
from articles.sources.json_lines import JsonLines
from articles.sources.kind import InputKind, Item, Reading, shown, unreadable
from articles.sources.lists import InputList

KINDS: tuple[InputKind, ...] = (
    Folder(),
    ArticleFile(),
    JsonLines(),
    Archived(),
    InputList(),
)


def read_articles(
    inputs: Sequence[str], *, language: str = "en", retrieved: datetime | None = None
) -> Iterator[Item]:
    """Yield articles in the order of ``inputs``, and an `ArticleError` for each that cannot be had.

    Inputs are paths of files (Markdown, HTML, plain text, JSON Lines, archived articles), of
    folders of them, and of YAML lists of inputs. Articles in another ``language`` (ISO 639-1) are
    errors. ``retrieved`` is when they were fetched, with a time zone; now, where it is None.
    Nothing is raised for an item, and the same bytes read twice are two articles of one id.
    """
    reading = Reading(language, retrieved or datetime.now(UTC), _read)
    for location in inputs:
        if location.strip() and "\0" not in location:
            yield from _read(Path(location), reading)
        else:  # an empty path would be the working directory
            yield ArticleError(location.replace("\0", "�"), "not a path", "check the path")


def _read(path: Path, reading: Reading) -> Iterator[Item]:
    location = shown(path)
    try:
        path.stat()
        kind = next((kind for kind in KINDS if kind.accepts(path)), None)
    except OSError as error:
        yield unreadable(location, error)
        return
    if kind is None:
        shapes = ", ".join(kind.shape for kind in KINDS)
        yield ArticleError(location, "no kind of input looks like this", f"known are: {shapes}")
        return
    yield from kind.read(path, reading)
