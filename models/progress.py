"""How far a model is with the texts that it was given, for a log and for whoever listens."""

from __future__ import annotations

import contextvars
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

log = logging.getLogger(__name__)

REPORT_EVERY = 15.0
"""Seconds between two lines of progress in the log."""

Listener = Callable[["Step"], None]

_listeners: list[Listener] = []


class Step:
    """A number of texts that one model works through, in a `with` block."""

    def __init__(self, what: str, total: int) -> None:
        """Take the model's name and the number of texts."""
        self.what = what
        self.total = total
        self.done = 0
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        self._beat = heartbeat(self._words)
        self._beat.__enter__()
        self._tell()
        return self

    def __exit__(self, *_: object) -> None:
        self._beat.__exit__(None, None, None)

    def advance(self, done: int) -> None:
        """Note that ``done`` texts are finished in all, and tell listeners."""
        self.done = done
        self._tell()

    def _words(self) -> str:
        return describe(self.what, self.done, self.total, time.monotonic() - self._started)

    def _tell(self) -> None:
        for listener in tuple(_listeners):
            listener(self)


@contextmanager
def heartbeat(words: Callable[[], str]) -> Iterator[None]:
    """Log ``words()`` now and then as long as the block runs, however long a single call takes."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(REPORT_EVERY):
            log.info("%s", words())

    # The log of a run takes lines of that run's context only.
    run = contextvars.copy_context().run
    thread = threading.Thread(target=run, args=(beat,), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def working(what: str) -> Iterator[None]:
    """Log now and then that something whose end cannot be foretold is still at work."""
    started = time.monotonic()
    with heartbeat(lambda: f"{what}: at work for {_clock(time.monotonic() - started)}"):
        yield


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
        return f"{words}, at work for {_clock(seconds)}"
    rate = done / seconds
    speed = f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute"
    return f"{words}, {speed}, {_clock((total - done) / rate)} left"


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
