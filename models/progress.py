"""How far a model is with the texts that it was given, for a log and for whoever listens."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)

REPORT_EVERY = 15.0
"""Seconds between two lines of progress in the log."""

Listener = Callable[["Step"], None]

_listeners: list[Listener] = []


class Step:
    """A number of texts that one model works through."""

    def __init__(self, what: str, total: int) -> None:
        """Take the model's name and the number of texts."""
        self.what = what
        self.total = total
        self.done = 0
        self._started = self._reported = time.monotonic()
        self._tell()

    def advance(self, done: int) -> None:
        """Note that ``done`` texts are finished in all; tell listeners, now and then the log."""
        self.done = done
        self._tell()
        now = time.monotonic()
        if now - self._reported > REPORT_EVERY:
            self._reported = now
            log.info("%s", describe(self.what, done, self.total, now - self._started))

    def _tell(self) -> None:
        for listener in tuple(_listeners):
            listener(self)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Call ``listener`` at the start and at each advance of every step in this process."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def describe(what: str, done: int, total: int, seconds: float) -> str:
    """Say how far something is, how fast it goes and how long it still takes at that rate."""
    words = f"{what}: {done:,} of {total:,}"
    if not done or not seconds:
        return words
    rate = done / seconds
    speed = f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute"
    left = round((total - done) / rate)
    return f"{words}, {speed}, {left // 3600}:{left // 60 % 60:02}:{left % 60:02} left"
