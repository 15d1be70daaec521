"""Whether the words of the translation are words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

import simplemma

from checks.contexts import TranslationContext
from checks.verdict import Check
from language.russian.morphology import in_dictionary
from language.sounds import sounds_most_like

_WORD = re.compile(r"(?<![^\W_])(?<!\.)[а-яё]+(?![^\W_]|[.-][а-яё])")
_SOURCE_WORD = re.compile(r"[A-Za-z]{4,}")
# What Russian puts before any word that is known; what ends in a linking vowel is one of them.
_FIRST = re.compile(
    r"(?:авиа|анти|вз|вице|внутри|вы|гипер|за|из|интер|квази|кибер|контр|корона|крипто|медиа|меж"
    r"|мета|мега|мульти|на|нар[ко]+|недо|от|пере|полу|пост|пред|пресс|при|псевдо|раз|рас|сверх"
    r"|супер|транс|турбо|ультра|экс|экстра|все|двух|дву|тр[её]х|четыр[её]х"
    r"|(?:пят|шест|сем|восьм|девят|десят|\w+дцат|\w+десят)и|\w*ста|\w+сот|\w+[ое])"
)
_LONGEST_FIRST = 24
# Borrowed verbs and what is made of them: more than any dictionary has.
_BORROWED = re.compile(r"\w{3,}(?:ир(?:ова|у[еюй])|изац|изм)\w*")


@dataclass(frozen=True)
class Spelling:
    """The translation's words are in the dictionary, or made of words that are.

    Sees the non-words that small models make up (*турнига*, *посленочи*). Looks at Russian and at
    words in lower case: capitalised ones are names. Lets through what sounds like a word of the
    source (*блокчейн*) and borrowed verbs. Cannot see a word that exists and means something else,
    nor a wrong ending.
    """

    name: ClassVar[str] = "spelling"
    letters: int = 4
    """Length from which on words are looked up."""
    likeness: float = 0.8
    """Least likeness in sound to a word of the source for a word to be taken as borrowed."""

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at words that are none; skip targets other than Russian, and texts without words."""
        words = _WORD.findall(context.hypothesis) if context.target == "ru" else []
        words = [word for word in words if len(word) >= self.letters]
        if not words:
            return Check(name=self.name, status="skipped")
        unknown = [word for word in words if not _is_word(word)]
        unknown = [word for word in unknown if not self._borrowed(word, context.source)]
        if not unknown:
            return Check(name=self.name, status="passed")
        return Check(
            name=self.name,
            status="failed",
            expected="words of the dictionary",
            seen=", ".join(dict.fromkeys(unknown)),
        )

    def _borrowed(self, word: str, source: str) -> bool:
        return any(
            sounds_most_like(heard, word.capitalize(), "ru").score >= self.likeness
            for heard in _SOURCE_WORD.findall(source)
        )


def _is_word(word: str) -> bool:
    if _listed(word) or _BORROWED.fullmatch(word):
        return True
    return any(
        _FIRST.fullmatch(word[:cut]) and _listed(word[cut:])
        for cut in range(1, min(len(word) - 4, _LONGEST_FIRST))
    )


def _listed(word: str) -> bool:
    return in_dictionary(word) or simplemma.is_known(word, lang="ru")
