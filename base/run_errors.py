"""Which errors concern the whole run: every other article or event would meet the same."""

from __future__ import annotations

from base.files import is_full


class OfTheRun:
    """Base of errors that concern the whole run, beside `Exception` or one of its classes."""


def is_of_the_run(error: BaseException) -> bool:
    """Whether an error concerns the run: a stop, lack of time, a disk, store, model or process.

    The errors say so themselves, by `OfTheRun`; a full disk is told by its number.
    """
    return isinstance(error, OfTheRun) or (isinstance(error, OSError) and is_full(error))
