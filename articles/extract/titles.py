"""The title of a text that declares none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from articles.clean.furniture import is_furniture
from articles.extract.blocks import Block, ends_as_sentence


def leading_title(blocks: Sequence[Block]) -> tuple[str | None, Sequence[Block]]:
    """Take the title out: the heading above the story, else the first line if it is no sentence."""
    at = next((at for at, block in enumerate(blocks) if block.kind == "title"), None)
    if at is None:
        header = itertools.takewhile(lambda block: not ends_as_sentence(block.text), blocks)
        at = next((at for at, block in enumerate(header) if block.kind == "heading"), None)
    if at is not None:
        return blocks[at].text, [*blocks[:at], *blocks[at + 1 :]]
    at = next((at for at, block in enumerate(blocks) if not is_furniture(block)), None)
    if at is None:
        return None, blocks
    line, _, rest = blocks[at].text.partition("\n")
    reads_as_title = (
        len(line.split()) in range(2, 31)
        and not re.search(r"[.,;:][\"'”’)]*$", line)
        and not re.search(r"\)\s*(?:[–—]|--?)\s", line)
    )
    width = max(len(each) for each in rest.split("\n"))
    is_wrapped = width >= 60 and len(line) > 0.75 * width
    if not reads_as_title or is_wrapped:
        return None, blocks
    return line, [*blocks[:at], *list(blocks[at].lines())[1:], *blocks[at + 1 :]]
