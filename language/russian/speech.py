"""Who says what in Russian."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.russian.morphology import forms_of, likely_name
from language.speech import Attribution, Speech

_VERBS = (
    r"(?:сказа|заяви|сообщи|отмети|подчеркну|добави|рассказа|объясни|поясни|призна|написа|ответи"
    r"|спроси"
    r"|утвержда|говори|счита|напомни|уточни|пообеща|пообещ|предупреди|возрази|призва|назва"
    r"|подтверди"
    r"|прокомментирова|воскликну|вспомина|вспомни|парирова|заключи|резюмирова|указа|передава"
    r"|цитирова)"
    r"\w*|говор\w+|утвержд\w+|счита\w+|пишет|пишут|отмеча\w+|подч[её]ркива\w+|поясня\w+"
    r"|призна[её]т\w*"
    r"|добавля\w+|называ\w+|вспомина\w+|уверен\w*|по словам|передал\w*"
)
_VERB = re.compile(rf"(?<![^\W\d_])(?:{_VERBS})(?![^\W\d_])", re.IGNORECASE)
_NAME_WORD = r"(?:[А-ЯЁA-Z]\.\s?|[А-ЯЁA-Z][а-яёa-z’'-]+(?:-[А-ЯЁA-Z][а-яё]+)?)"
_NAME = re.compile(
    rf"(?<![^\W\d_«])(?:{_NAME_WORD}(?:\s?(?:аль-|эль-|де |ван |фон |бин )?{_NAME_WORD}){{0,3}})"
)
_PRONOUN = re.compile(r"(?<![^\W\d_])(?:он|она|они)(?![^\W\d_])", re.IGNORECASE)
_OBLIQUE = re.compile(
    r"(?<![^\W\d_])(?:в|во|на|из|для|от|при|под|над|у|по|к|о|об|через|с|со|между|перед|города"
    r"|городе"
    r"|провинции|области|компании|региона|клуба|газеты|агентства)\s[«\"]?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?<![^\W\d_])(?:города|городка|посёлка|села|провинции|округа|района|порта) $")
_REACH = 160
_BEHIND = re.compile(r"^[\s,.!?…»]*[—–-]\s*")
_UNNAMED = re.compile(
    r"^\s*(?P<phrase>(?:(?:неназванн|один|одна|местн|пожил|анонимн|бывш|некотор)\w*\s)?"
    r"[а-яё-]+(?:\s(?:из|на|в)\s[а-яё]+)?)"
)


def _attribute(before: str, after: str) -> Attribution | None:
    if dash := _BEHIND.match(after):
        rest = after[dash.end() : dash.end() + _REACH]
        stop = re.search(r"[.!?](?:\s|$)|;|:", _masked(rest))
        found = _behind(rest[: stop.start()] if stop else rest)
        if found:
            return found
    return _before(before[-_REACH:])


def _masked(text: str) -> str:
    """Return the text of the same length with no full stop behind an initial."""
    return re.sub(r"(?<![^\W\d_])([А-ЯЁA-Z])\.", r"\1 ", text)


def _behind(text: str) -> Attribution | None:
    """Read who speaks behind the marks and a dash, where any verb is one of saying."""
    verb = re.match(r"(?:как |так )?([а-яё]+)", text)
    if verb is None:
        return None
    said = verb.group(1)
    if not any(form.part == "VERB" for form in forms_of(said)) and not _VERB.fullmatch(said):
        return _before(text)
    rest = text[verb.end() :]
    if pronoun := _PRONOUN.match(rest.lstrip()):
        return Attribution(pronoun.group().lower(), said, pronoun=True)
    if speaker := _name(rest, last=True):
        return Attribution(speaker, said)
    phrase = _UNNAMED.match(rest)
    return Attribution(phrase["phrase"].strip() if phrase else "", said)


def _before(text: str) -> Attribution | None:
    """Read *X said: «...* before the marks."""
    stops = list(re.finditer(r"[.!?]\s+(?=[А-ЯЁA-Z])", _masked(text)))
    text = text[stops[-1].end() :] if stops else text
    verbs = list(_VERB.finditer(text))
    if not verbs:
        colon = re.fullmatch(rf"(?:.*[\s,])?({_NAME.pattern}):\s*", text)
        return Attribution(colon.group(1), "") if colon and len(colon.group(1)) > 2 else None
    verb = verbs[-1]
    if verb.group().lower() == "по словам":
        speaker = _name(text[verb.end() :], last=False)
        return Attribution(speaker, verb.group()) if speaker else None
    subject = text[: verb.start()]
    if boundary := list(re.finditer(r"[;:—–]|,\s(?:а|но|и|что|когда|котор\w+)\s", subject)):
        subject = subject[boundary[-1].end() :]
    pronouns = list(_PRONOUN.finditer(subject))
    speaker = _name(subject, last=True)
    if pronouns and not speaker:
        return Attribution(pronouns[-1].group().lower(), verb.group(), pronoun=True)
    if speaker:
        return Attribution(speaker, verb.group())
    if speaker := _name(text[verb.end() :], last=True):
        return Attribution(speaker, verb.group())
    if text.rstrip().endswith(":") and subject.strip():
        return Attribution(subject.strip(" ,").lower(), verb.group())
    return Attribution("", verb.group()) if text.rstrip().endswith(":") else None


def _name(text: str, *, last: bool) -> str:
    """Return the name of a speaker in a phrase: titles stand before it."""
    found = []
    for match in _NAME.finditer(text):
        name = match.group().strip()
        start = text[: match.start()]
        if _PLACE.search(start) and len(name.split()) > 2:
            name = name.split(maxsplit=1)[1]  # мэр города Чивай Роса Киспе
        elif _OBLIQUE.search(start) or start.rstrip().endswith("«"):
            continue
        found.append(name if start.strip() else _without_title(name))
    if not found:
        return ""
    return found[-1] if last else found[0]


def _without_title(name: str) -> str:
    """Return a name without the word that opens a sentence before it, as in *Мэр Роса Киспе*."""
    first, _, rest = name.partition(" ")
    return rest if rest and len(first) > 2 and not likely_name(first) else name


def _names(text: str) -> Sequence[str]:
    return [
        match.group().strip() if match.start() else _without_title(match.group().strip())
        for match in _NAME.finditer(text)
    ]


SPEECH = Speech(
    marks=(("«", "»"), ("„", "“"), ("“", "”"), ('"', '"')),
    attribute=_attribute,
    names=_names,
    least=3,
)
"""How Russian marks direct speech."""
