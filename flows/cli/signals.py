"""What Ctrl-C, a scheduler or a closed terminal say: the command cleans up and stops.

Where there is nothing to clean up, while it starts and after its work, the process ends at once.
A signal that is ignored from the start, as nohup has it, stays ignored.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from base.secrets import hide
from base.showing import LONGEST_LINE, shown

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
STOPPED = 128
"""Added to a signal's number: the exit code, as shells have it, so 130 for Ctrl-C."""
BURST = 1.0
"""Seconds in which several signals count as one: a terminal that closes sends two or three."""
AGAIN_AFTER = 0.05
"""Seconds until an interrupt that went into the void is tried again."""

_Handler = Callable[[int, FrameType | None], object]
_Handlers = dict[int, Any]
"""By number, as `signal.signal` returns them."""


class _Burst:
    """Signals of this process that belong together."""

    first: int | None = None
    last = 0.0

    @classmethod
    def take(cls, signum: int) -> None:
        cls.first = cls.first or signum
        cls.last = time.monotonic()

    @classmethod
    def lasts(cls) -> bool:
        return cls.first is not None and time.monotonic() - cls.last < BURST


class Received:
    """The first signal that came within a context, if any."""

    signal: int | None = None

    @property
    def exit_code(self) -> int:
        """What the process ends with because of it."""
        return STOPPED + (self.signal or signal.SIGINT)


def end_by_signals() -> None:
    """Let each signal end this process at once, with a line, from now on."""
    process = os.getpid()

    def end(signum: int, _frame: FrameType | None) -> None:
        if _Burst.lasts():
            return
        if _Burst.first is None and os.getpid() == process:  # a child that was forked is quiet
            with suppress(OSError):
                os.write(2, b"polydigest: stopped\n")
        os._exit(STOPPED + (_Burst.first or signum))

    _handle(end)


@contextmanager
def handed_over() -> Iterator[None]:
    """Let a library answer Ctrl-C and SIGTERM within the context; the others become SIGTERM."""

    def terminate(_signum: int, _frame: FrameType | None) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    before = _handle(terminate)
    _restore({signum: before[signum] for signum in (signal.SIGTERM,) if signum in before})
    if signal.SIGINT in before:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        _restore(before)


@contextmanager
def receiving(gently: Callable[[], None] | None = None) -> Iterator[Received]:
    """Note signals within the context; the first raises `KeyboardInterrupt`.

    With ``gently``, which asks the work to end by itself, only the second does. One that comes
    later still ends the process, whatever is left to do.
    """
    found = Received()
    raised = False

    def handle(signum: int, _frame: FrameType | None) -> None:
        nonlocal raised
        first = found.signal is None
        if not first and raised:
            if not _Burst.lasts():
                os._exit(found.exit_code)
            return
        _Burst.take(signum)
        if first:
            found.signal = signum
        if first and gently:
            gently()
        else:
            raised = True
            raise KeyboardInterrupt

    def mind(unraisable: sys.UnraisableHookArgs) -> None:
        # In a destructor or a callback of C, an exception is printed and lost.
        nonlocal raised
        if unraisable.exc_type is not KeyboardInterrupt or found.signal is None:
            hook(unraisable)
            return
        raised = False
        threading.Timer(AGAIN_AFTER, os.kill, (os.getpid(), found.signal)).start()

    before, hook = _handle(handle), sys.unraisablehook
    sys.unraisablehook = mind
    try:
        yield found
    finally:
        sys.unraisablehook = hook
        _restore(before)


def say(words: str) -> None:
    """Write a line to the standard error, if anybody is there to read it."""
    with suppress(OSError, ValueError):
        line = shown(hide(words), LONGEST_LINE)
        print(f"polydigest: {line}", file=sys.stderr, flush=True)  # noqa: T201


def _handle(handler: _Handler) -> _Handlers:
    """Let a handler take the signals that are not ignored; returns the handlers of before."""
    before: _Handlers = {}
    for signum in SIGNALS:
        current = signal.getsignal(signum)
        if current is not signal.SIG_IGN and current is not None:
            before[signum] = signal.signal(signum, handler)
    return before


def _restore(before: _Handlers) -> None:
    for signum, handler in before.items():
        signal.signal(signum, handler)
