"""Scripts: which letters a language is written in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from babel.core import get_global


@dataclass(frozen=True)
class Script:
    """A script; ``prefixes`` are how the Unicode names of its letters begin, empty if unknown."""

    name: str
    prefixes: tuple[str, ...]

    def holds(self, letter: str) -> bool:
        """Whether a letter is of the script."""
        return unicodedata.name(letter, "").startswith(self.prefixes)


UNKNOWN = Script("unknown", ())

# By ISO 15924 code.
_SCRIPTS = {
    "Arab": Script("Arabic", ("ARABIC",)),
    "Armn": Script("Armenian", ("ARMENIAN",)),
    "Beng": Script("Bengali", ("BENGALI",)),
    "Cyrl": Script("Cyrillic", ("CYRILLIC",)),
    "Deva": Script("Devanagari", ("DEVANAGARI",)),
    "Geor": Script("Georgian", ("GEORGIAN",)),
    "Grek": Script("Greek", ("GREEK",)),
    "Hans": Script("simplified Han", ("CJK",)),
    "Hant": Script("traditional Han", ("CJK",)),
    "Hebr": Script("Hebrew", ("HEBREW",)),
    "Jpan": Script("Japanese", ("CJK", "HIRAGANA", "KATAKANA")),
    "Kore": Script("Hangul", ("HANGUL", "CJK")),
    "Latn": Script("Latin", ("LATIN",)),
    "Thai": Script("Thai", ("THAI",)),
}


def script_of(language: str) -> Script:
    """Return the script that CLDR deems likeliest for a language, or that its tag names."""
    parts = language.replace("-", "_").split("_")
    likely = str(get_global("likely_subtags").get(parts[0], "")).split("_")
    code = next((part for part in [*parts[1:], *likely[1:]] if len(part) == 4), "")
    return _SCRIPTS.get(code, UNKNOWN)
