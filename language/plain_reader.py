"""Words of texts in languages whose pack has no syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from language.pack import pack
from language.syntax import Name, Reader
from language.words import Word

_SPACED = re.compile(r"[^\W_]+")
# Latin words and numbers are words there too.
_UNSPACED = re.compile(r"[0-9A-Za-zÀ-ɏ]+|[^\W_]")


@dataclass(frozen=True)
class PlainReader:
    """Takes each word, in an unspaced language each character, for a content word; sees no names.

    Words are compared without regard to capitals alone.
    """

    spaced: bool
    pronouns: frozenset[str] = frozenset()

    def find_words(self, text: str) -> tuple[Word, ...]:
        """See `Reader`."""
        return _words(text, self.spaced)

    def find_names(self, text: str) -> tuple[Name, ...]:
        """See `Reader`."""
        del text
        return ()


@lru_cache(maxsize=2048)
def _words(text: str, spaced: bool) -> tuple[Word, ...]:
    return tuple(
        Word(match.start(), match.end(), match.group(), folded, folded, content=True)
        for match in (_SPACED if spaced else _UNSPACED).finditer(text)
        for folded in (match.group().casefold(),)
    )


def reader_of(language: str) -> Reader:
    """Return the reader of a language's texts: its syntax, or a plain one.

    Args:
        language: BCP 47 tag.

    """
    known = pack(language)
    return known.syntax or PlainReader(known.spaced)
