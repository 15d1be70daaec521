"""Whether the translation is in the target language, and not in the source's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check
from language.detection import detect_language

_SCRIPTS = {"zh": "CJK", "ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC", "el": "GREEK",
            "ar": "ARABIC", "he": "HEBREW", "hi": "DEVANAGARI", "ko": "HANGUL"}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Language:
    """The translation is in the target language.

    Sees text in another script and, where there is enough of it, in another language of the same
    script. Cannot tell close languages apart in short sentences, and does not try.
    """

    name: ClassVar[str] = "language"
    script_share: float = 0.4
    """Least share of letters in the target's script."""
    letters: int = 60
    """Least number of letters for the language to be told by them."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where script or language is another; skip texts without letters."""
        kept = {w for w in _WORD.findall(context.source) if not w.islower()}
        letters = [
            letter
            for word in _WORD.findall(context.hypothesis)
            if word not in kept
            for letter in word
        ]
        if not letters:
            return Check(name=self.name, status="skipped")
        script = _SCRIPTS.get(context.target)
        if script is not None:
            share = sum(unicodedata.name(c, "").startswith(script) for c in letters) / len(letters)
            if share < self.script_share and _translatable(context.source):
                return self._failed(context.target, f"{share:.0%} of letters are {script.title()}")
        if len(letters) < self.letters or context.target == "zh":
            return Check(name=self.name, status="passed" if script else "skipped")
        seen = detect_language(context.hypothesis)
        if seen is not None and seen != context.target.split("-", 1)[0]:
            return self._failed(context.target, seen)
        return Check(name=self.name, status="passed")

    def _failed(self, expected: str, seen: str) -> Check:
        return Check(name=self.name, status="failed", expected=expected, seen=seen)


@dataclass(frozen=True)
class Untranslated:
    """The translation is not a copy of the source, nor large parts of it.

    Sees English passages left as they were. A sentence of names, numbers and brands alone may stay
    as it is.
    """

    name: ClassVar[str] = "untranslated"
    share: float = 0.4
    """Share of the source's lower-case words from which on the translation is a copy."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where too many words of the source stand in it; skip sources without any."""
        words = _translatable(context.source)
        if not words:
            return Check(name=self.name, status="skipped")
        held = set(_WORD.findall(context.hypothesis))
        kept = [word for word in words if word in held]
        if len(kept) > self.share * len(words):
            return Check(
                name=self.name,
                status="failed",
                expected="a translation",
                seen=f"{len(kept)} of {len(words)} words as in the source",
            )
        return Check(name=self.name, status="passed")


def _translatable(source: str) -> list[str]:
    return [word for word in _WORD.findall(source) if word.islower() and len(word) > 1]
