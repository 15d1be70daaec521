"""What one event or article brings about, and what concerns the whole run."""

from __future__ import annotations

import logging

from base.database import StoreError
from base.errors import ExplainedError
from base.files import is_full
from models.interrupt import InterruptionError, OverdueError
from models.tasks import HubError, UnusableError

_LONGEST = 300
"""Characters of a reason: what others wrote may be quoted in it."""


logger = logging.getLogger(__name__)


def is_of_the_run(error: Exception) -> bool:
    """Whether any other event would meet the same: stop, lack of time, disk, store or model."""
    of_the_run = (StoreError, InterruptionError, OverdueError, UnusableError, HubError)
    return isinstance(error, of_the_run) or (isinstance(error, OSError) and is_full(error))


def failure(thing: str, doing: str, error: Exception) -> str:
    """Log that something cannot be done with an event or article; return the reason on a line.

    The log has one line for whoever runs it and, at level DEBUG, the traceback.

    Raises ``error`` itself where it concerns the run; see `is_of_the_run`.

    Args:
        thing: The event or article.
        doing: What cannot be done, such as ``digested``.
        error: What was raised.

    """
    if is_of_the_run(error):
        raise error
    said = " ".join(str(error)[: 10 * _LONGEST].split())
    reason = f"{type(error).__name__}: {said}".removesuffix(": ")[:_LONGEST]
    logger.warning("%s cannot be %s: %s; the others are, without it", thing, doing, reason)
    if not isinstance(error, ExplainedError):
        logger.debug("%s cannot be %s", thing, doing, exc_info=error)
    return reason
