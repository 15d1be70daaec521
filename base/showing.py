"""Text from outside as it is shown: one line that prints, of a bounded length."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from base.secrets import hide

LONGEST = 1_000
"""Characters of one thing that is shown, such as a name or a reason."""
LONGEST_LINE = 5_000
"""Characters of a line of output or log, which shows several things."""
LONGEST_NAME = 5_000
"""Characters of what names a thing to programs, longer than any path can be."""
LONGEST_TRACEBACK = 20_000
LONGEST_FAULT = 300
"""Characters of what an exception that nobody explained says: others may be quoted in it."""

_ODD_BLANKS = re.compile(r"[^\S ]+")
_DIGITS = 16
_INDENT = "  | "


def shown(text: object, longest: int = LONGEST) -> str:
    r"""Write text as one line that prints, its middle left out where it is longer than ``longest``.

    Line breaks become blanks. What does not print, such as the characters that move a terminal's
    cursor or turn the direction of text, is written as Python escapes it.

    >>> shown("a\x1b[2J\r\nb")
    'a\\x1b[2J b'
    """
    return _elided(_printable(_elided(str(text), 4 * longest)), longest)


def named(text: str, longest: int = LONGEST_NAME) -> str:
    """Write what names a thing as `shown` does; two names that are cut stay two."""
    if len(text) <= longest and len(line := _printable(text)) <= longest:
        return line
    key = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    head = (longest - _DIGITS) // 2
    tail = longest - _DIGITS - 2 - head
    return f"{_printable(text[:head])[:head]}…{key}…{_printable(text[-tail:])[-tail:]}"


def number_of(count: int, one: str, several: str | None = None) -> str:
    """Write a number with its noun, ``several`` where that takes more than an s.

    >>> number_of(1, "article"), number_of(1_200, "entry", "entries")
    ('1 article', '1,200 entries')
    """
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def fault(error: BaseException) -> str:
    r"""Say on one line what was raised: its type and its message, secrets masked.

    >>> fault(ValueError("no\nname"))
    'ValueError: no name'
    """
    said = " ".join(hide(str(error)[: 10 * LONGEST_FAULT]).split())
    return shown(f"{type(error).__name__}: {said}".removesuffix(": "), LONGEST_FAULT)


def shown_lines(text: str, longest: int = LONGEST_TRACEBACK) -> str:
    """Write a text of several lines so that it prints, its line feeds kept; cut as by `shown`."""
    lines = _elided(text, longest).split("\n")
    return _elided("\n".join(_printable(line) for line in lines), longest)


def indented(lines: str) -> str:
    """Write a traceback so that it prints, and no line of it passes for a line of the log."""
    return "\n".join(f"{_INDENT}{line}" for line in shown_lines(lines).split("\n") if line.strip())


def printable_json(document: str) -> str:
    """Write a JSON document so that it prints; whoever reads it gets the same values."""
    if document.replace("\n", "").isprintable():
        return document
    return "".join(
        c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] if ord(c) >= 0x7F else c
        for c in document
    )


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    line = _ODD_BLANKS.sub(" ", text)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def _elided(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head, tail = longest // 2, (longest - 1) // 2
    return f"{text[:head]}…{text[len(text) - tail :]}"
