"""Text to one spelling of it."""

from __future__ import annotations

import itertools
import re
import sys
import unicodedata
from functools import cache, lru_cache


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
_SOFT_BREAK = re.compile("\u00ad[ \\t]*+(?:\\r?\\n[ \\t]*+|(?<= )(?=\\w))")
_STRAY_JOINER = re.compile(
    r"(?<=[!-~])[\u200c\u200d]++|(?<![\u200c\u200d])[\u200c\u200d]++(?=[!-~])"
)
_SPACES = re.compile(r" {2,}")


MAX_MARKS = 30
"""Marks that one letter carries, as many as the Stream-Safe Text Format of Unicode has."""


@cache
def _too_many_marks() -> re.Pattern[str]:
    codes = [code for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    ranges = [
        (run[0], run[-1])
        for _, group in itertools.groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])
        if (run := [code for _, code in group])
    ]
    marks = "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
    return re.compile(f"([{marks}]{{{MAX_MARKS}}})[{marks}]+")


def _composed(text: str) -> str:
    """Return ``text`` in NFC, the marks that pile up on a letter beyond any language left out."""
    if text.isascii():
        return text
    # To put marks in order takes time that grows with the square of their number. A run that is too
    # long has a mark at one of these places.
    if any(map(unicodedata.combining, text[MAX_MARKS::MAX_MARKS])):
        text = _too_many_marks().sub(r"\1", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def normalise(text: str) -> str:
    r"""Give ``text`` one spelling: NFC, plain spaces, ``\n`` line breaks.

    Control, bidirectional, zero-width and unassigned characters and soft hyphens are dropped: they
    show nothing, yet hide words from a reader or from a check; so are marks beyond 30 on one
    letter. Quotation marks stay as they are.
    """
    # Nearly every text has its one spelling already, but for plain spaces.
    text = _composed(text)
    if text.isprintable():
        return _SPACES.sub(" ", text).strip(" ")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\u00ad" in text:
        text = _SOFT_BREAK.sub("", text)
    text = text.translate(_SPELLING)
    if "\u200c" in text or "\u200d" in text:
        text = _STRAY_JOINER.sub("", text)
    lines = _SPACES.sub(" ", text).split("\n")
    return _composed("\n".join(line.strip(" ") for line in lines)).strip()


def well_formed(text: str) -> str:
    """Return ``text`` with U+FFFD for each half of a character, which no encoding can write."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def spell(piece: str) -> str:
    """Give a piece of a text one spelling as `normalise` does, white space around it and all."""
    piece = _composed(piece)
    if piece.isprintable():
        return piece
    return _composed(_SOFT_BREAK.sub("", piece)).translate(_SPELLING)


@lru_cache(maxsize=64)
def one_line(text: str) -> str:
    """Normalise ``text`` and join its lines."""
    return " ".join(normalise(text).split())
