"""What workers are asked to do by tests, in a module that they can import quickly."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading

from base.errors import ExplainedError
from base.workers import Budget, Workers

ENOUGH = Budget(seconds=60, memory=2**28)


def prepare() -> None:
    """Load nothing."""


def echo(value: object) -> object:
    return value


def process() -> int:
    return os.getpid()


def spin() -> None:
    while True:
        pass


def backtrack() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


def wait() -> None:
    threading.Event().wait()


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def fill() -> int:
    return len(bytearray(2**29))


def divide() -> float:
    return 1 / 0


def leave() -> None:
    sys.exit("bye")


def recurse() -> None:
    recurse()


def give_what_cannot_be_sent() -> object:
    return lambda: None


def explain() -> None:
    raise ExplainedError("a.html", "empty", "give a text")


def program() -> None:
    """Have a worker at work, say so, and wait for another one."""
    workers = Workers(prepare, ENOUGH, 2)
    workers.call(process)
    threading.Thread(target=workers.call, args=(spin,), daemon=True).start()
    try:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        workers.call(wait)
    except KeyboardInterrupt:
        sys.exit(130)


def variables() -> dict[str, str]:
    return dict(os.environ)
