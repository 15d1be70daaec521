"""Lines of progress on the console, whoever runs the flow."""

from __future__ import annotations

import logging

ROOMS = ("articles", "models", "digests", "flows")


def show_progress() -> None:
    """Let every room log its progress to standard error, in the form of Prefect's own lines.

    Prefect carries the lines of these loggers to its server (``PREFECT_LOGGING_EXTRA_LOGGERS``),
    but leaves them off the console.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(
        logging.Formatter("%(asctime)s | %(levelname)-7s | %(message)s", datefmt="%H:%M:%S")
    )
    for room in ROOMS:
        logger = logging.getLogger(room)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.INFO)
            logger.addHandler(handler)
