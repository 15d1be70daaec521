"""Who said what: direct speech in the reports of an event, with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.article import Article
from digests.events.records import Quotation
from digests.evidence import Evidence
from language.pack import pack
from language.speech import Attribution, Quoted, Speech

_SURE, _CONTINUED, _GUESSED = 1.0, 0.8, 0.6
"""How sure it is who speaks: it is said, they spoke right before, a pronoun stands for them."""
_SHINGLE = 4
"""Words that two quotations share if one is cut from the other."""
_CUT = 0.6
"""Share of the longer one that the shorter has at least."""
_MAX_WORDS = 400
_WORD = re.compile(r"[^\W_]+")


@dataclass
class _Utterance:
    text: str
    language: str
    speaker: str
    verb: str
    evidence: dict[Evidence, None]
    """In order."""
    words: tuple[str, ...] = field(default=())


def find_quotations(articles: Sequence[Article]) -> tuple[Quotation, ...]:
    """Find what people and bodies are quoted as saying, in the order of the articles.

    Equal quotations of several articles are one, also where one of them cuts it a little.
    """
    found: list[_Utterance] = []
    by_words: dict[tuple[str, ...], _Utterance] = {}
    by_shingle: dict[tuple[str, ...], _Utterance] = {}
    for article in articles:
        for utterance in _of_article(article):
            same = by_words.get(utterance.words) or _cut_of(utterance, by_shingle)
            if same is None:
                found.append(utterance)
                same = utterance
            else:
                _merge(same, utterance)
            by_words.setdefault(utterance.words, same)
            for shingle in _shingles(utterance.words):
                by_shingle.setdefault(shingle, same)
    return tuple(
        Quotation(
            text=one.text,
            language=one.language,
            speaker=one.speaker or None,
            verb=one.verb or None,
            evidence=tuple(one.evidence),
        )
        for one in found
    )


def _merge(one: _Utterance, other: _Utterance) -> None:
    if not one.speaker:
        one.speaker, one.verb = other.speaker, other.verb
    one.evidence |= other.evidence
    if len(other.words) > len(one.words):
        one.text, one.words = other.text, other.words


def _cut_of(
    utterance: _Utterance, by_shingle: dict[tuple[str, ...], _Utterance]
) -> _Utterance | None:
    """Return the quotation that this one is cut from, or that is cut from this one."""
    words = utterance.words
    for shingle in (words[:_SHINGLE], words[-_SHINGLE:]):
        other = by_shingle.get(shingle)
        if other is None or len(shingle) < _SHINGLE or other.language != utterance.language:
            continue
        if _is_cut(words, other.words):
            return other
    return None


def _is_cut(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one quotation has the words of the other but for a few."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _CUT * len(long) and set(short) <= set(long)


def are_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two quotations, as `spoken_words`, are equal or one is cut from the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    ends = {short[:_SHINGLE], short[-_SHINGLE:]}
    return not ends.isdisjoint(_shingles(long)) and _is_cut(short, long)


def spoken_words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a quotation by which it is compared."""
    speech = pack(language).speech
    return _words(text, in_characters=speech is not None and speech.characters)


def _shingles(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(max(0, len(words) - _SHINGLE + 1)):
        yield words[start : start + _SHINGLE]


def _words(text: str, *, in_characters: bool) -> tuple[str, ...]:
    folded = text.casefold()
    parts = list(folded) if in_characters else _WORD.findall(folded)
    return tuple(part for part in parts if part.isalnum())[:_MAX_WORDS]


def _of_article(article: Article) -> Iterator[_Utterance]:
    speech = pack(article.language).speech
    if speech is None:
        return
    speakers = _Speakers(speech)
    open_mark = False
    end = 0
    for sentence in article.sentences:
        text = sentence.text
        paragraph = "\n" in article.text[end : sentence.start]
        end = sentence.end
        inside = open_mark and not paragraph and speech.goes_on(article.text, sentence.start)
        marked = list(speech.find(text, inside=inside))
        quoted = [words for words in marked if speech.is_speech(words.text)] or marked
        opened = bool(marked) and marked[-1].open
        spoke = False
        for number, words in enumerate(quoted):
            start = quoted[number - 1].end + 1 if number else 0
            stop = quoted[number + 1].start - 1 if number + 1 < len(quoted) else len(text)
            before, after = text[start : max(start, words.start - 1)], text[words.end + 1 : stop]
            found = speech.attribute(before, after)
            bare = not _said(before) and not _said(after)
            goes_on = (spoke and number > 0) or (bare and (open_mark or not paragraph))
            if found is None and not (goes_on and speakers.spoke):
                continue
            whole = not _said(before) or before.rstrip()[-1:] in ":：,，"
            if not speech.is_speech(words.text) and not (whole and goes_on):
                continue
            speaker, score = speakers.of(found)
            spoke = True
            yield _Utterance(
                words.text.strip().rstrip(",，、"),
                article.language,
                speaker,
                found.verb if found else "",
                {
                    Evidence(
                        article=article.id,
                        start=sentence.start,
                        end=sentence.end,
                        text=text,
                        score=score,
                    ): None
                },
                _words(words.text, in_characters=speech.characters),
            )
        speakers.read(_outside(text, marked), spoke=spoke)
        open_mark = opened and (spoke or speakers.spoke)


def _said(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _outside(text: str, quoted: Sequence[Quoted]) -> str:
    """Return a text without what it quotes."""
    parts, end = [], 0
    for words in quoted:
        parts.append(text[end : words.start])
        end = words.end
    return " ".join([*parts, text[end:]])


class _Speakers:
    """Who has been named so far in an article, and who spoke last."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._full: dict[str, str] = {}
        """Names in full by each of their words."""
        self._last = ""
        """Who spoke last or was named last, in full."""
        self.spoke = False

    def of(self, found: Attribution | None) -> tuple[str, float]:
        """Return who speaks, and how sure that is."""
        self.spoke = True
        if found is None or not found.speaker:
            return self._last, _CONTINUED
        if found.pronoun:
            return self._last, _GUESSED
        self._last = self._in_full(found.speaker)
        return self._last, _SURE

    def read(self, text: str, *, spoke: bool) -> None:
        """Note whom a sentence names outside of its quotation marks."""
        named = ""
        for name in self._speech.names(text):
            parts = self._parts(name)
            if len(parts) > 1:
                for part in parts:
                    self._full.setdefault(part.casefold(), name)
            if len(parts) > 1 or name.casefold() in self._full:
                named = named or self._in_full(name)
        if not spoke:
            self.spoke = False
            self._last = named or self._last

    def _parts(self, name: str) -> list[str]:
        return re.split(r"[\s·]+", name)

    def _in_full(self, name: str) -> str:
        known = self._full.get(self._parts(name)[-1].casefold())
        return known if known and len(known) > len(name) else name
