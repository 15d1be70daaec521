"""Plain text to blocks and metadata."""

from __future__ import annotations

import re
from email.utils import parseaddr

from articles.article import Removed
from articles.extract.blocks import Block
from articles.extract.bylines import split_byline
from articles.extract.characters import normalise, one_line
from articles.extract.dates import likely_date
from articles.extract.extraction import Extract, check_length
from articles.extract.metadata import UNKNOWN, Metadata
from articles.extract.titles import leading_title


def from_text(text: str, location: str) -> Extract:
    """Read plain text: paragraphs set off by blank lines, or one a line; the title comes first.

    Raises ArticleError where it is longer than an article can be.
    """
    text = normalise(text)
    check_length(text, location)
    metadata, removed, text = _mail_header(text)
    paragraphs = [Block(paragraph) for paragraph in re.split(r"\n\n+", text)]
    if len(paragraphs) == 1 or _has_unwrapped_lines(text):
        paragraphs = [Block(line) for line in text.split("\n") if line.strip()]
    if metadata.title:
        return Extract(tuple(paragraphs), metadata, removed)
    title, rest = leading_title(paragraphs)
    return Extract(tuple(rest), Metadata(title=title))


_MAIL_HEADER = re.compile(
    r"(?:(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Message-ID)[ \t]*:[^\n]*\n)+", re.I
)


_MAX_ADDRESS = 300
"""Characters of the address of a sender that are read."""


def _mail_header(text: str) -> tuple[Metadata, tuple[Removed, ...], str]:
    """Read the lines that a mail begins with, where one of them is its subject."""
    header = _MAIL_HEADER.match(text)
    lines = header[0].splitlines() if header else []
    fields = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines)
    }
    if header is None or not fields.get("subject"):
        return UNKNOWN, (), text
    name, _ = parseaddr(fields.get("from", "")[:_MAX_ADDRESS])
    byline, agency = split_byline(name)
    metadata = Metadata(
        title=re.sub(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", "", fields["subject"], flags=re.I),
        byline=byline,
        agency=agency,
        published=likely_date(fields.get("date") or fields.get("sent") or ""),
    )
    removed = Removed(text=one_line(header[0]), reason="mail-header")
    return metadata, (removed,), text[header.end() :].lstrip()


def _has_unwrapped_lines(text: str) -> bool:
    """Whether line breaks end paragraphs: several lines in a row, each a whole sentence or more."""
    lines = [line for line in text.split("\n") if line.strip()]
    long = [line for line in lines if len(line) > 100]
    whole = [line for line in long if re.search(r"[.!?][\"'”’)]*$", line)]
    return "\n\n" not in text or (len(long) > 2 and len(whole) == len(long))
