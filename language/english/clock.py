"""Times of day in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from language.clock import HALF_DAY, HOUR, Clock, TimeOfDay

_NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_TIME = re.compile(
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


def _times(text: str) -> Iterator[TimeOfDay]:
    for match in _TIME.finditer(text):
        said = match["hour"].lower()
        hour = _NUMBER_WORDS.index(said) + 1 if said in _NUMBER_WORDS else int(said)
        hours: Sequence[int]
        if match["half"]:
            hours = range(12) if match["half"].lower() == "a" else range(12, 24)
        else:
            hours = _DAY_PARTS[(match["part"] or match["night"]).lower()]
        clock = (hour * HOUR + int(match["minute"] or 0)) % HALF_DAY
        if (found := TimeOfDay(match.group(), clock, tuple(hours))).minutes:
            yield found


CLOCK = Clock(
    times=_times,
    noon=re.compile(r"\b(?:noon|midday)\b", re.IGNORECASE),
    midnight=re.compile(r"\bmidnight\b", re.IGNORECASE),
)
