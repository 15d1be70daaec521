"""Files that are whole or absent, whatever kills the process that writes them."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import BinaryIO

import platformdirs

_FULL = (errno.ENOSPC, errno.EDQUOT)
_PART = ".part"
STALE = 3_600.0
"""Seconds after which a file that nobody has written to is no file in the making."""


def is_full(error: OSError) -> bool:
    """Whether a disk was full, or its user's share of it."""
    return error.errno in _FULL


def why_unwritable(error: OSError) -> tuple[str, str]:
    """Return reason and remedy of what could not be written."""
    if is_full(error):
        return "the disk is full", "free some space, or name another folder"
    reason = f"it cannot be written ({error.strerror or error})"
    return reason, "change its permissions, or name another folder"


def cache_folder() -> Path:
    """Return where what can be made again is kept: `POLYDIGEST_CACHE`, else the user's cache."""
    chosen = os.environ.get("POLYDIGEST_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("polydigest")


def write_flushed(path: Path, pieces: Iterable[str | bytes]) -> None:
    """Write a file in pieces, texts in UTF-8 as they are, down to the disk.

    Raises:
        OSError: The disk is full, or the folder cannot be written; half a file may be left.

    """
    with path.open("wb") as file:
        file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Bring the names of a folder's files down to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file that gets its name, and takes the place of an older one, when all is written.

    Until then its name begins with a dot and ends with ``.part``, in the same folder.

    Raises:
        OSError: The disk is full, or the folder cannot be written; nothing is left behind.

    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Remove what writers of whole files that were killed have left in a folder.

    What may still be written, beside this process, stays: all that is younger than an hour.
    """
    with suppress(OSError):
        for part in folder.glob(f".*{_PART}"):
            if time() - part.stat(follow_symlinks=False).st_mtime > STALE:
                part.unlink(missing_ok=True)
