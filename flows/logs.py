"""Lines of progress, on the console and in Prefect's interface, without secrets."""

from __future__ import annotations

import logging

from base.secrets import guard_environment, hide_in_logs
from flows import ROOMS

BY_NAME = (
    "sources: parameters of a flow are shown to everybody; give the secrets of URLs by name, as "
    "${NAME}, which stands for an environment variable"
)
"""What is wrong with a secret in a source that a flow is asked to read."""


def keep_secrets() -> None:
    """Let no secret of the environment, and none that is met, into what this process says."""
    guard_environment()
    hide_in_logs()


def show_progress() -> None:
    """Let every room log its progress; Prefect shows loggers that its settings name as extra."""
    keep_secrets()
    for room in ROOMS:
        logger = logging.getLogger(room)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.INFO)
