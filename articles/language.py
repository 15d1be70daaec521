"""Which language a text is in."""

from __future__ import annotations

from functools import cache

from lingua import LanguageDetector, LanguageDetectorBuilder

_PIECES, _LENGTH = 4, 60
"""What is judged: pieces from throughout the text, of so many characters."""


@cache
def _detector() -> LanguageDetector:
    # Whole articles need no more than trigrams, which take 60 MB where all n-grams take 1 GB.
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or None where nothing speaks for one.

    Judged by 240 characters from throughout the text. Norwegian Bokmål and Nynorsk are ``nb`` and
    ``nn``.
    """
    language = _detector().detect_language_of(_sample(text))
    return language.iso_code_639_1.name.lower() if language else None


def _sample(text: str) -> str:
    if len(text) < 2 * _PIECES * _LENGTH:
        return text
    starts = (len(text) * number // _PIECES for number in range(_PIECES))
    return " ".join(text[start : start + _LENGTH] for start in starts)
