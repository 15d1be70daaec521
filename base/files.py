"""Files that are whole or absent, whatever kills the process that writes them.

What holds articles or verdicts nobody has published is private: made for its owner alone, whatever
the umask. What is there keeps its mode, so who shares it changes that once.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import platformdirs

from base.errors import ExplainedError

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600

_FULL = (errno.ENOSPC, errno.EDQUOT)
_PART = ".part"

_ANOTHER = "name another folder"

# What the system refuses: in words, and what helps.
_REFUSALS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", f"free some space, or {_ANOTHER}"),
    errno.EDQUOT: ("your share of the disk is used up", f"free some space, or {_ANOTHER}"),
    errno.EFBIG: (
        "a file may not become that large",
        f"raise ulimit -f, or {_ANOTHER}",
    ),
    errno.EACCES: ("permission denied", f"change its permissions, or {_ANOTHER}"),
    errno.EPERM: ("operation not permitted", f"change its permissions, or {_ANOTHER}"),
    errno.EROFS: ("its file system is read-only", _ANOTHER),
    errno.EEXIST: ("a file is in the place of a folder", f"move the file away, or {_ANOTHER}"),
    errno.ENOTDIR: ("a file is in the place of a folder", f"move the file away, or {_ANOTHER}"),
    errno.EISDIR: ("a folder is in the place of a file", f"move that away, or {_ANOTHER}"),
    errno.ENOTEMPTY: ("the folder in its place is not empty", f"move that away, or {_ANOTHER}"),
    errno.ENAMETOOLONG: ("the path is too long", "name a shorter one"),
    errno.ELOOP: ("its links lead in a circle", "mend the links"),
    errno.ENOENT: ("no such file or folder", "see that it was not removed meanwhile"),
    errno.EMFILE: ("this process may not open more files", "raise the limit (ulimit -n 4096)"),
    errno.ENFILE: ("this machine may not open more files", "end other processes"),
    errno.ENOMEM: ("memory is used up", "end other processes, or choose a smaller model"),
    errno.EIO: ("its disk fails", "check the disk"),
    errno.ESTALE: ("its file system is away", "mount it again"),
}

_EVERYWHERE = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
    errno.EIO,
}
"""Refusals that no caller counts on, so they are the reason of whatever comes of them."""


_NO_MEMORY = ("can't allocate memory", "failed to map segment from shared object")
_MACHINE = "this machine"


class RefusedError(ExplainedError):
    """What the system refused to do with a file or folder."""


def is_full(error: OSError) -> bool:
    """Whether a disk was full, or its user's share of it."""
    return error.errno in _FULL


def why_unwritable(error: OSError) -> tuple[str, str]:
    """Return reason and remedy of what could not be written."""
    words, remedy = _refusal(error)
    return words if is_full(error) else f"it cannot be written ({words})", remedy


def refused(error: OSError) -> RefusedError:
    """Explain what the system refused, wherever that was: the file, the reason and the remedy."""
    words, remedy = _refusal(error)
    name = error.filename
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    if error.errno == errno.ENOENT and "temporary directory" in str(error.strerror):
        return RefusedError(
            "temporary files", "no folder for them can be written", "set TMPDIR to one that can"
        )
    if not isinstance(name, str) or not name:
        return RefusedError("a file", words, remedy)
    if variable := _chosen_by(Path(name)):
        remedy = remedy.replace(_ANOTHER, f"set {variable} to another folder")
    return RefusedError(name, words, remedy)


def refusal_behind(error: BaseException) -> OSError | None:
    """Return what the system refused where that is why something else went wrong."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        if isinstance(found, OSError) and (found is error or found.errno in _EVERYWHERE):
            return found
        seen.add(id(found))
        found = found.__cause__ or found.__context__
    # Libraries that are not written in Python raise errors of their own with the system's words.
    said = str(error)
    if any(words in said for words in _NO_MEMORY):
        return OSError(errno.ENOMEM, os.strerror(errno.ENOMEM), _MACHINE)
    return next((OSError(n, os.strerror(n)) for n in _EVERYWHERE if os.strerror(n) in said), None)


def _refusal(error: OSError) -> tuple[str, str]:
    words = str(error.strerror or error)
    fallback = (words, f"change its permissions, or {_ANOTHER}")
    return _REFUSALS.get(error.errno or 0, fallback)


def _chosen_by(path: Path) -> str | None:
    """Return the environment variable that says where the path is."""
    if path.is_relative_to(cache_folder()):
        return "POLYDIGEST_CACHE"
    temporary = tempfile.tempdir or os.environ.get("TMPDIR")
    return "TMPDIR" if temporary and path.is_relative_to(temporary) else None


def cache_folder() -> Path:
    """Return where what can be made again is kept: `POLYDIGEST_CACHE`, else the user's cache."""
    chosen = os.environ.get("POLYDIGEST_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("polydigest")


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder and those above it, as far as they are missing, down to the disk.

    Raises:
        OSError: The disk is full, a file is in the place, or the folder above cannot be written.

    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(mode=PRIVATE_FOLDER if private else 0o777, exist_ok=True)
    flush_folder(folder.parent)


def open_private(name: str, flags: int) -> int:
    """Open a file, and make it for its owner alone: the ``opener`` of `open`."""
    return os.open(name, flags, PRIVATE_FILE)


def write_flushed(path: Path, pieces: Iterable[str | bytes], *, private: bool = False) -> None:
    """Write a file in pieces, texts in UTF-8 as they are, down to the disk.

    Raises:
        OSError: The disk is full, or the folder cannot be written; half a file may be left.

    """
    opener = open_private if private else None
    with _named(path), open(path, "wb", opener=opener) as file:
        file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
        _flush(file)


def flush_folder(folder: Path) -> None:
    """Bring the names of a folder's files down to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems know this for files only, and keep names by themselves.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def flush_tree(folder: Path) -> None:
    """Bring a folder down to the disk, with all that is in it: others wrote the files."""
    for parent, _, names in os.walk(folder):
        for name in names:
            with Path(parent, name).open("rb") as file:
                os.fsync(file.fileno())
        flush_folder(Path(parent))


@contextmanager
def whole_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Write a file that gets its name, and takes the place of an older one, when all is written.

    Until then its name begins with a dot and ends with ``.part``, in the same folder.

    Raises:
        OSError: The disk is full, or the folder cannot be written; nothing is left behind.

    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
    try:
        with _named(path), _held(part, open_private if private else None) as file:
            yield file
            _flush(file)
            part.replace(path)  # while it is held: afterwards anybody may remove it
            flush_folder(path.parent)
    finally:
        with suppress(OSError):
            part.unlink()


def remove_parts(folder: Path) -> None:
    """Remove what writers of whole files that were killed have left in a folder.

    What is being written stays: its writer holds it.
    """
    for part in folder.glob(f".*{_PART}"):
        with suppress(OSError), part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()


@contextmanager
def _held(part: Path, opener: Callable[[str, int], int] | None) -> Iterator[BinaryIO]:
    while True:
        with open(part, "wb", opener=opener) as file:
            with suppress(OSError):  # a file system without locks: what is left there stays
                fcntl.flock(file, fcntl.LOCK_EX)
            if not part.exists():  # removed just before it was held
                continue
            yield file
            return


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say which file it was where the system refuses to write one, which it does not tell."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno in _EVERYWHERE:
            error.filename = str(path)
        raise
