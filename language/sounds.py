"""How names of one language sound in another: what the languages' own readers share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

# Spellings of one sound, longest first.
_SOUNDS = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("eau", "o"), ("ough", "o"), ("igh", "ai"),
    ("dzh", "j"), ("dj", "j"), ("dg", "j"), ("ph", "f"), ("ck", "k"), ("qu", "kv"), ("kh", "h"),
    ("gh", "g"), ("wh", "v"), ("th", "t"), ("zh", "j"), ("cz", "ch"), ("sz", "sh"), ("x", "ks"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ch", "C"), ("c", "k"), ("C", "ch"), ("q", "k"),
    ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ea", "i"), ("y", "i"),
)  # fmt: skip


@dataclass(frozen=True)
class Likeness:
    """How much the most similar part of a text sounds like a name, 0 to 1."""

    score: float
    text: str


@dataclass(frozen=True)
class Sounds:
    """How a language writes the names of another by their sound."""

    most_like: Callable[[str, str], Likeness]
    """Finds what in a text of the language sounds most like a name in Latin letters."""
    likeness: float
    """Least score from which on a name counts as heard."""
    same: Callable[[str, str], bool]
    """Whether two renderings are of one name."""
    read: re.Pattern[str] | None = None
    """Names that are not written by their sound: nothing sounds like them."""


@lru_cache(maxsize=16384)
def latin_sound(word: str) -> str:
    """Spell the sounds of a Latin word most simply, without doubled letters."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    sound = "".join(c for c in decomposed if c.isascii() and c.isalpha())
    for spelling, heard in _SOUNDS:
        sound = sound.replace(spelling, heard)
    return re.sub(r"(.)\1+", r"\1", sound)
