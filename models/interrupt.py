"""Stopping work that is under way, when a person or a scheduler says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from typing import TypeVar

from anyio.from_thread import start_blocking_portal

from base.run_errors import OfTheRun

T = TypeVar("T")

_CHECK_EVERY = 0.5
"""Seconds between two looks while something is waited for."""

_asked = threading.Event()
_limits = threading.local()


class InterruptionError(OfTheRun, Exception):
    """Raised in the thread that computes, soon after `interrupt` was called in another one."""


class OverdueError(OfTheRun, Exception):
    """Raised in a thread that computes for longer than `within` allows."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let what this thread computes in the context end with `OverdueError` after so long."""
    _limits.end = time.monotonic() + seconds
    try:
        yield
    finally:
        del _limits.end


def waiting(work: Callable[[], Awaitable[T]]) -> T:
    """Run a coroutine, and cancel it as soon as the work is interrupted; see `check`."""
    check()
    with start_blocking_portal() as portal:
        future = portal.start_task_soon(work)
        try:
            while not wait([future], timeout=_CHECK_EVERY).done:
                check()
        except BaseException:
            future.cancel()
            raise
        return future.result()


def interrupt() -> None:
    """Let whatever is being computed in this process end with `InterruptionError`."""
    _asked.set()


def resume() -> None:
    """Let work begin again after `interrupt`."""
    _asked.clear()


def check() -> None:
    """Raise `InterruptionError` if `interrupt` was called, `OverdueError` if time is up."""
    if _asked.is_set():
        raise InterruptionError("stopped")
    if time.monotonic() > getattr(_limits, "end", float("inf")):
        raise OverdueError("time is up")
