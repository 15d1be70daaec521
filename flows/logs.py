"""Lines of progress, on the console and in Prefect's interface, without secrets."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from types import TracebackType
from typing import Any

from base.secrets import guard_environment, hide
from base.showing import LONGEST_LINE, indented, shown
from flows import DEBUG, ROOMS

BY_NAME = (
    "sources: parameters of a flow are shown to everybody; give the secrets of URLs by name, as "
    "${NAME}, which stands for an environment variable"
)
"""What is wrong with a secret in a source that a flow is asked to read."""
MAX_NAME = 200
"""Characters of the name of a run in Prefect."""


class _ShownRecord(logging.LogRecord):
    """A record whose message is one line that prints, and whose traceback stands apart from it.

    Handlers are many, and Prefect's own lines repeat messages of states: it is made clean where it
    is made. A secret is masked before, as half of one could not be told.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.cause = self.exc_info[1] if self.exc_info else None
        """What was raised, where the record tells of that."""
        if self.exc_info and self.exc_info[0]:
            told = logging.Formatter().formatException(self.exc_info)
            # What a formatter finds here, it shows in place of the exception.
            self.exc_text, self.exc_info = indented(hide(told)), None

    def getMessage(self) -> str:  # noqa: N802 -- the name it has
        return shown(hide(super().getMessage()), LONGEST_LINE)


def _show_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    told = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(f"{indented(hide(told))}\n")


def show_logs() -> None:
    """Let every line of the log, whoever writes it, be one line that prints."""
    if logging.getLogRecordFactory() is logging.LogRecord:
        logging.setLogRecordFactory(_ShownRecord)


def keep_secrets() -> None:
    """Let no secret of the environment, and none that is met, into what this process says."""
    guard_environment()
    show_logs()
    sys.excepthook = _show_fault


def show_progress() -> None:
    """Let every room log its progress; Prefect shows loggers that its settings name as extra.

    Where `POLYDIGEST_DEBUG` is set, they log what articles and events raised as well.
    """
    keep_secrets()
    level = logging.DEBUG if os.environ.get(DEBUG) else logging.INFO
    for room in ROOMS:
        logger = logging.getLogger(room)
        if logger.level == logging.NOTSET:
            logger.setLevel(level)
