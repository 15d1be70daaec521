"""What Russian texts are about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from language.russian.morphology import fold_yo, forms_of, likely_name
from language.russian.sounds import romanise
from language.topics import country_key, places, sound_key

_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*|[A-Za-z]{2,}")
_OPENS = re.compile(r"(?:^|[.!?…]\s+|\n)[«\"“—–(\s]*$")
_FUNCTION = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "PRED", "INTJ", "NUMR"})
_LIGHT = frozenset(
    [
        "быть",
        "мочь",
        "стать",
        "этот",
        "тот",
        "весь",
        "свой",
        "который",
        "такой",
        "самый",
        "сам",
        "другой",
        "каждый",
        "один",
        "год",
        "день",
        "время",
        "человек",
        "сказать",
        "сообщить",
        "сообщать",
        "заявить",
        "заявлять",
        "говорить",
        "отметить",
        "рассказать",
        "добавить",
        "являться",
        "мой",
        "наш",
        "ваш",
        "его",
        "её",
        "их",
        "также",
        "ещё",
        "уже",
        "очень",
        "более",
        "менее",
        "ранее",
        "после",
        "около",
    ]
)
# What countries are called beside their names: beginnings of adjectives and peoples, by code.
_ALSO = {
    "американ": "US", "британ": "GB", "англи": "GB", "немец": "DE", "герман": "DE", "турец": "TR",
    "турок": "TR", "кнр": "CN", "рф": "RU", "русск": "RU", "оаэ": "AE", "кндр": "KP",
    "северокоре": "KP", "южнокоре": "KR", "чеш": "CZ", "швейцар": "CH", "голланд": "NL",
    "белорус": "BY", "сауд": "SA", "эмират": "AE", "испан": "ES", "шотланд": "GB",
}  # fmt: skip
_BEGINNING = 5


class RussianTopics:
    """Lemmas of content words; names by sound, countries by code."""

    def words(self, text: str) -> Iterable[str]:
        """See `language.pack.TopicReader`."""
        for match in _WORD.finditer(text):
            form = forms_of(match.group())[0]
            if form.part not in _FUNCTION and form.lemma not in _LIGHT and len(form.lemma) > 2:
                yield form.lemma

    def names(self, text: str) -> Iterable[str]:
        """See `language.pack.TopicReader`."""
        for match in _WORD.finditer(text):
            word = match.group()
            lemma = fold_yo(forms_of(word)[0].lemma)
            if place := _places().get(lemma):
                yield place
            elif code := _country(lemma):
                yield country_key(code)
            elif word[0].isupper() and (
                likely_name(word)
                or not _OPENS.search(text, max(0, match.start() - 8), match.start())
            ):
                key = sound_key(romanise(lemma) if lemma[0] > "z" else lemma)
                if key:
                    yield key


def _country(lemma: str) -> str | None:
    for length in range(len(lemma), 2, -1):
        if code := _ALSO.get(lemma[:length]):
            return code
    return _beginnings().get(lemma[:_BEGINNING])


@cache
def _places() -> dict[str, str]:
    return {fold_yo(name): key for name, key in places("ru").items()}


@cache
def _beginnings() -> dict[str, str]:
    """Return codes by what a country's name and its adjective both begin with."""
    found: dict[str, set[str]] = {}
    for name, key in places("ru").items():
        if key.startswith("@") and " " not in name and len(name) > _BEGINNING:
            found.setdefault(fold_yo(name)[:_BEGINNING], set()).add(key[1:])
    return {beginning: codes.pop() for beginning, codes in found.items() if len(codes) == 1}


TOPICS = RussianTopics()
