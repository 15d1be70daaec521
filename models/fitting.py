"""Cutting text that is too long for a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_CLAUSE_ENDS = (r"(?<=[;:])\s+", r"(?<=,)\s+|(?<!\s)\s++(?=[—–-]\s)", r"\s+")


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Split text into pieces that fit: at clauses where that is enough, else between words.

    A single word that does not fit is cut between characters.
    """
    return list(_pieces(text, fits, 0))


def _pieces(text: str, fits: Callable[[str], bool], level: int) -> Iterator[str]:
    if fits(text) or len(text) == 1:
        yield text
        return
    if level == len(_CLAUSE_ENDS):
        middle = len(text) // 2
        parts, glue = [text[:middle], text[middle:]], ""
    else:
        parts, glue = re.split(_CLAUSE_ENDS[level], text), " "
    if len(parts) == 1:
        yield from _pieces(text, fits, level + 1)
        return
    piece = ""
    for part in parts:
        joined = f"{piece}{glue}{part}" if piece else part
        if piece and not fits(joined):
            yield from _pieces(piece, fits, min(level + 1, len(_CLAUSE_ENDS)))
            joined = part
        piece = joined
    yield from _pieces(piece, fits, min(level + 1, len(_CLAUSE_ENDS)))
