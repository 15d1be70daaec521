"""What ends a command, a flow or a task, in one line."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from base.errors import ExplainedError
from base.files import cache_folder, make_folder, refusal_behind, refused, whole_file
from base.secrets import hide
from base.showing import fault, indented
from flows import DEBUG

FOLDER = "faults"
"""Of the cache: a file for each fault, with its traceback."""
MOST_KEPT = 20


def explain(error: BaseException) -> str:
    """Say in one line what went wrong, and what helps.

    What nobody foresaw is a fault of polydigest: its traceback is written to a file of the cache,
    for its owner alone.
    """
    if isinstance(error, ExplainedError):
        return str(error)
    if refusal := refusal_behind(error):
        return str(_network(refusal) or refused(refusal))
    if isinstance(error, MemoryError):
        remedy = "end other processes, or choose a smaller model"
        return str(ExplainedError("this machine", "its memory is used up", remedy))
    if known := _of_a_library(error):
        return str(known)
    if os.environ.get(DEBUG):
        told = "".join(traceback.format_exception(error))
        sys.stderr.write(f"{indented(hide(told))}\n")
    return f"a fault of polydigest itself ({fault(error)}); {_recorded(error)}"


def _network(error: OSError) -> ExplainedError | None:
    if error.filename is None and isinstance(error, ConnectionError | TimeoutError):
        reason = str(error.strerror or error) or type(error).__name__
        return ExplainedError("the network", reason, "check it, then run the same command again")
    return None


def _of_a_library(error: BaseException) -> ExplainedError | None:
    """Explain what comes from Prefect's server and from databases, where we did not ask them."""
    library = type(error).__module__.partition(".")[0]
    if isinstance(error, sqlite3.Error) or library in ("sqlalchemy", "psycopg"):
        said = str(getattr(error, "orig", None) or error).strip().splitlines() or [""]
        return ExplainedError("a database", said[0], "check the disk, the file and the server")
    response = getattr(error, "response", None)
    if library in ("httpx", "httpcore") or type(error).__name__ == "PrefectHTTPStatusError":
        answer = f"it answered {getattr(response, 'status_code', None)}"
        reason = answer if response is not None else str(error) or type(error).__name__
        remedy = (
            "see its log, and whether its disk is full (of one that a run starts: TMPDIR); "
            "then run the same command to go on"
        )
        return ExplainedError("Prefect's server", reason, remedy)
    return None


def _recorded(error: BaseException) -> str:
    """Write the traceback to a file; return what to do with it."""
    folder = cache_folder() / FOLDER
    path = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S.%fZ}-{os.getpid()}.txt"
    try:
        make_folder(folder, private=True)
        with whole_file(path, private=True) as file:
            about = f"polydigest {version('polydigest')}, Python {sys.version}"
            lines = [f"{about}, {platform.platform()}\n", *traceback.format_exception(error)]
            file.writelines(hide(line).encode("utf-8", "backslashreplace") for line in lines)
        _forget(folder)
    except OSError as reason:
        words = reason.strerror or reason
        return f"its traceback cannot be written ({words}): set {DEBUG}=1 to see it"
    return f"report it with its traceback, {path}"


def _forget(folder: Path) -> None:
    for old in sorted(folder.glob("*.txt"))[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
