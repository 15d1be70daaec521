"""One door for all kinds of text: bytes, their media type and where they lie.

Another kind is one module with an extractor, and one line in ``KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from articles.article import ArticleError
from articles.extract.encodings import decode
from articles.extract.extraction import Extract
from articles.extract.markdown import from_markdown
from articles.extract.pdf import from_pdf
from articles.extract.plain_text import from_text
from articles.extract.webpage import from_html

Extractor = Callable[[bytes, str, str | None], Extract]
"""Takes bytes, their location and the charset that was declared beside them, if one was."""


MAX_HEADER = 500
"""Characters of a Content-Type that are read."""


@dataclass(frozen=True)
class MediaKind:
    """A kind of text, known by its media types, the usual one first, or by a file's suffix."""

    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    extractor: Extractor


def _decoded(read: Callable[[str, str], Extract]) -> Extractor:
    """Make an extractor of one that takes text."""

    def extractor(data: bytes, location: str, charset: str | None) -> Extract:
        decoded = decode(data, location, charset)
        extracted = read(decoded.text, location)
        notes = (decoded.note,) if decoded.note else ()
        return replace(extracted, notes=(*notes, *extracted.notes))

    return extractor


KINDS: tuple[MediaKind, ...] = (
    MediaKind(("text/html", "application/xhtml+xml"), (".htm", ".html"), _decoded(from_html)),
    MediaKind(("text/markdown",), (".markdown", ".md"), _decoded(from_markdown)),
    MediaKind(("text/plain",), (".txt",), _decoded(from_text)),
    MediaKind(("application/pdf",), (".pdf",), from_pdf),
)
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)


def media_type_of(location: str) -> str | None:
    """Return the media type that the suffix of a path or URL stands for, or None."""
    path = urlsplit(location).path if "://" in location else location
    suffix = PurePosixPath(path).suffix.lower()
    return next((kind.media_types[0] for kind in KINDS if suffix in kind.suffixes), None)


def extract(data: bytes, media_type: str, location: str) -> Extract:
    """Take out of ``data`` what an article can be made of.

    ``media_type`` is as a Content-Type gives it, with or without a charset, which outweighs what
    the bytes declare themselves.

    Raises ArticleError where the kind is unknown, or where nothing can be read.
    """
    header = Message()
    header["Content-Type"] = media_type[:MAX_HEADER]
    name = media_type.partition(";")[0].strip().lower()
    kind = next((kind for kind in KINDS if name in kind.media_types), None)
    if kind is None:
        known = ", ".join(kind.media_types[0] for kind in KINDS)
        raise ArticleError(location, f"of a kind that is not read ({name})", f"give one of {known}")
    charset = header.get_param("charset")
    return kind.extractor(data, location, charset if isinstance(charset, str) else None)
