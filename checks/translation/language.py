"""Whether the translation is in the target language, and not in the source's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule
from language.detection import detect_language

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Language(Rule):
    """The translation is in the target language.

    Sees text in another script and, where there is enough of it, in another language of the same
    script. Cannot tell close languages apart in short sentences, and does not try.
    """

    name: ClassVar[str] = "language"
    subject: ClassVar[str] = "language"
    version: ClassVar[int] = 2
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
            return self.skipped()
        script, other = context.target_pack.script, context.source_pack.script
        told = script.prefixes and script != other
        if script.prefixes:
            share = sum(map(script.holds, letters)) / len(letters)
            if share < self.script_share and _translatable(context.source):
                return self.failed(context.target, f"{share:.0%} of letters are {script.name}")
        if len(letters) < self.letters or not context.target_pack.spaced:
            return self.passed() if told else self.skipped("too short to tell the language")
        seen = detect_language(context.hypothesis)
        if seen is not None and seen != context.target.split("-", 1)[0]:
            return self.failed(context.target, seen)
        return self.passed()


@dataclass(frozen=True)
class Untranslated(Rule):
    """The translation is not a copy of the source, nor large parts of it.

    Sees English passages left as they were. A sentence of names, numbers and brands alone may stay
    as it is.
    """

    name: ClassVar[str] = "untranslated"
    subject: ClassVar[str] = "passages left untranslated"
    share: float = 0.4
    """Share of the source's lower-case words from which on the translation is a copy."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where too many words of the source stand in it; skip sources without any."""
        words = _translatable(context.source)
        if not words:
            return self.skipped()
        held = set(_WORD.findall(context.hypothesis))
        kept = [word for word in words if word in held]
        if len(kept) > self.share * len(words):
            return self.failed(
                "a translation", f"{len(kept)} of {len(words)} words as in the source"
            )
        return self.passed()


def _translatable(source: str) -> list[str]:
    return [word for word in _WORD.findall(source) if word.islower() and len(word) > 1]
