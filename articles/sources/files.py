"""Files of one article each: Markdown, HTML, plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from articles.article import ArticleError
from articles.assemble import Origin, make_article
from articles.extract.characters import decode
from articles.extract.documents import Extract, from_markdown, from_text
from articles.extract.webpage import from_html
from articles.sources.kind import Item, Reading, read_bytes, shown

_EXTRACTORS: dict[str, Callable[[str, str], Extract]] = {
    ".htm": from_html,
    ".html": from_html,
    ".markdown": from_markdown,
    ".md": from_markdown,
    ".txt": from_text,
}


class ArticleFile:
    """One file, one article."""

    shape = " ".join(_EXTRACTORS)

    def accepts(self, path: Path) -> bool:
        """Whether the suffix is one of those that are read."""
        return path.suffix.lower() in _EXTRACTORS and not path.is_dir()

    def read(self, path: Path, reading: Reading) -> Iterator[Item]:
        """Yield the article, or the error for it."""
        location = shown(path)
        try:
            data = read_bytes(path)
            extract = _EXTRACTORS[path.suffix.lower()](decode(data, location), location)
            origin = Origin(location, data, reading.retrieved, reading.language, reading.defaults)
            yield make_article(extract, origin)
        except ArticleError as error:
            yield error
