"""Articles that were read before: each in a file of its own, as it was then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from articles.article import Article, ArticleError
from articles.assemble import remade
from articles.extract.extraction import explain
from articles.sources.files import filtered
from articles.sources.items import in_worker
from articles.sources.kind import Item, Reading
from articles.sources.resource import Resource
from base.files import flush_folder, make_folder, remove_parts, whole_file

SUFFIX = ".article.json"
OLDER = ".versions"
"""Folder of an archive that keeps older versions; hidden, so no reading of the archive sees it."""


class Archived:
    """An article as `keep` writes it: location, time and hash stay those of the first reading."""

    name = "archived"
    shape = SUFFIX

    def accepts(self, resource: Resource) -> bool:
        """Whether it is a file whose name ends as those of archived articles do."""
        return (
            resource.path is not None and resource.name.endswith(SUFFIX) and resource.path.is_file()
        )

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the article, or an error where the file is not whole or in another language."""
        location, data = resource.location, resource.read()
        article = in_worker(location, _article_of, location, data, reading.languages)
        yield filtered(article, reading)


def _article_of(location: str, data: bytes, languages: tuple[str, ...]) -> Article:
    try:
        return remade(Article.model_validate_json(data), location, languages)
    except ValidationError as error:
        raise ArticleError(
            location, f"no archived article ({explain(error)})", "ingest the source again"
        ) from error


def keep(article: Article, archive: Path) -> bool:
    """Write an article to ``archive/<day it was read>/<id>.article.json``, unless it is there.

    Returns:
        Whether it was new.

    Raises:
        OSError: The disk is full, or the folder cannot be written.

    """
    if _places(article.id, archive):
        return False
    folder = archive / f"{article.source.retrieved:%Y-%m-%d}"
    for each in (archive, folder):
        make_folder(each, private=True)
    path = folder / f"{article.id}{SUFFIX}"
    with whole_file(path) as file:  # a reader never sees half of one
        file.write(article.model_dump_json().encode())
    return True


def is_of_another(article: Article, archive: Path) -> bool:
    """Whether an archive has another text under the id of an article, as a file may claim it."""
    return any(
        (kept := _kept(path)) is not None and kept.text != article.text
        for path in _places(article.id, archive)
    )


def tidy(archive: Path) -> None:
    """Remove what writers that were killed have left half written in an archive."""
    for folder in (*archive.glob("*"), *archive.glob(".*/*")):
        remove_parts(folder)


def supersede(article: str, archive: Path) -> Article | None:
    """Move the article with an id to the older versions; returns it, or None where it is gone.

    Raises:
        OSError: The folder cannot be written.

    """
    folder = archive / OLDER
    kept = folder / f"{article}{SUFFIX}"
    for path in _places(article, archive):
        make_folder(folder, private=True)
        path.replace(kept)
        flush_folder(folder)
    return _kept(kept)


def _kept(path: Path) -> Article | None:
    try:
        return Article.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _places(article: str, archive: Path) -> list[Path]:
    """Return where the article with an id is, but for older versions."""
    found = archive.glob(f"*/{article}{SUFFIX}")
    return [path for path in found if path.parent.name != OLDER]
