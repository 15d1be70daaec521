"""Who says what in English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.english.names import find_names
from language.english.quotations import SPEAKING_FORMS
from language.speech import Attribution, Speech
from language.syntax import Name

_VERB = re.compile(rf"\b(?:{SPEAKING_FORMS})\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_REACH = 160
"""Characters beside the marks in which the speaker and the verb stand."""
_STRONG = re.compile(
    r"[;:—–]|(?<![A-Z])[.!?]\s|,\s(?:and|but|while|as|when|where|after|before|though|although"
    r"|because|that)\b"
)
_OBLIQUE = re.compile(
    r"\b(?:of|in|at|for|from|on|to|near|by|with|about|against|outside)\s(?:the |a |an )?$", re.I
)
_NOUN_PHRASE = re.compile(
    r"\b(?:one|another|some|many|others)(?=\s*$)|\b(?:an?|one|the|another|two|several|some|his"
    r"|her|its|their)\s(?:[\w'’-]+\s){0,4}?[\w'’-]+"
    r"(?=\s*,?\s*$)",
    re.IGNORECASE,
)
_AFTER_VERB = re.compile(
    r"\s*(?:,\s*)?(?P<phrase>(?:an?|one|the|another|two|several)\s(?:[\w'’-]+\s?){1,5}?)(?=[,.;]|\s"
    r"(?:who|of|in|at|on|to|from|told|during|after|before|when|as)\b|$)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)[.](?:\s|$)|[!?](?:\s|$)|;"
)
_NOBODY = frozenset({"Another", "Both", "Many", "One", "Others", "Some"})
_TITLE_SMALL = frozenset({"a", "an", "the", "of", "in", "on", "and", "for", "to", "with", "at"})


def _attribute(before: str, after: str) -> Attribution | None:
    behind = after[:_REACH]
    stop = _STOP.search(behind)
    found = _read_behind(behind[: stop.start()] if stop else behind)
    return found or _read_before(before[-_REACH:])


def _read_behind(text: str) -> Attribution | None:
    """Read *said X*, *X said* and *X, the mayor, said* behind the marks."""
    match = _VERB.search(text)
    if match is None or (not text[: match.start()].strip(" ,") and not text[match.end() :].strip()):
        return None
    subject = text[: match.start()].strip(" ,")
    if _STRONG.search(subject):
        return None
    if subject:
        return _subject(subject, match.group())
    rest = text[match.end() :]
    if pronoun := re.match(r"\s+(he|she|they)\b", rest):
        return Attribution(pronoun.group(1), match.group(), pronoun=True)
    names = [name for name in find_names(f"{match.group()} {rest.lstrip()}") if _can_speak(name)]
    shift = len(match.group()) + 1
    if (phrase := _AFTER_VERB.match(rest)) and not (
        names and names[0].start - shift < phrase.end("phrase")
    ):
        return Attribution(phrase["phrase"].strip(), match.group())
    return Attribution(_printed(rest.lstrip(), names[0], shift), match.group()) if names else None


def _printed(text: str, name: Name, shift: int) -> str:
    return _whole(text, max(0, name.start - shift), max(0, name.end - shift)) or name.text


def _whole(text: str, start: int, end: int) -> str:
    """Return a name with what a hyphen joins to it, as in *Tae-ho*."""
    joined = re.match(r"[-‑][^\W\d_]+", text[end:])
    return text[start : end + joined.end()] if joined else text[start:end]


def _read_before(text: str) -> Attribution | None:
    """Read *X said: "...*, and *X called it "...*, before the marks."""
    stops = list(re.finditer(r"[.!?]\s+(?=[A-Z])", text))
    if stops:
        text = text[stops[-1].end() :]
    verbs = list(_VERB.finditer(text))
    if not verbs:
        return None
    verb = verbs[-1]
    subject = text[: verb.start()]
    if boundary := list(_STRONG.finditer(subject)):
        subject = subject[boundary[-1].end() :]
    subject = subject.strip(" ,")
    if not subject:
        return Attribution("", verb.group()) if text[verb.end() :].strip() in {":", ","} else None
    return _subject(subject, verb.group())


def _subject(subject: str, verb: str) -> Attribution | None:
    """Read who does it from the words before a verb."""
    # Behind another word, so that the first is not taken for a mere start of a sentence.
    names = [name for name in find_names(f"then {subject}") if _can_speak(name)]
    named = [
        name
        for name in names
        if not _OBLIQUE.search(subject[: max(0, name.start - 5)])
        and not re.match(r"['’]s?\b", subject[name.end - 5 :])
    ]
    pronouns = list(_PRONOUN.finditer(subject))
    if pronouns and (not named or pronouns[-1].start() > named[-1].start - 5):
        return Attribution(pronouns[-1].group().lower(), verb, pronoun=True)
    if named:
        return Attribution(_whole(subject, named[-1].start - 5, named[-1].end - 5), verb)
    if phrase := re.search(r"\bone of (?:the )?\w+(?: \w+)?$", subject, re.IGNORECASE):
        return Attribution(phrase.group(), verb)
    if phrase := _NOUN_PHRASE.search(subject):
        return Attribution(phrase.group(), verb)
    return None


def _can_speak(name: Name) -> bool:
    return name.kind in {"name", "acronym"} and name.text not in _NOBODY


def _names(text: str) -> Sequence[str]:
    return [_whole(text, name.start, name.end) for name in find_names(text) if name.kind == "name"]


def _is_title(words: str) -> bool:
    parts = [part.strip(".,!?") for part in words.split()]
    return len(parts) < 8 and all(p[:1].isupper() for p in parts if p not in _TITLE_SMALL)


SPEECH = Speech(
    marks=(("“", "”"), ('"', '"')),
    attribute=_attribute,
    names=_names,
    least=3,
    is_title=_is_title,
)
"""How English marks direct speech."""
