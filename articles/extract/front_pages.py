"""Pages that announce articles and are none themselves: front pages, sections, lists of results."""

from __future__ import annotations

from collections.abc import Sequence

from articles.extract.blocks import Block, ends_as_sentence
from articles.extract.body import Verdict, is_prose
from articles.extract.page_blocks import PageBlock

_LEAST = 3
"""Teasers that make a list."""
_MENU = 3
"""Links of a menu: a newsletter, which is read as one article, has none."""
_BETWEEN = 2
"""Blocks that may stand between a headline and its teaser: a date, a name."""


def lists_articles(blocks: Sequence[PageBlock], verdicts: Sequence[Verdict]) -> bool:
    """Whether what was taken for the story are teasers, each below a headline that is a link."""
    menus = sum(
        bool(each.block.links) and verdict.reason == "navigation"
        for each, verdict in zip(blocks, verdicts, strict=True)
    )
    teasers = [
        number
        for number, each in enumerate(blocks)
        if is_prose(each.block) and _is_announced(blocks, number)
    ]
    kept = [
        number
        for number, verdict in enumerate(verdicts)
        if verdict.part != "outside"
        and is_prose(blocks[number].block)
        and blocks[number].block.kind != "heading"
    ]
    return (
        menus >= _MENU
        and len(teasers) >= _LEAST
        and len(kept) > 0
        and len(set(kept) & set(teasers)) >= 0.8 * len(kept)
    )


def _is_announced(blocks: Sequence[PageBlock], number: int) -> bool:
    """Whether a headline that is a link stands right above a paragraph, or on its first line."""
    block = blocks[number].block
    if "\n" in block.text and _is_headline(next(block.lines())):
        return True
    for above in range(number - 1, max(-1, number - 2 - _BETWEEN), -1):
        other = blocks[above].block
        if _is_headline(other):
            return True
        if is_prose(other) or len(other.text) > 60:
            return False
    return False


def _is_headline(block: Block) -> bool:
    return (
        block.linked >= 0.85 and len(block.text.strip()) >= 15 and not ends_as_sentence(block.text)
    )
