"""PDF to blocks: columns are read one after another, words that a line end cut are joined."""

from __future__ import annotations

import re
from threading import Lock
from typing import Any

from articles.article import ArticleError
from articles.extract.blocks import Block
from articles.extract.characters import normalise, one_line
from articles.extract.extraction import Extract, check_length
from articles.extract.metadata import Metadata

MAX_PAGES = 50
MAX_PIECES = 5_000
"""Pieces of text of a page: PDFium looks through all of its characters for each."""
_PDFIUM = Lock()
"""PDFium keeps state of its own for the whole process: one thread at a time may use it."""

_HYPHEN = re.compile(r"(\w)[-\u00ad\u2010\ufffe\x02]\n(?=[a-zà-öø-ÿ])")
_ENDS = re.compile(r"[.!?:][\"'”’)]*$")


def from_pdf(data: bytes, location: str, charset: str | None = None) -> Extract:
    """Read the text layer of a PDF; ``charset`` says nothing of it.

    Raises ArticleError where there is none, or PDFium is not installed.
    """
    try:
        import pypdfium2
    except ImportError:
        raise ArticleError(
            location, "pypdfium2 is not installed", "pip install 'polydigest[pdf]'"
        ) from None
    with _PDFIUM:
        try:
            with pypdfium2.PdfDocument(data) as document:
                numbers = range(min(len(document), MAX_PAGES))
                pages = [_lines(document[number], location) for number in numbers]
                title = _title(document)
        except pypdfium2.PdfiumError as error:
            raise ArticleError(
                location, f"PDF cannot be read ({one_line(str(error))[:200]})", "save it again"
            ) from error
    paragraphs = [paragraph for page in pages for paragraph in _paragraphs(page)]
    text = "\n\n".join(paragraphs)
    if not text:
        raise ArticleError(
            location, "a PDF without a text layer", "run it through character recognition"
        )
    check_length(text, location)
    if not title and len(paragraphs) > 1 and not _ENDS.search(paragraphs[0]):
        title, paragraphs = one_line(paragraphs[0]), paragraphs[1:]
    return Extract(
        tuple(Block(paragraph) for paragraph in paragraphs if paragraph != title),
        Metadata(title=title or None),
    )


def _title(document: Any) -> str:
    """Return the title that a document declares, or nothing where its bytes are no text."""
    try:
        return one_line(document.get_metadata_value("Title"))
    except UnicodeDecodeError:
        return ""


_Line = tuple[float, float, float, float, str]
"""Left, bottom, right, top in points, and the text."""


def _lines(page: Any, location: str) -> list[_Line]:
    """Return the lines of a page in reading order."""
    text_page = page.get_textpage()
    lines: list[_Line] = []
    pieces = text_page.count_rects()
    if pieces > MAX_PIECES:
        raise ArticleError(
            location, f"a page in {pieces:,} pieces of text", "save it with its text in whole lines"
        )
    for number in range(pieces):
        left, bottom, right, top = text_page.get_rect(number)
        text = normalise(text_page.get_text_bounded(left, bottom, right, top))
        if text:
            lines.append((left, bottom, right, top, text))
    return _in_columns(_joined(lines), float(page.get_width()))


def _joined(lines: list[_Line]) -> list[_Line]:
    """Join pieces of one line, which PDFium parts where the font changes."""
    joined: list[_Line] = []
    for piece in lines:
        left, bottom, right, top, text = piece
        if joined:
            before = joined[-1]
            height = max(top - bottom, 1.0)
            if abs(before[1] - bottom) < height / 2 and -height < left - before[2] < height:
                joined[-1] = (
                    before[0], min(before[1], bottom), right, max(before[3], top),
                    f"{before[4]} {text}",
                )  # fmt: skip
                continue
        joined.append(piece)
    return joined


def _in_columns(lines: list[_Line], width: float) -> list[_Line]:
    """Order lines by column where two columns stand beside one another."""
    middle = width / 2
    left = [line for line in lines if line[2] <= middle + width / 50]
    right = [line for line in lines if line[0] >= middle - width / 50]
    across = [
        line for line in lines if line[0] < middle - width / 50 and line[2] > middle + width / 50
    ]
    if len(left) < 3 or len(right) < 3 or len(across) > len(lines) / 3:
        return sorted(lines, key=lambda line: -line[3])
    top = max(line[3] for line in (*left, *right))
    above = [line for line in across if line[1] >= top - 1]
    below = [line for line in across if line[1] < top - 1]

    def down(some: list[_Line]) -> list[_Line]:
        return sorted(some, key=lambda line: -line[3])

    return [*down(above), *down(left), *down(right), *down(below)]


def _paragraphs(lines: list[_Line]) -> list[str]:
    """Join lines to paragraphs, parted by a gap, a change of size or a line that ends early."""
    paragraphs: list[list[_Line]] = []
    widest = 0.0
    for line in lines:
        before = paragraphs[-1][-1] if paragraphs else None
        if before is not None and _goes_on(before, line, widest):
            paragraphs[-1].append(line)
            widest = max(widest, line[2])
        else:
            paragraphs.append([line])
            widest = line[2]
    texts = ("\n".join(line[4] for line in some) for some in paragraphs)
    return [one_line(_HYPHEN.sub(r"\1", text)) for text in texts]


def _goes_on(before: _Line, line: _Line, widest: float) -> bool:
    """Whether a line goes on with a paragraph whose widest line ends at ``widest``."""
    height, next_height = before[3] - before[1], line[3] - line[1]
    if max(height, next_height) > 1.5 * max(min(height, next_height), 1.0):
        return False
    gap = before[1] - line[3]
    if gap < -2 * height:  # the top of the next column
        return not _ENDS.search(before[4])
    if gap > 1.2 * height:
        return False
    return not (_ENDS.search(before[4]) and before[2] < widest - 4 * height)
