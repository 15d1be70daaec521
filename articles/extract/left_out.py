"""The record of what a page holds besides the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from articles.article import Removed
from articles.extract.body import Verdict
from articles.extract.characters import one_line
from articles.extract.extraction import MAX_CHARACTERS
from articles.extract.page_blocks import PageBlock


def left_out(blocks: Iterable[PageBlock], verdicts: Iterable[Verdict]) -> Iterator[Removed]:
    """Yield the blocks that are not the story's, joined by piece of furniture, with the reason."""
    groups: dict[tuple[HtmlElement, str], list[str]] = {}
    for each, verdict in zip(blocks, verdicts, strict=True):
        if verdict.part == "outside":
            container = each.element if verdict.container is None else verdict.container
            texts = groups.setdefault((container, verdict.reason), [])
            texts += [text for text in [one_line(each.block.text)] if text]
            texts += [removed.text for removed in each.removed]
    for (_, reason), texts in groups.items():
        if texts:
            yield Removed(text=" / ".join(texts)[:MAX_CHARACTERS], reason=reason)
