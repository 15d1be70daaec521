"""What an English text only claims, suspects, has by hearsay or denies: who says so is no fact.

There is no parser in this. A marker, such as *alleged*, *accused of* or *reportedly*, opens a claim
that reaches to the end of its clause; its head is the first word in it that looks like a verb, or
that follows an auxiliary. A claim whose head is not found is not seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from language.english.words import find_words, known_word, word_table
from language.syntax import Claim
from language.windows import windows
from language.words import Word

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])|(?=\n)|$)")
# What ends a claim within its sentence: what follows is told by the text itself.
_END = re.compile(
    r"[;:–—()]|,\s*(?:but|while|although|though|which|who|whose|whom|where|after|before|when|as|with"
    r"|however)\b",
    re.IGNORECASE,
)
_CLAIMING = word_table("allege claim purport speculate suspect")
_DENYING = word_table("deny dispute refute")
_HEARSAY = word_table("allegedly apparently purportedly reportedly supposedly")
# He is said to have done it.
_TOLD = word_table("allege believe fear report rumor rumour say suspect think understand")
_CHARGES = {
    "accuse": word_table("of"),
    "suspect": word_table("of"),
    "suspicion": word_table("of"),
    "blame": word_table("for"),
    "charge": word_table("with"),
}
_CHARGE_REACH = 12
_NOUNS = word_table("accusation allegation claim rumor rumour speculation suspicion")
_REBUFFING = word_table("deny dismiss dispute refute reject")
_AUXILIARIES = word_table(
    """am are be been being can could did do does had has have having is may might must shall should
    was were will would"""
)
_BE = word_table("am are be been being is was were")
_PRONOUNS = word_table("he she it they we i you who that")
_LINKS = word_table("that of for with to")
_LONGEST_SENTENCE = 1_000
"""Characters of a sentence that are read at once."""
_start = attrgetter("start")
_CLAUSE_REACH = 10
_NEAR = 6
"""Words within which what is said *allegedly* is looked for."""


@lru_cache(maxsize=512)
def find_claims(text: str) -> tuple[Claim, ...]:
    """Find what ``text`` tells only as a claim, a suspicion, hearsay or something denied."""
    claims: list[Claim] = []
    every = find_words(text)
    for match in _SENTENCE.finditer(text):
        for offset, part in windows(match.group(), _LONGEST_SENTENCE):
            start = match.start() + offset
            first, last = (bisect_left(every, at, key=_start) for at in (start, start + len(part)))
            words = every[first:last]
            for number, word in enumerate(words):
                claims.extend(_opened(text, words, number, word))
    return tuple(claims)


def _opened(text: str, words: tuple[Word, ...], number: int, marker: Word) -> Iterator[Claim]:
    """Yield the claims that the word at ``number`` opens, with one head each."""
    scope = _scope(text, words, number)
    following = words[number + 1].text.lower() if number + 1 < len(words) else ""
    denied = marker.lemma in _DENYING
    heads: list[Word] = []
    if marker.text.lower() in _HEARSAY:
        heads = [w for w in scope[:_NEAR] if w.content and not _is_adverb(w.text.lower())][:1]
    elif marker.lemma in _CHARGES and (charged := _charged(marker, scope)) is not None:
        scope = scope[charged:]
        heads = _charges(scope)
    elif _is_told(words, number):
        heads = _heads(scope[1:]) or [w for w in scope[1:] if w.content][:1]
    elif marker.lemma in _NOUNS and following in {"that", "of"}:
        before = words[max(0, number - 4) : number]
        denied = any(w.lemma in _REBUFFING for w in before)
        heads = _heads(scope[1:]) if following == "that" else _charges(scope[1:])
    elif marker.lemma in _CLAIMING | _DENYING and not _is_adjective(words, number):
        if _ends_sentence(text, words, number):
            comma = text.rfind(",", words[0].start, marker.start)
            scope = tuple(w for w in words if w.end <= comma)
            heads = _heads(scope)
        elif denied and following.endswith("ing"):
            heads = _charges(scope)
        elif following == "that" or _has_clause(scope):
            heads = _heads(scope)
    for head in heads:
        yield Claim(marker, head, scope, words, denied)


def _scope(text: str, words: Sequence[Word], number: int) -> tuple[Word, ...]:
    """Return the words from after a marker to the end of what it governs."""
    end = _END.search(text, words[number].end, words[-1].end)
    limit = end.start() if end else words[-1].end
    return tuple(w for w in words[number + 1 :] if w.start < limit)


def _charged(marker: Word, scope: Sequence[Word]) -> int | None:
    """Return where the charge begins: *accused him of* ..."""
    if marker.lemma == "blame" and marker.text.lower() == "blame":
        return None
    for place, word in enumerate(scope[:_CHARGE_REACH]):
        if word.text in _CHARGES[marker.lemma]:
            if marker.lemma == "charge" and not scope[place + 1 : place + 2]:
                return None
            return place + 1
    return None


def _charges(scope: Sequence[Word]) -> list[Word]:
    """Return the deeds that somebody is charged with: *stealing and selling*, *murder*."""
    content = [w for w in scope if w.content]
    if not content:
        return []
    heads = [content[0]]
    for place, word in enumerate(scope[:-1]):
        after = scope[place + 1]
        if word.text in {"and", "or"} and after.content and after.text.endswith("ing"):
            heads.append(after)
    return heads


def _heads(scope: Sequence[Word]) -> list[Word]:
    """Return the first word of a clause that is, or seems, its predicate."""
    auxiliary = False
    for place, word in enumerate(scope):
        text = word.text.lower()
        if text in _AUXILIARIES or (text == "to" and place + 1 < len(scope)):
            auxiliary = auxiliary or text in _AUXILIARIES or place == 0
        elif word.content and not _is_adverb(text):
            before = scope[place - 1] if place else None
            if auxiliary or _is_inflected(word, before):
                return [word]
    return []


def _is_inflected(word: Word, before: Word | None) -> bool:
    """Whether a word looks like a verb by its ending, or by what stands before it."""
    text = word.text.lower()
    if word.capitalised or text[0].isdigit():
        return False
    if before is not None and before.text.lower() in _PRONOUNS:
        return True
    if text.endswith("s"):
        return before is not None and before.capitalised and text != word.lemma
    if before is not None and before.text.lower() in {"a", "an", "the", "of", "in", "by", "with"}:
        return False
    return text != word.lemma and not text.endswith("ing")


def _is_adverb(text: str) -> bool:
    return len(text) > 4 and text.endswith("ly") and known_word(text[:-2])


def _is_told(words: Sequence[Word], number: int) -> bool:
    """Whether the word is that of *is said to have*."""
    before = {w.text.lower() for w in words[max(0, number - 3) : number]}
    following = words[number + 1].text if number + 1 < len(words) else ""
    return (
        words[number].lemma in _TOLD
        and words[number].text.endswith(("d", "t"))
        and following == "to"
        and not before.isdisjoint(_BE)
    )


def _is_adjective(words: Sequence[Word], number: int) -> bool:
    """Whether a participle stands before a noun: *the alleged plan*."""
    before = words[number - 1].text.lower() if number else "the"
    return words[number].text.endswith("ed") and before in word_table(
        "a an the this that his her their its any all of in for with"
    )


def _ends_sentence(text: str, words: Sequence[Word], number: int) -> bool:
    """Whether the claim stands before its marker: *he stole it, police allege*."""
    word = words[number]
    tail = text[word.end : words[-1].end + 1].strip(" .!?\"”’'")
    comma = text.rfind(",", words[0].start, word.start)
    subject = find_words(text[comma + 1 : word.start]) if comma >= 0 else ()
    return comma >= 0 and 0 < len(subject) <= 5 and (not tail or tail.startswith(","))


def _has_clause(scope: Sequence[Word]) -> bool:
    """Whether a clause follows without *that*: *claimed it was*, not *claimed 12 lives*."""
    near = [w.text.lower() for w in scope[:_CLAUSE_REACH]]
    if near[:1] == ["to"]:
        return True
    return any(w in _AUXILIARIES for w in near) or bool(set(near[:1]) & _PRONOUNS)
