"""Blocks of a page: what extraction yields and cleaning judges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "quotation", "image"]


@dataclass(frozen=True)
class Link:
    """A hyperlink over ``block.text[start:end]``."""

    start: int
    end: int
    href: str


@dataclass(frozen=True)
class Block:
    r"""A block of a page; ``\n`` in its text is a line break that the author may have meant."""

    text: str
    kind: BlockKind = "paragraph"
    links: tuple[Link, ...] = ()
    emphasised: bool = False
    """All of it is in italics."""

    def lines(self) -> Iterator[Block]:
        """Yield each line as a block of its own."""
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line)
            links = tuple(
                Link(max(link.start, start) - start, min(link.end, end) - start, link.href)
                for link in self.links
                if link.start < end and link.end > start
            )
            yield replace(self, text=line, links=links)
            start = end + 1

    @property
    def linked(self) -> float:
        """Share of the characters that are inside links, 0 to 1."""
        return sum(link.end - link.start for link in self.links) / max(1, len(self.text.strip()))


_TERMINAL = re.compile(r"(?:[.!?…。！？]|[.!?]\s*\[\d+\])[\"'”’»)\]]*$")


def ends_as_sentence(text: str) -> bool:
    """Whether ``text`` ends with the mark of a sentence's end, or with a quotation that does."""
    return bool(_TERMINAL.search(text.rstrip()[-40:]))
