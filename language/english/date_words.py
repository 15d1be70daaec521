"""English words of dates: yesterday, next week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from language.date_words import DateWords, RelativeDate

_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_STEPS = {"last": -1, "this": 0, "next": 1}
_PERIODS: dict[str, Literal["week", "month", "year"]] = {
    "week": "week",
    "month": "month",
    "year": "year",
}
_RELATIVE = re.compile(rf"\b({'|'.join(_STEPS)}) ({'|'.join(_PERIODS)})\b|\b({'|'.join(_DAYS)})\b")


def _relative(text: str) -> Iterator[RelativeDate]:
    for match in _RELATIVE.finditer(text.lower()):
        step, period, day = match.groups()
        if day:
            yield RelativeDate("day", _DAYS[day])
        else:
            yield RelativeDate(_PERIODS[period], _STEPS[step])


DATES = DateWords(joint=re.compile(r"[\s,.]*(?:(?:of|the)\s+)?$"), relative=_relative)
