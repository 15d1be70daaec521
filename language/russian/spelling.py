"""Which Russian words there are."""

from __future__ import annotations

import re

import simplemma

from language.pack import Spelling
from language.russian.morphology import in_dictionary

# What Russian puts before any word that is known; what ends in a linking vowel is one of them.
_FIRST = re.compile(
    r"(?:авиа|анти|вз|вице|внутри|вы|гипер|за|из|интер|квази|кибер|контр|корона|крипто|медиа|меж"
    r"|мета|мега|мульти|на|нар[ко]+|недо|от|пере|полу|пост|пред|пресс|при|псевдо|раз|рас|сверх"
    r"|супер|транс|турбо|ультра|экс|экстра|все|двух|дву|тр[её]х|четыр[её]х"
    r"|(?:пят|шест|сем|восьм|девят|десят|\w+дцат|\w+десят)и|\w*ста|\w+сот|\w+[ое])"
)
_LONGEST_FIRST = 24
_LONGEST = 60
# Borrowed verbs and what is made of them: more than any dictionary has.
_BORROWED = re.compile(r"\w{3,}(?:ир(?:ова|у[еюй])|изац|изм)\w*")


def _known(word: str) -> bool:
    """Whether a word in lower case is in a dictionary, or made of words that are."""
    if _listed(word) or _BORROWED.fullmatch(word):
        return True
    return any(
        _FIRST.fullmatch(word[:cut]) and _listed(word[cut:])
        for cut in range(1, min(len(word) - 4, _LONGEST_FIRST))
    )


def _listed(word: str) -> bool:
    return in_dictionary(word) or (len(word) <= _LONGEST and simplemma.is_known(word, lang="ru"))


SPELLING = Spelling(re.compile(r"(?<![^\W_])(?<!\.)[а-яё]+(?![^\W_]|[.-][а-яё])"), _known)
