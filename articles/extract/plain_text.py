"""Plain text to blocks and metadata."""

from __future__ import annotations

import re

from articles.extract.blocks import Block
from articles.extract.characters import normalise
from articles.extract.extraction import Extract, check_length
from articles.extract.metadata import Metadata
from articles.extract.titles import leading_title


def from_text(text: str, location: str) -> Extract:
    """Read plain text: paragraphs set off by blank lines, or one a line; the title comes first.

    Raises ArticleError where it is longer than an article can be.
    """
    text = normalise(text)
    check_length(text, location)
    paragraphs = [Block(paragraph) for paragraph in re.split(r"\n\n+", text)]
    if len(paragraphs) == 1 or _has_unwrapped_lines(text):
        paragraphs = [Block(line) for line in text.split("\n") if line.strip()]
    title, rest = leading_title(paragraphs)
    return Extract(tuple(rest), Metadata(title=title))


def _has_unwrapped_lines(text: str) -> bool:
    """Whether line breaks end paragraphs: several lines in a row, each a whole sentence or more."""
    lines = [line for line in text.split("\n") if line.strip()]
    long = [line for line in lines if len(line) > 100]
    whole = [line for line in long if re.search(r"[.!?][\"'”’)]*$", line)]
    return "\n\n" not in text or (len(long) > 2 and len(whole) == len(long))
