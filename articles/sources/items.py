"""The one place where whatever an item raises becomes that item's error."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from articles.article import ArticleError
from articles.clean.cleaning import clean
from articles.extract.media import extract
from articles.sources.kind import Item
from articles.sources.resource import unreadable
from articles.sources.source import SourceError
from base.errors import ExplainedError
from base.hardware import cpus
from base.run_errors import is_of_the_run
from base.showing import fault
from base.workers import Budget, WorkerError, Workers
from language.detection import detect_language

BUDGET = Budget(seconds=20, memory=2**31)
"""What reading one item may take: a thousand times what most articles take."""
_MOST = 8
"""Worker processes; more than these are not kept busy."""
UNFORESEEN = "its reading failed"
"""How the reason of an item begins that raised what nobody foresaw, or took too much."""
_REMEDY = "leave it out, or save its text as .txt"

_SAMPLE = (
    b"Ferry is late\n\nThe harbour authority said on Monday that the ferry will sail in April."
)

_T = TypeVar("_T")

logger = logging.getLogger(__name__)


def read_item(location: str, read: Callable[[], Item]) -> Item:
    """Return what ``read`` returns, or the error of the item in place of whatever it raises.

    What concerns the whole run stays what it is; see `as_error`.
    """
    try:
        return read()
    except Exception as error:
        return as_error(location, error)


def in_worker(location: str, function: Callable[..., _T], *arguments: Any) -> _T:
    """Call a function of a module on what an item holds, in a process that can be ended.

    Function, arguments and result are pickled.

    Raises:
        ArticleError: As the function raised it; or it raised anything else, took more than
            `BUDGET` or ended its process.
        NoWorkersError: No process can be started.

    """
    try:
        return _workers().call(function, *arguments)
    except WorkerError as error:
        raise _unforeseen(location, error.reason, error) from None


def as_error(location: str, error: Exception) -> ArticleError:
    """Return the error of an item for what reading it raised.

    Raises ``error`` itself where it concerns the run: somebody stopped it, the disk is full, the
    store or the processes cannot be had.
    """
    if isinstance(error, ArticleError):
        return error
    if isinstance(error, SourceError):
        return ArticleError(error.thing, error.reason, error.remedy)
    if isinstance(error, ExplainedError) or is_of_the_run(error):
        raise error
    if isinstance(error, OSError):
        return unreadable(location, error)
    return _unforeseen(location, fault(error), error)


def begin() -> None:
    """Start the processes that read, where something is sure to be read soon; does not wait."""
    _workers().begin()


def warm_up() -> None:
    """Load what reading needs once for all workers; starts no thread."""
    import articles.sources

    articles.sources.kinds()
    extracted = extract(_SAMPLE, "text/plain", "")
    clean(extracted.blocks, "")
    detect_language(_SAMPLE.decode())


def _unforeseen(location: str, reason: str, error: Exception) -> ArticleError:
    logger.debug("%s cannot be read", location, exc_info=error)
    return ArticleError(location, f"{UNFORESEEN} ({reason})", _REMEDY)


@cache
def _workers() -> Workers:
    return Workers(warm_up, BUDGET, min(cpus(), _MOST))
