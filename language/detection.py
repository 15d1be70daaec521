"""Which language a text is in."""

from __future__ import annotations

from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

_PIECES = 4
"""Pieces from throughout a text that are judged."""
_SHORT, _LONG = 60, 125
"""Characters of a piece."""


@cache
def _detector() -> LanguageDetector:
    # Whole articles need no more than trigrams, which take 60 MB where all n-grams take 1 GB.
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def detect_language(text: str, expected: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or None where nothing speaks for one.

    Judged by 500 characters from throughout the text; where two samples of 120 both speak for
    the language that is ``expected``, by these. Norwegian Bokmål and Nynorsk are ``nb`` and ``nn``.
    """
    if expected:
        pieces = _pieces(text, _SHORT)
        halves = [" ".join(half) for half in (pieces[::2], pieces[1::2]) if half]
        found = _detector().detect_languages_in_parallel_of(halves)
        if all(_code(language) == expected for language in found):
            return expected
    return _code(_detector().detect_language_of(" ".join(_pieces(text, _LONG))))


def _code(language: Language | None) -> str | None:
    return language.iso_code_639_1.name.lower() if language else None


def _pieces(text: str, length: int) -> list[str]:
    if len(text) < 2 * _PIECES * length:
        return [text]
    starts = (len(text) * number // _PIECES for number in range(_PIECES))
    return [text[start : start + length] for start in starts]
