"""The process of a command: its signals, its standard output, and the last word on its errors.

It imports nothing that takes long: Ctrl-C is answered from the first moment.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import sys

from flows.cli.signals import STOPPED, end_by_signals, say
from flows.logs import keep_secrets

FAILED = 1
UNREAD = STOPPED + signal.SIGPIPE
"""Exit code where somebody stopped reading what is printed, as ``head`` does."""

_OUTPUT = "the standard output"
_PRINTERS = ("typer", "click", "rich")


def main() -> None:
    """Run the command line, and end the process."""
    end_by_signals()
    sys.exit(command())


def command() -> int:
    """Run the command line; returns its exit code. An error is one line, whatever it is."""
    try:
        output = os.dup(1)
    except OSError:  # it is closed
        return _run()
    try:
        code = _run()
        if lost := _unwritten():
            return code or _explained(lost)
        return UNREAD if code == FAILED and _is_unread(output) else code
    finally:
        os.close(output)


def _run() -> int:
    # A log that nobody reads any more needs no word of it.
    logging.raiseExceptions = False
    keep_secrets()
    try:
        from flows.cli.commands import app

        app()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FAILED * bool(ended.code)
    except BaseException as error:
        if isinstance(error, OSError) and _was_printing(error):
            error.filename = _OUTPUT
        return _explained(error)
    return 0


def _explained(error: BaseException) -> int:
    if isinstance(error, BrokenPipeError) and error.filename == _OUTPUT:
        return UNREAD
    from flows.explanation import explain

    say(explain(error))
    return FAILED


def _was_printing(error: OSError) -> bool:
    """Whether the system refused what a library prints."""
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    within = step.tb_frame.f_globals["__name__"] if step else ""
    return error.filename is None and within.partition(".")[0] in _PRINTERS


def _unwritten() -> OSError | None:
    """Return why the rest of what was printed cannot be written, and let go of it."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        error.filename = _OUTPUT
        return error
    return None


def _is_unread(output: int) -> bool:
    """Whether the standard output, as it was at first, is a pipe that nobody reads any more."""
    poll = select.poll()
    poll.register(output, select.POLLOUT)
    return any(event & select.POLLERR for _, event in poll.poll(0))
