"""Whether times of day are in the half of the day in which the source has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check

HOUR = 60
HALF_DAY = 12 * HOUR

_NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_SOURCE = re.compile(
    rf"(?<![\d:.,$£€])\b(?P<hour>1[0-2]|0?[1-9]|{'|'.join(_NUMBER_WORDS)})"
    r"(?:[:.](?P<minute>[0-5]\d))?"
    r"(?: ?o['’]clock)?(?:\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?: \w+)? (?:in the (?P<part>morning|afternoon|evening)|at (?P<night>night)))",
    re.IGNORECASE,
)
_DAY_PARTS = {
    "morning": range(12),
    "afternoon": range(12, 20),
    "evening": range(15, 24),
    "night": (*range(18, 24), *range(5)),
}
_NOON = re.compile(r"\b(?:noon|midday)\b", re.IGNORECASE)
_MIDNIGHT = re.compile(r"\bmidnight\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Words:
    """How a language writes times; each part of the day with the hours that it can have."""

    time: re.Pattern[str]
    parts: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...]
    noon: re.Pattern[str]
    midnight: re.Pattern[str]


_LANGUAGES = {
    "ru": _Words(
        time=re.compile(
            r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4])"
            r"(?:[:.](?P<minute>[0-5]\d)(?!\d))?"
            r"(?:[ \u00a0]час\w{0,2})?(?:[ \u00a0](?P<more>[0-5]?\d)[ \u00a0]минут\w?)?"
            r"[ \u00a0](?P<part>утра|дня|вечера|ночи|пополудни|пополуночи)\b"
        ),
        parts=(
            (re.compile("утра"), tuple(range(1, 12))),
            (re.compile("дня|пополудни"), tuple(range(12, 20))),
            (re.compile("вечера"), tuple(range(15, 24))),
            (re.compile("ночи|пополуночи"), (*range(21, 24), *range(6))),
        ),
        noon=re.compile(r"\bполдень\b|\bполдн[яюе]\b|\b12(?::00)? дня", re.IGNORECASE),
        midnight=re.compile(r"\bполноч[ьи]\w?\b|\b12 ночи", re.IGNORECASE),
    ),
    "zh": _Words(
        time=re.compile(
            r"(?P<part>凌晨|清晨|清早|早晨|早上|早间|今早|上午|中午|正午|午后|下午|傍晚|晚上|晚间|今晚"
            r"|昨晚|当晚|夜间|夜里|深夜|半夜|午夜|早|晚)\s?(?<!\d)(?P<hour>[01]?\d|2[0-4])\s?"
            r"(?:[:：]\s?(?P<minute>[0-5]\d)|[点时](?:钟|整)?(?:\s?(?P<more>[0-5]?\d)\s?分)?)"
        ),
        parts=(
            (re.compile("凌晨"), tuple(range(7))),
            (re.compile("早"), tuple(range(1, 12))),
            (re.compile("清晨"), tuple(range(3, 10))),
            (re.compile("上午"), tuple(range(5, 12))),
            (re.compile("[中正]午"), tuple(range(10, 15))),
            (re.compile("下午|午后"), tuple(range(12, 20))),
            (re.compile("傍晚"), tuple(range(15, 21))),
            (re.compile("[晚夜]"), (*range(16, 24), *range(5))),
        ),
        noon=re.compile(r"中午|正午|午间|(?<!\d)12\s?[点时:：]"),
        midnight=re.compile(r"午夜|子夜|半夜|零时|零点|(?<!\d)0\s?[点时:：]|凌晨"),
    ),
}


@dataclass(frozen=True)
class Clock:
    """The part of the day said beside a time is that of the source.

    Sees *11:11 p.m.* as 11:11 утра, *12:40 p.m.* as 凌晨12:40, noon as midnight. Looks at Russian
    and Chinese times that name a part of the day: 23:11 is for the check of dates. Cannot see a
    part of the day that has no hour (*on Monday morning*).
    """

    name: ClassVar[str] = "clock"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first time in the wrong part; skip where no time is in both texts."""
        words = _LANGUAGES.get(context.target)
        if words is None:
            return Check(name=self.name, status="skipped")
        wanted = list(_source_times(context.source))
        looked = False
        for text, clock, hours in _target_times(words, context.hypothesis):
            alike = [(said, at) for said, at in wanted if at[0] % HALF_DAY == clock]
            if not alike:
                continue
            looked = True
            possible = {hour * HOUR + clock % HOUR for hour in hours if hour % 12 == clock // HOUR}
            if not any(possible & set(at) for _, at in alike):
                return self._failed(alike[0][0], text)
        for here, there in ((_NOON, _MIDNIGHT), (_MIDNIGHT, _NOON)):
            said = here.search(context.source)
            if said is None or there.search(context.source):
                continue
            right, wrong = words.noon, words.midnight
            if here is _MIDNIGHT:
                right, wrong = wrong, right
            looked = True
            if (seen := wrong.search(context.hypothesis)) and not right.search(context.hypothesis):
                return self._failed(said.group(), seen.group())
        return Check(name=self.name, status="passed" if looked else "skipped")

    def _failed(self, expected: str, seen: str) -> Check:
        return Check(name=self.name, status="failed", expected=expected, seen=seen)


def _source_times(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each time that says its half of the day, and the minutes after midnight it can be."""
    for match in _SOURCE.finditer(text):
        said = match["hour"].lower()
        hour = _NUMBER_WORDS.index(said) + 1 if said in _NUMBER_WORDS else int(said)
        hours: Sequence[int]
        if match["half"]:
            hours = range(12) if match["half"].lower() == "a" else range(12, 24)
        else:
            hours = _DAY_PARTS[(match["part"] or match["night"]).lower()]
        minute = int(match["minute"] or 0)
        at = tuple(h * HOUR + minute for h in hours if h % 12 == hour % 12)
        if at:
            yield match.group(), at


def _target_times(words: _Words, text: str) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """Yield each time with a part of the day, its minutes within a half day, and its hours."""
    for match in words.time.finditer(text):
        clock = int(match["hour"]) * HOUR + int(match["minute"] or match["more"] or 0)
        hours = next(hours for part, hours in words.parts if part.search(match["part"]))
        if int(match["hour"]) > 12:
            hours = tuple(h for h in hours if h == int(match["hour"]) % 24)
        yield match.group(), clock % HALF_DAY, hours
