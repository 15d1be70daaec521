"""Who does what to whom in English, between names.

There is no parser in this. An action is seen where a name stands right before its verb and another
right after it, in the active voice, the passive or as an invitation; what is further off is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from language.english.countries import is_country_name
from language.english.name_words import CALENDAR
from language.english.names import find_names
from language.english.words import find_words, fold, known_word, word_table
from language.roles import Action
from language.syntax import Name
from language.words import Word

KINDS = {
    "accuse": "accuse",
    "appoint": "appoint",
    "arrest": "arrest detain",
    "ask": "ask request",
    "attack": "attack invade bomb",
    "congratulate": "congratulate",
    "criticise": "criticise criticize condemn denounce blast slam lambast",
    "defeat": "defeat beat thrash overcome rout",
    "dismiss": "fire sack dismiss",
    "buy": "buy acquire purchase",
    "help": "help",
    "invite": "invite",
    "defend": "defend protect",
    "kill": "kill murder assassinate",
    "oppose": "oppose",
    "order": "order",
    "praise": "praise hail",
    "remind": "remind",
    "replace": "replace succeed",
    "sanction": "sanction",
    "shoot": "shoot",
    "sue": "sue",
    "support": "support back endorse",
    "tell": "tell inform",
    "thank": "thank",
    "threaten": "threaten",
    "urge": "urge",
    "warn": "warn",
    "welcome": "welcome greet receive",
}
"""Lemmas of the verbs of each kind of action."""
_KIND_OF = {lemma: kind for kind, lemmas in KINDS.items() for lemma in lemmas.split()}
# Met by somebody is welcomed; but who meets whom is one to both.
_PASSIVE_ONLY = {"meet": "welcome"}
_VERBS = frozenset({*_KIND_OF, *_PASSIVE_ONLY, "impose"})
_FORMS = {"shot": "shoot", "told": "tell", "beaten": "beat", "beat": "beat", "bought": "buy"}
_BE = word_table("am are be been being is was were")
_HAVE = word_table("had has have having")
_MODALS = word_table("can could did do does may might must shall should will would to")
_SINGULAR = word_table("can could did does had has is may might must shall should was will would")
_BARE_NOUNS = word_table("congress government parliament people police staff")
_ADVERBS = word_table(
    "again also already ever finally first however later never not now often once only publicly "
    "repeatedly soon still then therefore thereby twice yet last week month year"
)
_BEFORE_SUBJECT = word_table(
    "about against among around at behind between by for from in into near of on or over than "
    "to toward towards under upon via with without"
)
_BEFORE_NAME = word_table("a an fellow former late new now old rival the then young")
_CONTROL = word_table(
    "agree aim attempt continue decide decline fail hope intend offer plan pledge prepare promise "
    "refuse seek try vow want"
)
_PAUSE = re.compile(r"[,;:.!?()\[\]\"“”—–\n]")
_BY_REACH = 5
_APPOSITION = 400
"""Characters of what may stand between a subject and its verb."""
_AROUND = 40
"""Words on each side of a verb within which its names are looked for."""
_start = attrgetter("start")


@lru_cache(maxsize=512)
def find_actions(text: str) -> tuple[Action, ...]:
    """Find who does what to whom in ``text``, as far as both are named beside the verb."""
    every_word = find_words(text)
    every_name = find_names(text)
    every_name = tuple(
        sorted((*every_name, *_first_names(text, every_word, every_name)), key=_start)
    )
    found: dict[Action, None] = {}
    for number, word in enumerate(every_word):
        lemma = _FORMS.get(word.text.lower(), word.lemma)
        if lemma not in _VERBS and word.text != "invitation":
            continue
        first = max(0, number - _AROUND)
        words = every_word[first : number + _AROUND]
        low, high = (bisect_left(every_name, w.start, key=_start) for w in (words[0], words[-1]))
        names = every_name[max(0, low - 1) : high + 1]
        if len(names) < 2 or any(name.start <= word.start < name.end for name in names):
            continue
        if word.text == "invitation":
            action = _by_invitation(text, words, names, number - first)
        elif lemma == "impose":
            action = _imposed(text, words, names, number - first)
        else:
            action = _of_verb(text, words, names, number - first, lemma)
        if action and not _overlap(action):
            found[action] = None
    return tuple(found)


def _first_names(text: str, words: Sequence[Word], names: Sequence[Name]) -> Iterator[Name]:
    """Yield names that open a sentence and are words too: *Wang will*, *Smith was*.

    A noun in the singular would have an article there.
    """
    known = {name.start for name in names}
    before = ". "
    for word, following in pairwise(words):
        opens = re.search(r"[.!?][\"”’]?\s+$", before)
        before = text[word.end : following.start]
        nominal = word.capitalised and word.content and word.lemma == word.text.lower()
        if not (opens and nominal) or word.text.endswith("s") or word.lemma in _BARE_NOUNS:
            continue
        if following.text in _SINGULAR and word.start not in known:
            yield Name(word.start, word.end, word.text, "name", (fold(word.text),))


def _of_verb(
    text: str, words: Sequence[Word], names: Sequence[Name], number: int, lemma: str
) -> Action | None:
    verb = words[number]
    kind = _KIND_OF.get(lemma)
    if verb.text.endswith("ing"):
        return None
    first, voice = _verb_group(words, number)
    subject = _subject(text, words, names, first)
    if voice == "passive" or (subject is None and _by(words, number) is not None):
        by = _by(words, number)
        passive = kind or _PASSIVE_ONLY[lemma]
        charged = passive == "accuse"
        agent = _object(text, words, names, by + 1, charged=charged) if by is not None else None
        patient = subject or _participle_subject(text, words, names, number)
        return Action(passive, _span(agent), _span(patient)) if agent and patient else None
    if voice == "unclear" or kind is None or subject is None:
        return None
    patient = _object(text, words, names, number + 1, charged=kind == "accuse")
    return Action(kind, _span(subject), _span(patient)) if patient else None


def _imposed(text: str, words: Sequence[Word], names: Sequence[Name], number: int) -> Action | None:
    """Read *imposed new sanctions on* somebody."""
    first, voice = _verb_group(words, number)
    after = [w.text for w in words[number + 1 : number + 1 + _BY_REACH]]
    place = next((i for i, w in enumerate(after[:-1]) if w == "sanctions"), None)
    if voice != "active" or place is None or after[place + 1] not in {"on", "against"}:
        return None
    agent = _subject(text, words, names, first)
    patient = _object(text, words, names, number + 3 + place)
    return Action("sanction", _span(agent), _span(patient)) if agent and patient else None


def _verb_group(words: Sequence[Word], number: int) -> tuple[int, str]:
    """Return where the auxiliaries of a verb begin, and its voice."""
    first = number
    auxiliaries = set()
    while first > 0 and _within_group(words, first - 1):
        first -= 1
        auxiliaries.add(words[first].text.lower())
    controlled = first > 0 and words[first - 1].lemma in _CONTROL
    if "to" in auxiliaries and controlled:
        return _verb_group(words, first - 1)[0], "active"
    if auxiliaries & _BE and words[number].text.lower().endswith(("ed", "t", "n", "d")):
        return first, "passive"
    return first, "unclear" if auxiliaries & _BE or "to" in auxiliaries else "active"


def _within_group(words: Sequence[Word], place: int) -> bool:
    """Whether the word may stand between a subject and its verb: *will on Monday formally*."""
    text = words[place].text.lower()
    if text in _BE | _HAVE | _MODALS | _ADVERBS | CALENDAR or _is_adverb(text):
        return True
    return text in {"on", "in", "late", "early"} and words[place + 1].text.lower() in (
        CALENDAR | _ADVERBS | {"late", "early"}
    )


def _subject(text: str, words: Sequence[Word], names: Sequence[Name], first: int) -> Name | None:
    """Return the name right before a verb group, across *who* and a short apposition."""
    if first == 0:
        return None
    end = words[first - 1].end
    before = [n for n in names if n.end <= words[first].start]
    if words[first - 1].text == "who":
        gap = text[before[-1].end : words[first - 1].start] if before else "x"
        return _whole(text, words, names, before[-1]) if gap.strip(" ") in {"", ","} else None
    if not before:
        return None
    last = before[-1]
    gap = text[last.end : words[first].start]
    if gap.strip() == "" and last.end == end:
        return _whole(text, words, names, last)
    # Set off by commas: Wang Yi, the minister, invited …
    if text[end : words[first].start].strip() == ",":
        opening = text.rfind(",", max(0, end - _APPOSITION), end)
        held = [n for n in names if n.end == opening]
        apposition = find_words(text[opening + 1 : end]) if held else ()
        if held and len(apposition) <= 10 and _is_apposition(apposition):
            return _whole(text, words, names, held[0])
    return None


def _is_apposition(words: Sequence[Word]) -> bool:
    first = words[0].text.lower() if words else ""
    return first in {"a", "an", "the", "who", "whose", "its", "his", "her", "their"} or (
        bool(words) and words[0].text[0].isdigit()
    )


def _whole(text: str, words: Sequence[Word], names: Sequence[Name], name: Name) -> Name | None:
    """Return a name that is the head of its phrase and no part of another's: *of Wang*."""
    if _is_adjective(name):
        return None
    before = [w for w in words if w.end <= name.start]
    ends = {n.end for n in names}
    while before:
        word = before[-1]
        gap = text[word.end : name.start]
        if _PAUSE.search(gap):
            return name
        inside = any(n.start <= word.start < n.end for n in names)
        if word.text.endswith(("'s", "’s", "'", "’")) and not inside:
            return name
        if word.text in _BEFORE_SUBJECT and not inside:
            return None
        named = inside or word.capitalised or word.text.lower() in _BEFORE_NAME
        joined = word.text == "and" and before[1:] and before[-2].end in ends
        if named or joined or word.content:
            # a title, or a description such as *president*
            before.pop()
            continue
        return name
    return name


def _object(
    text: str, words: Sequence[Word], names: Sequence[Name], number: int, *, charged: bool = False
) -> Name | None:
    """Return the name that is the head of the phrase that begins with the word at ``number``.

    Where it is ``charged`` with something, *of* follows.
    """
    place = number
    head: Name | None = None
    while place < len(words):
        word = words[place]
        if place > number and _PAUSE.search(text, words[place - 1].end, word.start):
            break
        inside = next((n for n in names if n.start <= word.start < n.end), None)
        if inside is not None:
            head = inside
            while place < len(words) and words[place].start < inside.end:
                place += 1
            if text[inside.end : inside.end + 2] in {"'s", "’s"} or text[
                inside.end : inside.end + 1
            ] in {"'", "’", "-"}:
                return None
            continue
        lower = word.text.lower()
        if head is not None and _is_adjective(head) and word.capitalised:
            place += 1  # Chinese Vice Premier
            continue
        if head is not None:
            return None if _goes_on(word, head, charged=charged) else head
        if word.capitalised or lower in {"the", "a", "an", "then", "his", "her", "its", "former"}:
            place += 1
            continue
        if word.content and place - number < 4:
            place += 1  # president, leader
            continue
        return None
    return head if head is not None and not _is_adjective(head) else None


def _goes_on(word: Word, head: Name, *, charged: bool) -> bool:
    """Whether the word after a name belongs to a longer phrase, as in *Putin aides*."""
    lower = word.text.lower()
    if _is_adjective(head):
        return True
    if lower == "of":
        return not charged
    return (
        word.content
        and not word.text[0].isdigit()
        and lower not in _ADVERBS
        and not (_is_adverb(lower))
    )


def _is_adjective(name: Name) -> bool:
    """Whether a name is an adjective of a country, or an office without a holder."""
    if name.kind == "office":
        return True
    short = name.text.isupper()
    return name.code is not None and not (short or is_country_name(tuple(name.text.split())))


def _by(words: Sequence[Word], number: int) -> int | None:
    """Return where the *by* of a passive stands."""
    for place in range(number + 1, min(number + 1 + _BY_REACH, len(words))):
        if words[place].text == "by":
            return place
    return None


def _participle_subject(
    text: str, words: Sequence[Word], names: Sequence[Name], number: int
) -> Name | None:
    """Return the name that a participle follows: *Wang, invited by Lavrov*."""
    before = [n for n in names if n.end <= words[number].start]
    if before and text[before[-1].end : words[number].start].strip(" ") in {"", ","}:
        return _whole(text, words, names, before[-1])
    return None


def _by_invitation(
    text: str, words: Sequence[Word], names: Sequence[Name], number: int
) -> Action | None:
    """Read *at the invitation of* somebody, or at somebody's."""
    before = [w.text.lower() for w in words[max(0, number - 2) : number]]
    following = words[number + 1].text if number + 1 < len(words) else ""
    if following == "of" and before[-1:] == ["the"] and before[0] in {"at", "on", "upon"}:
        agent = _object(text, words, names, number + 2)
        limit = words[number].start
    else:
        held = [n for n in names if text[n.end : words[number].start].strip() in {"'s", "’s", "'"}]
        agent = held[0] if held and not _is_adjective(held[0]) else None
        limit = held[0].start if held else 0
        opened = [w.text for w in words if w.end <= limit][-4:]
        if "at" not in opened:
            return None
    guests = [n for n in names if n.end < limit and not _is_adjective(n)]
    for guest in guests:
        following_words = [w for w in words if w.start >= guest.end][:1]
        verbal = following_words and (
            following_words[0].text.lower() in _BE | _HAVE | _MODALS
            or following_words[0].text.lower().endswith(("ed", "ew", "nt", "me", "s"))
        )
        if verbal and agent and _whole(text, words, names, guest):
            return Action("invite", _span(agent), _span(guest))
    return None


def _span(name: Name) -> tuple[int, int]:
    return name.start, name.end


def _overlap(action: Action) -> bool:
    return action.agent[0] < action.patient[1] and action.patient[0] < action.agent[1]


def _is_adverb(text: str) -> bool:
    return len(text) > 4 and text.endswith("ly") and known_word(text)
