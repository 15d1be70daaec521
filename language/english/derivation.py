"""Whether an English name is made of English words."""

from __future__ import annotations

import re

from language.english.words import fold, known_word
from language.syntax import Name

_DERIVED = re.compile(r"(?:s|ism|ists?|i?an|ers?|ics|ese|ish|phobia)$|^(?:Euro|Anti)")


def is_made_of_words(name: Name) -> bool:
    """Whether a name of one word is derived, or made of two words, as *Newsweek* is."""
    return _DERIVED.search(name.text) is not None or _compound(fold(name.text))


def _compound(word: str) -> bool:
    cuts = range(3, len(word) - 2)
    return any(known_word(word[:cut]) and known_word(word[cut:]) for cut in cuts)
