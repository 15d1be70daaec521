"""Sentences with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field
from sentencex import get_sentence_boundaries

from base.records import Frozen

LONG_SENTENCE = 1_000
"""Characters above which a sentence is split again without regard to quotation marks."""
MAX_SENTENCE = 5_000
"""Characters at which a sentence ends, whatever it is."""

_BLANK_LINE = re.compile(r"\n\s*\n")
_QUOTES = str.maketrans(dict.fromkeys("\"'“”‘’«»„‟()[]", " "))
# Abbreviations that sentencex 1.0 takes for the end of a sentence: before a name, a number, either.
_BEFORE_NAME = re.compile(
    r"\b(?:Adm|Amb|Brig|Cmdr|Ft|Gens?|Lts?|Messrs|Mts?|Pvt|Reps?|Sens?|Spc|Sts?|Supt)\.$"
)
_BEFORE_NUMBER = re.compile(r"\b(?:[Aa]pprox|ca|Nos?|pp?|Vols?)\.$")
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_AFTER_CLOCK = re.compile(
    r"(?:[A-Z]\w+ ){0,2}[Tt]ime\b|[A-Z]{3,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\("
)
_BEFORE_ANY = re.compile(r"\b(?:e\.g|i\.e|vs)\.$")
# An apostrophe that is no quotation mark: of a decade, of the plural's genitive.
_DECADE = re.compile(r"(?<!\w)['‘’](?=\d\ds?\b)")
_GENITIVE = re.compile(r"(?<=[A-Za-z]s)['’](?=\s+[a-z])")
_OPENED = re.compile(r"(?<!\w)['‘](?=[^\W\d])")
_APOSTROPHE = "\u02bc"
_LIST_NUMBER = re.compile(r"(?:\A|[:;]\s+)\(?\d{1,2}[.)]\Z")
_LEAST_STEP = 100
"""Characters from one window to the next: some splitters part *A.A.A.* at its beginning alone."""
_LONGEST_LIST_NUMBER = 32
"""Characters in which the number of a list stands, with what is before it."""
# Ends that sentencex passes over. The abbreviations stand at an end as often as before a name.
_ALSO_ENDS = re.compile(
    r"[.!?][)\]]\s+(?=[\"“«„]?[A-ZÀ-ÞА-ЯЁЄІЇҐ])"
    r"|[。！？][」』”’）)]*(?=[^」』”’）)。！？…\s])"
    r"|(?<=[.!?])\s+(?=\d{1,2}\.\s+[A-ZА-Я])"
    r"|\b(?:т\. ?[дп]|др|пр|руб|коп|грн|тыс|чел|млн|млрд|ін|долл?)\.\s+(?=[«„\"]?[А-ЯЁЄІЇҐ])"
    r"|(?<=\d\s)(?:гг?|рр?)\.\s+(?=[«„\"]?[А-ЯЁЄІЇҐ])"
)
_ONLY_WHEN = re.compile(
    r"(?:[ВвСсКкДдУуЗз][а-яёі]{0,2}|До|до|После|після|Після)\s(?:\S+\s){0,3}\d{4}\s\S{1,3}\.\s*$"
)
_QUOTED_PARTICLE = re.compile(r"[とっなのをにはがもでへ]")


class Sentence(Frozen):
    """A sentence of a text: ``text[start:end]`` of it."""

    start: int = Field(ge=0, description="Offset in characters into the cleaned text")
    end: int = Field(gt=0)
    text: str = Field(min_length=1)


def split_sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Split ``text`` into sentences, each ``text[start:end]``, none across a blank line.

    Speech of several sentences inside one pair of quotation marks stays with its speaker in one
    sentence, save where that would be over 1,000 characters: then the marks were unbalanced or
    the speech is long. Time grows linearly with the text.
    """
    return tuple(
        Sentence(start=offset + start, end=offset + end, text=paragraph[start:end])
        for offset, paragraph in _paragraphs(text)
        for start, end in _spans(paragraph, language)
    )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield start, text[start : blank.start()]
        start = blank.end()
    yield start, text[start:]


def _spans(paragraph: str, language: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in _bounds(paragraph, language):
        if end - start > LONG_SENTENCE:
            inner = _bounds(paragraph[start:end].translate(_QUOTES), language)
            pieces = [(start + first, start + last) for first, last in inner]
        else:
            pieces = [(start, end)]
        for first, last in (more for piece in pieces for more in _divided(paragraph, *piece)):
            piece = paragraph[first:last]
            first += len(piece) - len(piece.lstrip())  # noqa: PLW2901
            last = first + len(piece.strip())  # noqa: PLW2901
            if first == last:
                continue
            if (
                spans
                and last - spans[-1][0] <= MAX_SENTENCE
                and (
                    _is_open(paragraph[max(0, first - 16) : spans[-1][1]], paragraph[first:last])
                    or _is_list_number(paragraph, *spans[-1])
                )
            ):
                spans[-1] = (spans[-1][0], last)
            else:
                spans.append((first, last))
    return spans


def _is_list_number(paragraph: str, start: int, end: int) -> bool:
    """Whether what is between two offsets ends with the number of an item of a list."""
    tail = paragraph[max(start, end - _LONGEST_LIST_NUMBER) : end]
    if end - start > _LONGEST_LIST_NUMBER:
        tail = f".{tail}"  # it is not the beginning
    return _LIST_NUMBER.search(tail) is not None


def _divided(paragraph: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of what the splitter takes for one."""
    if end - start <= LONG_SENTENCE:
        for match in _ALSO_ENDS.finditer(paragraph, start, end):
            # "В 2010 г. Путин приехал": so far there was nothing but the time.
            if match.end() < end and not _ONLY_WHEN.fullmatch(paragraph[start : match.end()]):
                yield start, match.end()
                start = match.end()
    yield start, end


def _without_apostrophes(text: str) -> str:
    """Put another character in place of apostrophes that would be taken for quotation marks."""
    text = _DECADE.sub(_APOSTROPHE, text)
    return text if _OPENED.search(text) else _GENITIVE.sub(_APOSTROPHE, text)


def _bounds(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end, window by window.

    The splitter's time grows with the square of the quotation marks in what it is given.
    """
    start = 0
    while start < len(text):
        window = text[start : start + MAX_SENTENCE]
        bounds = get_sentence_boundaries(language, _without_apostrophes(window))
        goes_on = start + len(window) < len(text)
        if goes_on and len(bounds) > 1 and bounds[-1]["start_index"] >= _LEAST_STEP:
            bounds.pop()  # it may go on behind the window
        for bound in bounds:
            yield start + bound["start_index"], start + bound["end_index"]
        start += bounds[-1]["end_index"] if bounds else len(window)


def _is_open(ending: str, following: str) -> bool:
    """Whether a sentence with this ``ending`` goes on in ``following``."""
    if not any(char.isalnum() for char in following):
        return True
    if following[0] in "—–-" and ending[-1:] in '»”“"!?…':
        # Speech, and who says it: «Мы ждали!» — сказал он.
        spoken = following.lstrip("—–- ")
        return bool(spoken) and spoken[0].islower()
    if ending[-1:] in "」』" and _QUOTED_PARTICLE.match(following):
        return True
    first, second = following[0], following[1:2]
    if first.islower() and not second.isupper():  # "iPhone" may well begin a sentence
        return True
    return bool(
        _BEFORE_ANY.search(ending)
        or (_CLOCK.search(ending) and _AFTER_CLOCK.match(following))
        or (first.isupper() and _BEFORE_NAME.search(ending))
        or (first.isdigit() and _BEFORE_NUMBER.search(ending))
    )
