"""Lists of URLs, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.article import ArticleError
from articles.extract.encodings import decode
from articles.sources.items import in_worker
from articles.sources.kind import Item, Reading
from articles.sources.listing import Listed, absolute, read_listed
from articles.sources.resource import Resource

_URL = re.compile(r"https?://\S+", re.I)


class PageList:
    """A text of URLs: each is followed. Lines that begin with ``#`` say something to people."""

    name = "pages"
    shape = "a list of URLs"

    def accepts(self, resource: Resource) -> bool:
        """Whether each line that it begins with is a URL."""
        if resource.is_folder or resource.media_type not in {"", "text/plain"}:
            return False
        head = resource.head.decode("utf-8", "ignore")
        lines = _lines(head if len(resource.head) < 4_096 else head.rpartition("\n")[0])
        return bool(lines) and all(_URL.fullmatch(line) for line in lines)

    def read(self, resource: Resource, reading: Reading) -> Iterator[Item]:
        """Yield the pages that are wanted."""
        lines = in_worker(resource.location, _listed_in, resource.read(), resource.location)
        items = []
        for number, line in enumerate(lines, start=1):
            if url := absolute("", line):
                items.append(Listed(url=url))
            else:
                yield ArticleError(f"{resource.location}#{number}", "not a URL", "mend the list")
        yield from read_listed(items, resource, reading)


def _listed_in(data: bytes, location: str) -> list[str]:
    return _lines(decode(data, location).text)


def _lines(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
