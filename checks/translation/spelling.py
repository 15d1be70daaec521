"""Whether the words of the translation are words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule
from language.pack import LanguagePack

_SOURCE_WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True)
class Spelling(Rule):
    """The translation's words are in the dictionary, or made of words that are.

    Sees the non-words that small models make up (*турнига*, *посленочи*). Looks at words in lower
    case: capitalised ones are names. Lets through what sounds like a word of the source
    (*блокчейн*) and borrowed verbs. Cannot see a word that exists and means something else, nor a
    wrong ending.
    """

    name: ClassVar[str] = "spelling"
    subject: ClassVar[str] = "spelling"
    letters: int = 4
    """Length from which on words are looked up."""
    likeness: float = 0.8
    """Least likeness in sound to a word of the source for a word to be taken as borrowed."""

    @classmethod
    def covers(cls, *packs: LanguagePack) -> str | None:
        """See `Rule`: the last is the translation's."""
        return cls.subject if packs[-1].spelling else None

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at words that are none; skip languages without a dictionary, and no words."""
        known = context.target_pack.spelling
        if known is None:
            return self.skipped(context.target_pack.lacks("spelling"))
        words = [w for w in known.words.findall(context.hypothesis) if len(w) >= self.letters]
        if not words:
            return self.skipped()
        unknown = [word for word in words if not known.known(word)]
        unknown = [word for word in unknown if not self._borrowed(word, context)]
        if not unknown:
            return self.passed()
        return self.failed("words of the dictionary", ", ".join(dict.fromkeys(unknown)))

    def _borrowed(self, word: str, context: TranslationContext) -> bool:
        sounds = context.target_pack.sounds
        return sounds is not None and any(
            sounds.most_like(heard, word.capitalize()).score >= self.likeness
            for heard in _SOURCE_WORD.findall(context.source)
        )
