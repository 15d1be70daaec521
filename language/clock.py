"""Times of day that name their half of the day: *11 p.m.*, 11 часов вечера, 晚上11点."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

HOUR = 60
HALF_DAY = 12 * HOUR


@dataclass(frozen=True)
class TimeOfDay:
    """A time as it is said: minutes within a half day, and the hours of the day that it may be."""

    text: str
    clock: int
    hours: tuple[int, ...]

    @property
    def minutes(self) -> frozenset[int]:
        """The minutes after midnight that it can be."""
        return frozenset(
            hour * HOUR + self.clock % HOUR
            for hour in self.hours
            if hour % 12 == self.clock // HOUR
        )


@dataclass(frozen=True)
class Clock:
    """How a language says times of day."""

    times: Callable[[str], Iterable[TimeOfDay]]
    """Finds the times that say their half of the day."""
    noon: re.Pattern[str]
    midnight: re.Pattern[str]


def times_with_part(
    time: re.Pattern[str], parts: Sequence[tuple[re.Pattern[str], Sequence[int]]]
) -> Callable[[str], Iterator[TimeOfDay]]:
    """Return a finder of times that name a part of the day.

    Args:
        time: Has the groups ``hour``, ``minute`` or ``more`` (minutes), and ``part``.
        parts: Parts of the day, each with the hours that it can have; the first that matches.

    """

    def times(text: str) -> Iterator[TimeOfDay]:
        for match in time.finditer(text):
            clock = int(match["hour"]) * HOUR + int(match["minute"] or match["more"] or 0)
            hours = next(hours for part, hours in parts if part.search(match["part"]))
            if int(match["hour"]) > 12:
                hours = [hour for hour in hours if hour == int(match["hour"]) % 24]
            yield TimeOfDay(match.group(), clock % HALF_DAY, tuple(hours))

    return times
