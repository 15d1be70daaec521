"""Texts that several tests read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from articles.article import Article, ArticleError
from articles.sources import read_articles

RETRIEVED = datetime(2025, 1, 1, tzinfo=UTC)

STORY = (
    "The harbour authority said on Monday that the new ferry terminal will open in April, two"
    " months later than planned.",
    "Work was delayed by storms in November, which damaged a crane and flooded part of the site,"
    " director Anna Holm told reporters.",
    "The terminal will cost 42 million euros and is expected to handle 1.2 million passengers a"
    " year.",
)

CLIPPED = """\
# Ferry Terminal to Open Two Months Late

By [AFP](#)

November 28, 2022



Workers repair a crane in the harbour in November. [harbour-port.example](https://harbour-port.example)

The harbour authority said on Monday that the new ferry terminal will open in April, two months
later than planned.

Director Anna Holm told reporters that the storms of November had left the site with "no working"

crane and several flooded halls.

**Related article:** [Storm Damage Closes Coastal Road](#)

The terminal will cost 42 million euros, Holm said, and it will handle 1.2 million passengers
a year.

"There will be no further delay," a spokesperson said.

Original url:

<https://www.themoscowtimes.com/2022/11/28/ferry-terminal-a1?utm_source=mail>
"""


def read(path: Path | str, *, language: str = "en") -> list[Article | ArticleError]:
    return list(read_articles([str(path)], languages=[language], retrieved=RETRIEVED))


def read_one(path: Path) -> Article:
    (item,) = read(path)
    assert isinstance(item, Article), item
    return item


def read_error(path: Path | str, *, language: str = "en") -> ArticleError:
    (item,) = read(path, language=language)
    assert isinstance(item, ArticleError), item
    return item


def reasons(article: Article) -> dict[str, str]:
    return {removed.text: removed.reason for removed in article.removed}


def write(path: Path, title: str | None, paragraphs: Sequence[str]) -> Path:
    blocks = ([title] if title else []) + list(paragraphs)
    path.write_text("\n\n".join(blocks), encoding="utf-8")
    return path
