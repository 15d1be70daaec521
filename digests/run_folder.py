"""The folder of a run: whole or absent, whatever kills the process that writes it."""

from __future__ import annotations

import errno
import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from base.database import StoreError
from base.files import (
    PRIVATE_FOLDER,
    flush_folder,
    is_full,
    make_folder,
    why_unwritable,
    write_flushed,
)
from digests.digest import ARTICLES
from digests.render import Layout
from digests.report import RunReport
from digests.review.decisions import DECISIONS, Decision, lines

_STAGING = ".tmp-"
_LATEST = "latest"
_PRIVATE = (ARTICLES, DECISIONS)
"""Files of a run that hold more than the digest says."""

_log = logging.getLogger(__name__)


def run_name(profile: str, started: datetime) -> str:
    """Name a run after its start, an aware date-time, and its profile."""
    return f"{started.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{profile}"


def write_run(
    out: Path,
    layout: Layout,
    report: RunReport,
    articles: Sequence[bytes] | None = None,
    decisions: Sequence[Decision] = (),
) -> Path:
    """Write the files of a digest, ``run.json`` and the articles' lines to ``out/<run>/``.

    What persons decided in earlier runs, and holds in this one, is written there as well.

    The files are written to a hidden folder, flushed to the disk, and the folder is renamed; the
    link ``latest`` then points at it. Where the name is taken, the run becomes ``<run>-2`` and so
    on, inside the files too. What writers that died have left in ``out`` is removed.

    Returns:
        The folder; its name is the run's.

    Raises:
        StoreError: The disk is full or the folder cannot be written; nothing is left behind.
        ValueError: The run's name cannot name a folder.

    """
    run = layout.head.run
    if not re.fullmatch(r"\w[\w.-]*", run):
        raise ValueError(f"run {run!r} cannot name a folder: use letters, digits, . _ -")
    with _explained(out):
        make_folder(out)
        _sweep(out)
        names = _names(run)
        while True:
            folder = out / next(names)
            if os.path.lexists(folder):  # a dangling link has the name as well
                continue
            told = report.model_copy(update={"run": folder.name})
            files: dict[str, Iterable[str | bytes]] = {
                **layout.files(folder.name),
                "run.json": (told.model_dump_json(indent=2), "\n"),
            }
            if articles is not None:
                files[ARTICLES] = articles
            if decisions:
                files[DECISIONS] = [lines(decisions)]
            if _publish(folder, files):
                return folder


@contextmanager
def scratch_folder(out: Path) -> Iterator[Path]:
    """Make a folder for a run's intermediate files in ``out``, and remove it in the end.

    What a run that was killed has left there is removed by the next one.

    Raises:
        StoreError: The folder cannot be written, or the disk is full, now or while it is in use.

    """
    with _explained(out):
        make_folder(out)
        _sweep(out)
    folder = out / (_STAGING + secrets.token_hex(8))
    with _locked(folder, wait=True):
        with _explained(out):
            folder.mkdir(mode=PRIVATE_FOLDER)
        try:
            yield folder
        except OSError as error:
            if is_full(error) and Path(error.filename or folder).is_relative_to(out):
                raise _unwritable(out, error) from error
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _names(run: str) -> Iterator[str]:
    yield run
    yield from (f"{run}-{number}" for number in count(2))


def _publish(folder: Path, files: Mapping[str, Iterable[str | bytes]]) -> bool:
    """Make the folder with its files; False where another process took the name meanwhile."""
    staging = folder.with_name(_STAGING + secrets.token_hex(8))
    with _locked(staging, wait=True):
        try:
            staging.mkdir()
            for name, pieces in files.items():
                write_flushed(staging / name, pieces, private=name in _PRIVATE)
            flush_folder(staging)
            try:
                staging.rename(folder)
            except OSError as error:
                if error.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
                    return False
                raise
            flush_folder(folder.parent)
            _point(staging, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return True


def _point(staging: Path, folder: Path) -> None:
    """Point ``latest`` at the folder; the run is complete without it."""
    try:
        staging.symlink_to(folder.name)
        staging.replace(folder.with_name(_LATEST))
    except OSError as error:
        _log.warning("no link %r to %s: %s", _LATEST, folder, error.strerror)
        staging.unlink(missing_ok=True)


@contextmanager
def _locked(staging: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock that says that the folder's writer lives; the system ends it with the process.

    The lock file goes while it is held: whoever waited for it finds it gone and makes a new one.
    """
    path = Path(f"{staging}.lock")
    with FileLock(path, blocking=wait):
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _sweep(out: Path) -> None:
    """Remove what dead writers left; a lock file outlives the folder that it guards."""
    for lock in out.glob(f"{_STAGING}*.lock"):
        staging = lock.with_suffix("")
        with suppress(Timeout), _locked(staging, wait=False):
            staging.unlink() if staging.is_symlink() else shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _explained(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> StoreError:
    return StoreError(f"the output folder {out}", *why_unwritable(error))
