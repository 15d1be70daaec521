"""Bytes to text, and text to one spelling of it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

from charset_normalizer import from_bytes

from articles.article import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is how this one begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I
)
_SAMPLE = 100_000


def decode(data: bytes, location: str, charset: str | None = None) -> str:
    """Decode by the byte order mark, as UTF-8, as is declared, or as is likeliest.

    ``charset`` is what was declared beside the bytes, by a server for one.

    Raises ArticleError where ``data`` is empty, binary or undecodable.
    """
    if not data.strip():
        raise ArticleError(location, "empty", "give an article's text")
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if encoding is None and b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            encoding = _known(charset) or _declared(data) or _likely(data)
    elif encoding is None:
        encoding = _likely(data)
        if encoding is None or not encoding.startswith(("utf_16", "utf_32")):
            raise ArticleError(location, "binary, not text", "give text, Markdown or HTML")
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        raise ArticleError(
            location, "undecodable: no known encoding fits its bytes", "save it as UTF-8"
        ) from None


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:4096])
    return _known(match[1].decode("ascii")) if match else None


def _known(label: str | None) -> str | None:
    try:
        return codecs.lookup(label).name if label else None
    except LookupError:
        return None


def _likely(data: bytes) -> str | None:
    matches = from_bytes(data[:_SAMPLE])
    best = matches.best()
    if best is None:
        return None
    # Latin code pages differ in a few letters only, which no statistics tells apart in a short
    # text. Where Windows-1252 is plausible it is by far the commonest; others must be declared.
    names = [match.encoding for match in matches]
    return "cp1252" if "cp1252" in names else best.encoding


class _Spelling(dict[int, str | None]):
    """What becomes of each character, found out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        category = unicodedata.category(char)
        kept: str | None = char
        if char in "\n\u2028\u2029\x0b\x0c\x85":
            kept = "\n"
        elif char == "\t" or category == "Zs":
            kept = " "
        elif char in "\u200c\u200d":
            kept = char
        elif category in {"Cc", "Cf", "Co", "Cs", "Cn"}:
            kept = None
        self[code] = kept
        return kept


_SPELLING = _Spelling()
# At the end of a line a soft hyphen is seen, and joins two halves of a word.
_SOFT_BREAK = re.compile("\u00ad[ \\t]*(?:\\r?\\n[ \\t]*| +(?=\\w))")
_STRAY_JOINER = re.compile(r"(?<=[!-~])[\u200c\u200d]+|[\u200c\u200d]+(?=[!-~])")
_SPACES = re.compile(r" {2,}")


def normalise(text: str) -> str:
    r"""Give ``text`` one spelling: NFC, plain spaces, ``\n`` line breaks.

    Control, bidirectional, zero-width and unassigned characters and soft hyphens are dropped: they
    show nothing, yet hide words from a reader or from a check. Quotation marks stay as they are.
    """
    # Nearly every text has its one spelling already, but for plain spaces.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return _SPACES.sub(" ", text).strip(" ")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\u00ad" in text:
        text = _SOFT_BREAK.sub("", text)
    text = text.translate(_SPELLING)
    if "\u200c" in text or "\u200d" in text:
        text = _STRAY_JOINER.sub("", text)
    lines = _SPACES.sub(" ", text).split("\n")
    return unicodedata.normalize("NFC", "\n".join(line.strip(" ") for line in lines)).strip()


def spell(piece: str) -> str:
    """Give a piece of a text one spelling as `normalise` does, white space around it and all."""
    if piece.isprintable() and unicodedata.is_normalized("NFC", piece):
        return piece
    return unicodedata.normalize("NFC", _SOFT_BREAK.sub("", piece)).translate(_SPELLING)


@lru_cache(maxsize=64)
def one_line(text: str) -> str:
    """Normalise ``text`` and join its lines."""
    return " ".join(normalise(text).split())
