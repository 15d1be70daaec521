"""Which language a text is in."""

from __future__ import annotations

from functools import cache

from lingua import LanguageDetector, LanguageDetectorBuilder

_SAMPLE = 1_000


@cache
def _detector() -> LanguageDetector:
    # Whole articles need no more than trigrams, which take 60 MB where all n-grams take 1 GB.
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or None where nothing speaks for one.

    Judged by the first 1,000 characters. Norwegian Bokmål and Nynorsk are ``nb`` and ``nn``.
    """
    language = _detector().detect_language_of(text[:_SAMPLE])
    return language.iso_code_639_1.name.lower() if language else None
