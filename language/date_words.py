"""Dates that are said by how far they are from today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class RelativeDate:
    """A day, week, month or year: the one ``offset`` after the present one."""

    period: Literal["day", "week", "month", "year"]
    offset: int


@dataclass(frozen=True)
class DateWords:
    """The words of dates that are no quantities."""

    joint: re.Pattern[str]
    """What may stand between two parts of one date; ends where the second part begins."""
    relative: Callable[[str], Iterable[RelativeDate]]
    """Finds *yesterday*, *next week* and the like."""
