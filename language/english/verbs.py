"""Whether English words have a verb among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from language.english.words import known_word, lemma, word_table
from language.words import Word

_AUXILIARIES = word_table(
    """am are can could did do does had has have is may might must shall should was were will would
    let said it's he's she's that's there's what's who's"""
)
# After these a word that could be a verb is a noun.
_NOUN_MARKERS = word_table(
    """a an the this that these those my your his her its our their no some any every each another
    of in on at by for from with into over under between against new"""
)
# Irregular verbs of which the form in *-ing* is listed as a noun.
_BESIDE_NOUNS = word_table("bear beat begin build cut draw")


def has_verb(words: Sequence[Word]) -> bool:
    """Whether one of the words can be a sentence's verb; some noun could be one too."""
    for number, word in enumerate(words):
        text = word.text.lower().replace("’", "'")
        marked = number > 0 and words[number - 1].text.lower() in _NOUN_MARKERS
        if text in _AUXILIARIES or text.endswith(("n't", "'re", "'ll", "'ve", "'d", "'m")):
            return True
        if not marked and not text.endswith("ing") and _conjugates(word.lemma):
            return True
    return False


@lru_cache(maxsize=4096)
def _conjugates(base: str) -> bool:
    """Whether English has a participle in *-ing*, or a past in *-ed*, of the word.

    Of some verbs the one is listed as a noun: *closing*, *warning*; of some of these the other is
    irregular.
    """
    stems = {base, base.removesuffix("e"), base + base[-1:]}
    forms = [f"{s}{ending}" for s in stems for ending in ("ing", "ed")]
    return base in _BESIDE_NOUNS or any(known_word(f) and lemma(f) == base for f in forms)
