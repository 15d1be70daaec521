"""Parts of a long text that are read one by one, so that time grows with the text and no faster."""

from __future__ import annotations

import re
from collections.abc import Iterator

WINDOW = 4_000
"""Characters that are read at once, at most: a text that is longer is read in parts.

Some scans look at what is beside each thing that they find, and so take time that grows with the
square of what they are given: this bounds it. A sentence, a title and a summary are far shorter.
"""

# Where a text is best parted, the best first: what is looked for rarely goes on behind it.
_BORDERS = (re.compile(r"\n"), re.compile(r"[.!?。！？；;]\s?"), re.compile(r"\s"))


def windows(text: str, most: int = WINDOW) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) of a text, all of it, in order; a text up to ``most`` is one part.

    It is parted behind the last line, sentence or word in the second half of a part, else anywhere.
    """
    start = 0
    while len(text) - start > most:
        end = _border(text, start + most // 2, start + most)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _border(text: str, first: int, last: int) -> int:
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, first, last)]
        if ends:
            return ends[-1]
    return last
