"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

_PIECES = 4
"""Pieces from throughout a text that are judged."""
_SHORT, _LONG = 60, 125
"""Characters of a piece."""


_SCRIPTS = (
    ("\u1000", "\u109f", "my"),
    ("\u1780", "\u17ff", "km"),
    ("\u0e80", "\u0eff", "lo"),
    ("\u0d80", "\u0dff", "si"),
    ("\u1200", "\u137f", "am"),
    ("\u0f00", "\u0fff", "bo"),
    ("\u0d00", "\u0d7f", "ml"),
    ("\u0c80", "\u0cff", "kn"),
)
"""Scripts of languages that the detector does not know: first, last character, language."""
_INDONESIAN_WORDS = (
    "bahwa karena berbeda bisa kota uang kantor polisi mobil rupiah rp wib senin jumat minggu "
    "universitas kualitas aktivitas kepolisian korban gubernur bupati sementara pertemuan"
)
_MALAY_WORDS = (
    "bahawa kerana berbeza boleh bandar wang pejabat polis kereta ringgit rm isnin jumaat "
    "ahad universiti kualiti aktiviti beliau mangsa jabatan menerusi kerajaan manakala ialah"
)


@cache
def _detector() -> LanguageDetector:
    # Whole articles need no more than trigrams, which take 60 MB where all n-grams take 1 GB.
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def detect_language(text: str, expected: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or None where nothing speaks for one.

    Judged by 500 characters from throughout the text; where two samples of 120 both speak for
    the language that is ``expected``, by these. Norwegian Bokmål and Nynorsk are ``nb`` and ``nn``.
    """
    if alone := _by_script(text):
        return alone
    if expected:
        pieces = _pieces(text, _SHORT)
        halves = [" ".join(half) for half in (pieces[::2], pieces[1::2]) if half]
        found = _detector().detect_languages_in_parallel_of(halves)
        if all(_code(language) == expected for language in found):
            return expected
    likeliest = _code(_detector().detect_language_of(" ".join(_pieces(text, _LONG))))
    return _malay_or_indonesian(text) if likeliest in {"id", "ms"} else likeliest


def _by_script(text: str) -> str | None:
    """Return the language that most letters are of, by a script that the detector does not know."""
    sample = "".join(_pieces(text, _LONG))
    letters = sum(char.isalpha() for char in sample) or 1
    for first, last, code in _SCRIPTS:
        if sum(first <= char <= last for char in sample) > letters / 2:
            return code
    return None


def _malay_or_indonesian(text: str) -> str:
    """Tell the two apart by words that only one of them spells so."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    return (
        "ms"
        if len(words & set(_MALAY_WORDS.split())) > len(words & set(_INDONESIAN_WORDS.split()))
        else "id"
    )


def _code(language: Language | None) -> str | None:
    return language.iso_code_639_1.name.lower() if language else None


def _pieces(text: str, length: int) -> list[str]:
    if len(text) < 2 * _PIECES * length:
        return [text]
    starts = (len(text) * number // _PIECES for number in range(_PIECES))
    return [text[start : start + length] for start in starts]
