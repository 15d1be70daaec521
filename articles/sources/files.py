"""Files of one article each: Markdown, HTML, plain text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from articles.article import ArticleError
from articles.assemble import Origin, make_article
from articles.extract.media import SUFFIXES, extract, media_type_of
from articles.sources.kind import Item, Reading, read_bytes, shown


class ArticleFile:
    """One file, one article."""

    shape = " ".join(SUFFIXES)

    def accepts(self, path: Path) -> bool:
        """Whether the suffix is one of those that are read."""
        return media_type_of(path.name) is not None and not path.is_dir()

    def read(self, path: Path, reading: Reading) -> Iterator[Item]:
        """Yield the article, or the error for it."""
        location = shown(path)
        try:
            data = read_bytes(path)
            extracted = extract(data, media_type_of(path.name) or "", location)
            origin = Origin(location, data, reading.retrieved, reading.language, reading.defaults)
            yield make_article(extracted, origin)
        except ArticleError as error:
            yield error
