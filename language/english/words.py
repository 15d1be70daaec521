"""English words: where they stand, their lemma and stem, and whether they are function words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import simplemma
import snowballstemmer

from language.words import Word

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., J.R.
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b"
    r"|[^\W_]+(?:[.&'’][^\W_]+)*(?:(?<=s)['’](?!\w))?"
)
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_STEMMER = snowballstemmer.stemmer("english")

LONGEST_WORD = 60
"""Letters: what is longer is in no dictionary, and stands for itself."""

# Forms that the lemma lists hold as words of their own or give to another word.
_IRREGULAR = {
    "arose": "arise",
    "bent": "bend",
    "born": "bear",
    "bound": "bind",
    "broke": "break",
    "felt": "feel",
    "found": "find",
    "left": "leave",
    "lost": "lose",
    "rose": "rise",
    "saw": "see",
    "shook": "shake",
    "shot": "shoot",
    "spoke": "speak",
    "swore": "swear",
    "thought": "think",
    "wives": "wife",
    "won": "win",
    "wound": "wind",
}


def word_table(text: str) -> frozenset[str]:
    """Return the words of a table that is written as running text."""
    return frozenset(text.split())


FUNCTION_WORDS = word_table(
    """a about above across after again against ago all almost along already also although always
    am among an and another any are around as at away be became because become been before
    behind being below beneath beside between beyond both but by came can cannot come could
    did do does doing done down during each either else enough ever every everyone
    everything few for from further gave get give given go goes going gone got had has have
    having he her here hers herself him himself his how however i if in indeed instead into
    is it its itself just keep kept last later least less let like made make makes making
    many may me might mine more most much must my myself near nearly neither never next no
    nobody none nor not nothing now of off often on once one only onto or other others our
    ours out over own per perhaps put quite rather really same shall she should since so
    some someone something soon still such take taken than that the their theirs them
    themselves then there these they thing things this those though through throughout thus
    till to together too took toward towards under until up upon us use used very via was
    way we well went were what when where whether which while who whole whom whose why will
    with within without would yet you your yours yourself"""
)
"""Closed-class and light words: they carry no content that could be supported or not."""

REPORTING = word_table(
    """acknowledge add admit advise allege announce argue assert assure caution claim comment
    concede confirm declare describe disclose emphasise emphasize explain express insist
    note observe recall remark repeat reply report respond reveal say state stress suggest
    tell testify tweet urge vow warn write"""
)
"""Lemmas of verbs that attribute a statement to a speaker."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case ``text`` and drop accents and the possessive ending."""
    decomposed = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """Return the lower-case dictionary form of an English word."""
    folded = fold(word)
    if not folded.isalpha() or len(folded) > LONGEST_WORD:
        return folded
    return _IRREGULAR.get(folded) or simplemma.lemmatize(folded, lang="en").casefold()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the Snowball stem of the lemma of an English word."""
    found = lemma(word)
    return found if len(found) > LONGEST_WORD else str(_STEMMER.stemWord(found))


@lru_cache(maxsize=2048)
def find_words(text: str) -> tuple[Word, ...]:
    """Split ``text`` into words; hyphens part words, apostrophes and inner full stops do not."""
    return tuple(
        Word(m.start(), m.end(), m.group(), lemma(m.group()), stem(m.group()), _content(m.group()))
        for m in _WORD.finditer(text)
    )


@lru_cache(maxsize=65536)
def _content(word: str) -> bool:
    if len(word) > 1 and word.isupper():
        return True  # US, WHO, IT
    return lemma(word) not in FUNCTION_WORDS and word.lower() not in FUNCTION_WORDS


def known_word(word: str) -> bool:
    """Whether the lower-case form is an English dictionary word."""
    return len(word) <= LONGEST_WORD and simplemma.is_known(word.casefold(), lang="en")
