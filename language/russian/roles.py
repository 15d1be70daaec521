"""Who does what to whom in Russian, by the cases of names and the voices of verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language.renderings import tokens
from language.roles import Order, Roles, Span
from language.russian.morphology import Form, forms_of

_VERBS = {
    "accuse": "обвинить обвинять",
    "appoint": "назначить назначать",
    "arrest": "арестовать арестовывать задержать задерживать",
    "ask": "попросить просить спросить спрашивать",
    "attack": "атаковать бомбить захватить",
    "buy": "купить покупать приобрести приобретать выкупить",
    "congratulate": "поздравить поздравлять",
    "criticise": "критиковать раскритиковать осудить осуждать упрекнуть",
    "defeat": "победить побеждать побить обыграть обыгрывать разгромить одолеть обойти переиграть",
    "defend": "защитить защищать",
    "dismiss": "уволить увольнять",
    "help": "поддержать",
    "invite": "пригласить приглашать позвать",
    "kill": "убить убивать застрелить зарезать ликвидировать",
    "praise": "похвалить хвалить",
    "replace": "сменить сменять заменить заменять",
    "shoot": "застрелить подстрелить ранить",
    "support": "поддержать поддерживать",
    "thank": "поблагодарить благодарить",
    "urge": "призвать призывать",
    "warn": "предупредить предупреждать предостеречь",
    "welcome": "встретить встречать приветствовать принять принимать",
}
# Of verbs whose object is in the dative.
_DATIVE = {
    "ask": "задать",
    "help": "помочь помогать",
    "order": "приказать приказывать велеть",
    "remind": "напомнить напоминать",
    "tell": "сказать говорить рассказать рассказывать сообщить сообщать заявить заявлять",
    "threaten": "угрожать пригрозить",
    "urge": "советовать",
    "warn": "угрожать",
}
# Of verbs whose subject is the one to whom it is done, and their object in the dative the doer.
_SUFFERED = {"defeat": "проиграть проигрывать уступить уступать"}
# Of verbs whose object follows a preposition.
_PREPOSITIONAL = {
    "attack": {"вторгнуться": "в", "вторгаться": "в", "напасть": "на", "нападать": "на"},
    "defeat": {"выиграть": "у", "выигрывать": "у"},
}
_NOUNS = {"invite": "приглашение"}
_END = re.compile(r"[.!?;:—–]\s|\s[—–-]\s|[()]")
_WITHIN = 7
"""Words, at most, between a verb and a name beside it."""
# Of names that the dictionary lacks: those without such an ending may be indeclinable.
_ENDINGS = {
    "ому": ("datv",),
    "ему": ("datv",),
    "ого": ("gent", "accs"),
    "ым": ("ablt",),
    "ом": ("ablt", "loct"),
    "ем": ("ablt", "loct"),
    "ой": ("gent", "datv", "ablt", "loct"),
    "у": ("datv", "accs"),
    "ю": ("datv", "accs"),
}
_QUOTE_REACH = 8
_QUOTED = re.compile(r"\w\s[«\"“„]$")
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_MUTUAL = re.compile(r"\bдруг (?:друг|с друг|о друг)", re.IGNORECASE)


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class _Phrase:
    """A name with its titles: first and last word, and the forms that all of it may be in."""

    first: int
    last: int
    forms: frozenset[tuple[str, str | None]]
    """Case and gender of each; no gender where it may be any."""


def order(kind: str, text: str, agents: Sequence[Span], patients: Sequence[Span]) -> Order:
    """Read whether one of the agents does it to one of the patients, or the reverse."""
    if _MUTUAL.search(text):
        return "unclear"
    words = [_Word(*t.span(), t.group(), forms_of(t.group())) for t in tokens(text)]
    ones = [p for span in agents for p in _phrases(text, words, span)]
    others = [p for span in patients for p in _phrases(text, words, span)]
    readings = {
        reading
        for number in range(len(words))
        for one in ones
        for other in others
        if (reading := _read(kind, text, words, number, one, other)) is not None
    }
    if len(readings) != 1:
        return "unclear"
    return "kept" if readings.pop() else "turned"


def _phrases(text: str, words: Sequence[_Word], span: Span) -> Iterator[_Phrase]:
    """Yield the phrase of a name: forenames and titles before it are in its case."""
    held = [i for i, w in enumerate(words) if span[0] <= w.start < span[1]]
    if not held:
        return
    first, last = held[0], held[-1]
    while last + 1 < len(words) and _joined(text, words, last) and words[last + 1].text.istitle():
        last += 1
    forms = None
    for place in range(last, -1, -1):
        word = words[place]
        if place < first and not (
            _joined(text, words, place) and (word.text.istitle() or _is_title(word))
        ):
            break
        own = _declined(word, forename=place < first and word.text.istitle())
        if place <= first and forms is not None and not _agree(forms, own):
            break
        forms = own if forms is None else _agree(forms, own) or own
        first = min(first, place)
    begins = words[held[0]].start
    quoted = first and _QUOTED.search(text[max(0, begins - _QUOTE_REACH) : begins])
    if quoted and words[first - 1].forms[0].part == "NOUN":
        # газете «Известия»: only the noun is declined
        first, forms = first - 1, _declined(words[first - 1])
    if forms:
        yield _Phrase(first, last, frozenset(forms))


def _joined(text: str, words: Sequence[_Word], place: int) -> bool:
    return text[words[place].end : words[place + 1].start] in {" ", "-"}


def _is_title(word: _Word) -> bool:
    return word.forms[0].part == "NOUN" and word.forms[0].animacy == "anim"


def _declined(word: _Word, *, forename: bool = False) -> set[tuple[str, str | None]]:
    """Return the cases that a word may stand in, with its gender; any of a foreign name's.

    A forename that is a common noun too, such as Жиле, is a foreign name.
    """
    known = [f for f in word.forms if f.known and (f.name or not forename)]
    found: set[tuple[str, str | None]] = set()
    for form in known:
        if form.part in {"NOUN", "ADJF", "PRTF"} and form.case:
            case = form.case if form.case in _CASES else "gent"
            # With a name such as Сити the verb may have the gender of what it names.
            named = word.text[0].isupper() and form.gender not in {"masc", "femn"}
            gender = None if named else form.gender
            found.add((case, "plur" if form.number == "plur" else gender))
    if found:
        return found
    for ending, cases in _ENDINGS.items():
        if word.text.endswith(ending):
            return {(case, None) for case in cases}
    return {(case, None) for case in _CASES}


def _agree(
    one: set[tuple[str, str | None]], other: set[tuple[str, str | None]]
) -> set[tuple[str, str | None]]:
    return {
        (case, gender or also)
        for case, gender in one
        for also_case, also in other
        if case == also_case and (gender is None or also is None or gender == also)
    }


def _read(
    kind: str, text: str, words: Sequence[_Word], number: int, one: _Phrase, other: _Phrase
) -> bool | None:
    """Read the word at ``number``: True where the one does it to the other, None if unclear."""
    word = words[number]
    if any(p.first <= number <= p.last for p in (one, other)):
        return None
    lemmas = {f.lemma for f in word.forms}
    if lemmas & set(_NOUNS.get(kind, "").split()):
        after = [p for p in (one, other) if p.first == number + 1 and _may(p, "gent")]
        return after[0] is one if len(after) == 1 else None
    for table, case, suffered in (
        (_VERBS, "accs", False),
        (_DATIVE, "datv", False),
        (_SUFFERED, "datv", True),
        (_PREPOSITIONAL, "", False),
    ):
        for form in word.forms:
            lemma = form.lemma.removesuffix("ся") if case else form.lemma
            held = table.get(kind, "")
            if lemma not in (held.split() if isinstance(held, str) else held):
                continue
            object_case = case or _PREPOSITIONAL[kind][lemma]
            kept = _does(text, words, number, form, object_case, one, other)
            turned = _does(text, words, number, form, object_case, other, one)
            if kept and turned and form.part in {"VERB", "INFN"}:
                # Where no case tells, the doer stands first.
                first, second = sorted((one, other), key=lambda phrase: phrase.first)
                if first.last < number < second.first and _is_plain(first):
                    kept, turned = one is first, other is first
            if kept != turned:
                return kept != suffered
    return None


def _does(
    text: str,
    words: Sequence[_Word],
    number: int,
    form: Form,
    case: str,
    agent: _Phrase,
    patient: _Phrase,
) -> bool:
    """Whether the verb can have the one for its agent and the other for its patient."""
    doer = _argument(text, words, number, agent)
    sufferer = _argument(text, words, number, patient, case if case not in _CASES else "")
    if doer is None or sufferer is None:
        return False
    if case not in _CASES:
        return form.part in {"VERB", "INFN"} and _may(doer, "nomn")
    passive = form.part == "PRTS" or form.voice == "pssv" or form.lemma.endswith("ся")
    if form.part == "PRTF":
        head, rest = (sufferer, doer) if passive else (doer, sufferer)
        return (
            head is not None
            and _may(head, form.case or "", form.gender)
            and _may(rest, "ablt" if passive else case)
        )
    if form.part not in {"VERB", "INFN", "PRTS"}:
        return False
    gender = form.gender if form.tense == "past" or form.part == "PRTS" else None
    if passive:
        return _may(doer, "ablt") and _may(sufferer, "nomn", gender)
    # Тому стоит сказать: the doer of an infinitive may stand in the dative.
    doing = _may(doer, "nomn", gender) or (form.part == "INFN" and _may(doer, "datv"))
    return doing and _may(sufferer, case)


def _argument(
    text: str, words: Sequence[_Word], number: int, phrase: _Phrase, preposition: str = ""
) -> _Phrase | None:
    """Return a phrase as an argument of the verb at ``number``, None where it is none.

    What follows *который* has its case.
    """
    low, high = sorted((number, phrase.last if phrase.last < number else phrase.first))
    between = words[low + 1 : high]
    gap = text[words[low].end : words[high].start]
    if len(between) > _WITHIN or _END.search(gap):
        return None
    if preposition != _preposition(words, phrase.first):
        return None
    if phrase.last < number:
        for place in range(low + 1, high):
            if any(form.lemma == "который" for form in words[place].forms):
                if gap.count(",") > 1 or _preposition(words, place):
                    return None
                cases = {form.case for form in words[place].forms if form.case}
                return _Phrase(phrase.first, phrase.last, frozenset((c, None) for c in cases))
    verbs = [
        w
        for w in between
        if w.forms[0].part in {"VERB", "GRND", "PRTF", "PRTS"}
        and not any(form.lemma == "быть" for form in w.forms)
    ]
    allowed = any(form.part == "INFN" for form in words[number].forms)
    commas = gap.strip() if any(form.part == "PRTF" for form in words[number].forms) else gap
    parted = "," in gap and not (commas == "," and phrase.last + 1 == number)
    return None if len(verbs) > allowed or parted else phrase


def _preposition(words: Sequence[_Word], place: int) -> str:
    """Return the preposition right before a word, an empty string where there is none."""
    if place and words[place - 1].forms[0].part == "PREP":
        return words[place - 1].text.lower()
    return ""


def _may(phrase: _Phrase, case: str, gender: str | None = None) -> bool:
    return any(c == case and (gender is None or g is None or g == gender) for c, g in phrase.forms)


def _is_plain(phrase: _Phrase) -> bool:
    """Whether it can be in the nominative for the same sex as in other cases, unlike Тома."""
    sexes = [{g for c, g in phrase.forms if (c == "nomn") == nominative} for nominative in (1, 0)]
    return not sexes[1] or None in sexes[0] | sexes[1] or bool(sexes[0] & sexes[1])


def names(heard: str, text: str) -> tuple[Span, ...]:
    """Find where in a text the word stands that a name was heard in."""
    return tuple(token.span() for token in tokens(text) if token.group() == heard)


ROLES = Roles(order=order, names=names)
