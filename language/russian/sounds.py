"""Names in Russian by their sound: words are romanised and compared letter by letter."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from language.renderings import tokens
from language.russian.morphology import lemmas
from language.sounds import Likeness, Sounds, latin_sound

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "o", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_ADJECTIVE = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")


def romanise(word: str) -> str:
    """Return a Cyrillic word in Latin letters, as it sounds to English ears."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in word.lower())


@lru_cache(maxsize=4096)
def most_like(name: str, text: str) -> Likeness:
    """Find the word of a Russian text that sounds most like a Latin name."""
    # A w is written as в or as у.
    sounds = {latin_sound(name), latin_sound(re.sub(r"w(?=[aeiou])", "u", name.lower()))}
    best = Likeness(0.0, "")
    for token in tokens(text):
        word = token.group()
        if not (word[:1].isupper() or _ADJECTIVE.search(word)):
            continue
        held = latin_sound(romanise(word))
        # Endings of Russian cases are no part of the name.
        heard = max(
            score
            for wanted in sounds
            for score in (
                fuzz.ratio(wanted, held),
                fuzz.ratio(wanted, held[: len(wanted)]),
                fuzz.ratio(_bones(wanted), _bones(held)),
            )
        )
        if heard > best.score * 100:
            best = Likeness(heard / 100, word)
    return best


def _bones(sound: str) -> str:
    """Return the consonants with all vowels alike."""
    return re.sub(r"[aeiouy]+", "a", sound.replace("h", "")).strip("a")


def _same(first: str, second: str) -> bool:
    return bool(lemmas(first) & lemmas(second)) or first[:-2] == second[:-2]


SOUNDS = Sounds(most_like=most_like, likeness=0.7, same=_same)
