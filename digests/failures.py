"""What one event or article brings about costs no other."""

from __future__ import annotations

import logging

from base.errors import ExplainedError
from base.run_errors import is_of_the_run
from base.showing import fault

logger = logging.getLogger(__name__)


def failure(thing: str, doing: str, error: Exception) -> str:
    """Log that something cannot be done with an event or article; return the reason on a line.

    The log has one line for whoever runs it and, at level DEBUG, the traceback.

    Raises ``error`` itself where it concerns the run; see `base.run_errors`.

    Args:
        thing: The event or article.
        doing: What cannot be done, such as ``digested``.
        error: What was raised.

    """
    if is_of_the_run(error):
        raise error
    reason = fault(error)
    logger.warning("%s cannot be %s: %s; the others are, without it", thing, doing, reason)
    if not isinstance(error, ExplainedError):
        logger.debug("%s cannot be %s", thing, doing, exc_info=error)
    return reason
