"""Blocks of a page: what extraction yields and cleaning judges."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

_LINE_BREAK = re.compile(r"\n")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)10\.", re.I)
_BLANK_LINE = re.compile(r"\n[ \n]*\n")

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
    is_doubtful: bool = False
    """It may be furniture: kept, but nothing should rest on it alone."""

    def lines(self) -> Iterator[Block]:
        """Yield each line as a block of its own."""
        return self._split(_LINE_BREAK)

    def paragraphs(self) -> Iterator[Block]:
        """Yield what blank lines set off as blocks of their own."""
        return self._split(_BLANK_LINE)

    def _split(self, border: re.Pattern[str]) -> Iterator[Block]:
        start = 0
        waiting = deque(sorted(self.links, key=lambda link: link.start))
        open_links: list[Link] = []
        for match in (*border.finditer(self.text), None):
            end = match.start() if match else len(self.text)
            while waiting and waiting[0].start < end:
                open_links.append(waiting.popleft())
            open_links = [link for link in open_links if link.end > start]
            links = tuple(
                Link(max(link.start, start) - start, min(link.end, end) - start, link.href)
                for link in open_links
            )
            yield replace(self, text=self.text[start:end], links=links)
            start = match.end() if match else end

    def trimmed(self) -> Block:
        """Return the block without white space around its text."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        links = tuple(
            Link(max(link.start - start, 0), min(link.end - start, len(text)), link.href)
            for link in self.links
            if link.end > start and link.start - start < len(text)
        )
        return replace(self, text=text, links=links)

    @cached_property
    def linked(self) -> float:
        """Share of the characters that are inside links, 0 to 1."""
        return sum(link.end - link.start for link in self.links) / max(1, len(self.text.strip()))

    @property
    def names_work(self) -> bool:
        """Whether it names a work by its DOI, as the study that a story reports on."""
        return any(_DOI.match(link.href) for link in self.links)


_TERMINAL = re.compile(r"(?:[.!?…。！？]|[.!?]\s*\[\d+\])[\"'”’»)\]]*$")


def ends_as_sentence(text: str) -> bool:
    """Whether ``text`` ends with the mark of a sentence's end, or with a quotation that does."""
    return bool(_TERMINAL.search(text.rstrip()[-40:]))
