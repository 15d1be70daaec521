"""How the time of a function grows with the text that it reads."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from base.errors import ExplainedError
from benchmarks.linear_time.units import Shape

Prepare = Callable[[str], Callable[[], object]]
"""Makes of a text the call that is measured; what it does itself is not."""

MOST_GROWTH = 6.0
"""Times the time that four times the text may take: linear time takes 4, and measuring is rough."""
_TIMES = 4


@dataclass(frozen=True)
class Growth:
    """CPU seconds of ``characters`` and of four times as many."""

    characters: int
    seconds: float
    seconds_of_four: float

    @property
    def ratio(self) -> float:
        """How many times longer four times the text takes."""
        return self.seconds_of_four / max(self.seconds, 1e-6)

    @property
    def is_linear(self) -> bool:
        """Whether it is within what is allowed."""
        return self.ratio <= MOST_GROWTH

    @property
    def speed(self) -> float:
        """CPU seconds of 100,000 characters, by the longer text."""
        return self.seconds_of_four / self.characters / _TIMES * 100_000


@dataclass(frozen=True)
class Sizes:
    """What is measured.

    The text grows until four times it take ``least`` seconds or have ``most`` characters. What then
    looks superlinear is measured again, the best of ``again``, with longer texts, up to ``most``.
    """

    first: int
    least: float
    most: int
    again: int = 3


def measure(prepare: Prepare, shape: Shape, sizes: Sizes) -> Growth:
    """Measure a function with one shape of text.

    The most growth that is left when a longer text has not done away with it: a scan of parts of a
    bounded length is linear, but not as long as the text is shorter than a part.
    """
    length = sizes.first
    attempts = count()  # no cache is to know a text
    four = _seconds(prepare, shape, _TIMES * length, next(attempts))
    while four < sizes.least and _TIMES**2 * length <= sizes.most:
        length *= _TIMES
        four = _seconds(prepare, shape, _TIMES * length, next(attempts))
    if four < sizes.least:
        return Growth(length, four / _TIMES, four)
    found = Growth(length, _seconds(prepare, shape, length, next(attempts)), four)
    while not found.is_linear and four >= sizes.least:
        one = four = float("inf")
        for _ in range(sizes.again):
            one = min(one, _seconds(prepare, shape, length, next(attempts)))
            four = min(four, _seconds(prepare, shape, _TIMES * length, next(attempts)))
        found = Growth(length, one, four)
        if 2 * _TIMES * length > sizes.most:
            break
        length *= 2
    return found if four >= sizes.least else Growth(length, four / _TIMES, four)


def _seconds(prepare: Prepare, shape: Shape, characters: int, attempt: int) -> float:
    call = prepare(shape.text(characters, attempt))
    gc.disable()
    try:
        start = time.process_time()
        with suppress(ExplainedError, ValueError):  # refused: that is an answer
            call()
        return time.process_time() - start
    finally:
        gc.enable()
