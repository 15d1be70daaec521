"""The title of a text that declares none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from articles.clean.datelines import find_dateline
from articles.clean.furniture import is_furniture, word_count
from articles.extract.blocks import Block, ends_as_sentence

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


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
    below = [rest] if rest else [block.text for block in blocks[at + 1 : at + 6]]
    width = max(len(each) for each in rest.split("\n"))
    is_wrapped = width >= 60 and len(line) > 0.75 * width
    if is_wrapped or not _reads_as_title(line, below):
        return None, blocks
    return line, [*blocks[:at], *list(blocks[at].lines())[1:], *blocks[at + 1 :]]


def _reads_as_title(line: str, below: Sequence[str]) -> bool:
    """Whether a first line is a headline, by what stands below where it ends as a sentence does."""
    words = word_count(line)
    if not 1 <= words <= 30 or find_dateline(f"{line} ") or re.search(r"\)\s*(?:[–—]|--?)\s", line):
        return False
    is_plain = words > 1 and not re.search(r"[.,;:。，；：][\"'”’»」』）)]*$", line)
    if is_plain and not (_CJK.search(line) and ends_as_sentence(line)):
        return True
    # "Terminal opens late." is a headline above paragraphs, and a sentence among its like.
    usual = sorted(word_count(each) for each in below)
    return bool(usual) and words <= 14 and words <= 0.65 * usual[len(usual) // 2]
