"""Articles that were read before: each in a file of its own, as it was then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from articles.article import Article, ArticleError
from articles.extract.extraction import explain
from articles.sources.files import filtered
from articles.sources.kind import Item, Reading
from articles.sources.resource import Resource
from base.errors import either
from base.files import whole_file

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
        location = resource.location
        try:
            article = Article.model_validate_json(resource.read())
        except ValidationError as error:
            yield ArticleError(
                location, f"no archived article ({explain(error)})", "ingest the source again"
            )
        except ArticleError as error:
            yield error
        else:
            if article.language in reading.languages:
                yield filtered(article, reading)
            else:
                wanted = either(reading.languages)
                yield ArticleError(
                    location,
                    f"written in {article.language}, not in {wanted}",
                    f"give articles in {wanted}, or set the languages of the input",
                )


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
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{article.id}{SUFFIX}"
    with whole_file(path) as file:  # a reader never sees half of one
        file.write(article.model_dump_json().encode())
    return True


def supersede(article: str, archive: Path) -> Article | None:
    """Move the article with an id to the older versions; returns it, or None where it is gone.

    Raises:
        OSError: The folder cannot be written.

    """
    folder = archive / OLDER
    kept = folder / f"{article}{SUFFIX}"
    for path in _places(article, archive):
        folder.mkdir(exist_ok=True)
        path.replace(kept)
    try:
        return Article.model_validate_json(kept.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _places(article: str, archive: Path) -> list[Path]:
    """Return where the article with an id is, but for older versions."""
    found = archive.glob(f"*/{article}{SUFFIX}")
    return [path for path in found if path.parent.name != OLDER]
