"""Lines of progress, on the console and in Prefect's interface."""

from __future__ import annotations

import logging

from flows import ROOMS


def show_progress() -> None:
    """Let every room log its progress; Prefect shows loggers that its settings name as extra."""
    for room in ROOMS:
        logger = logging.getLogger(room)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.INFO)
