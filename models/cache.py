"""What is made of models' files once and kept: whole or absent, and as it was made.

Beside each folder in the cache a manifest has the SHA-256 of every file in it, and of what it was
made from. Gigabytes are not hashed at every start: a file whose size, times and inode are those
that the manifest notes is taken as it is, any other is hashed again. `verify` hashes them all.

This tells damage and interference by others. Who can write the cache as its owner does can write
the manifests, and the program, as well.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from filelock import FileLock
from pydantic import ValidationError

from base.files import cache_folder, flush_folder, flush_tree, make_folder, whole_file
from base.hashing import file_sha256, json_sha256
from base.records import Frozen
from models.progress import working
from models.tasks import ModelError

log = logging.getLogger(__name__)

Kind = Literal["unpacked", "gguf", "packages", "ctranslate2"]
_KINDS: tuple[Kind, ...] = ("unpacked", "gguf", "packages", "ctranslate2")
_LARGEST = 1 << 20
"""Bytes of a manifest."""


class _Noted(Frozen):
    """A file as it was when its hash was taken."""

    sha256: str
    size: int
    modified: int
    """Nanoseconds, as the next."""
    changed: int
    inode: int

    @classmethod
    def of(cls, path: Path, sha256: str) -> Self:
        state = path.lstat()
        return cls(
            sha256=sha256,
            size=state.st_size,
            modified=state.st_mtime_ns,
            changed=state.st_ctime_ns,
            inode=state.st_ino,
        )


class _Manifest(Frozen):
    made_from: dict[str, str]
    """SHA-256 of the publisher's files by name, and whatever else the result depends on."""
    files: dict[str, _Noted]
    seal: str
    """Hash of the rest."""

    @classmethod
    def sealed(cls, made_from: Mapping[str, str], files: Mapping[str, _Noted]) -> Self:
        made = cls(made_from=dict(made_from), files=dict(files), seal="")
        return made.model_copy(update={"seal": made.expected_seal})

    @property
    def expected_seal(self) -> str:
        return json_sha256(self.model_dump(exclude={"seal"}))


@dataclass(frozen=True)
class Damage:
    """What is not as it was made."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Verified:
    """A folder of the cache of which all files were hashed."""

    folder: Path
    bytes: int
    damage: Damage | None


def place(kind: Kind, key: str) -> Path:
    """Return the folder of the cache for what is made of some files."""
    return cache_folder() / kind / key


def find_damage(
    folder: Path, made_from: Mapping[str, str] | None = None, *, thorough: bool = False
) -> Damage | None:
    """Tell in what a folder is not as it was made; None: it is.

    Files that look as the manifest notes are not read. Where others turn out to be unchanged, the
    manifest notes how they look now.

    Args:
        folder: Of the cache.
        made_from: What it has to be made from; None: anything.
        thorough: Read every file.

    """
    try:
        return _find_damage(folder, made_from, thorough=thorough)
    except OSError as error:
        return Damage(folder, f"cannot be read: {error.strerror or error}")


def _find_damage(
    folder: Path, made_from: Mapping[str, str] | None, *, thorough: bool
) -> Damage | None:
    if not _is_kind(folder, stat.S_ISDIR):
        return Damage(folder, "is no folder" if os.path.lexists(folder) else "is not there")
    manifest = _read_manifest(folder)
    if isinstance(manifest, Damage):
        return manifest
    if made_from is not None and dict(made_from) != manifest.made_from:
        return Damage(_manifest_of(folder), "is of other files")
    there = _files(folder)
    for name in sorted(there.keys() ^ manifest.files.keys()):
        reason = "is no part of what was made" if name in there else "is gone"
        return Damage(folder / name, reason)
    noted = dict(manifest.files)
    for name, path in there.items():
        expected = manifest.files[name]
        if not _is_kind(path, stat.S_ISREG):
            return Damage(path, "is a link, or no file")
        if manifest.made_from.get(name, expected.sha256) != expected.sha256:
            return Damage(_manifest_of(folder), f"has another hash of {name} than its publisher")
        looks = _Noted.of(path, expected.sha256)
        if looks == expected and not thorough:
            continue
        seen = file_sha256(path)
        if seen != expected.sha256:
            return Damage(path, f"expected SHA-256 {expected.sha256}, seen {seen}")
        noted[name] = looks
    if noted != manifest.files:
        with suppress(OSError):  # a cache that cannot be written is hashed each time
            _write_manifest(folder, _Manifest.sealed(manifest.made_from, noted))
    return None


def verify() -> Iterator[Verified]:
    """Hash all files of the cache; what is damaged is not used any more, but made again.

    Raises:
        ModelError: The cache cannot be written.

    """
    for kind in _KINDS:
        inside = sorted((cache_folder() / kind).glob("*"))
        folders = {path for path in inside if path.is_dir() and path.suffix != ".tmp"}
        folders |= {path.with_suffix("") for path in inside if path.suffix == ".json"}
        for folder in sorted(folders):
            damage = find_damage(folder, thorough=True)
            if damage:
                try:
                    _manifest_of(folder).unlink(missing_ok=True)
                except OSError as error:
                    raise _unwritable(folder, error) from error
            size = sum(path.lstat().st_size for path in _files(folder).values())
            yield Verified(folder, size, damage)


def make_once(
    folder: Path, made_from: Mapping[str, str], size: int, make: Callable[[Path], None]
) -> Path:
    """Return `folder`, filled by `make` where it is not there as it was made.

    The files are made in a temporary folder beside it, under a lock against other processes, and
    the folder is renamed when all are written: it is whole or absent, whenever this is killed.

    Args:
        folder: Final folder.
        made_from: SHA-256 of the files that it is made from, by name, and whatever else the result
            depends on.
        size: Bytes that are written, at most.
        make: Fills the folder that it is given.

    Raises:
        ModelError: No disk space, or a folder that cannot be written.

    """
    if find_damage(folder, made_from) is None:
        return folder
    try:
        make_folder(folder.parent)
        with FileLock(folder.with_name(f"{folder.name}.lock")):
            damage = find_damage(folder, made_from)
            if damage is None:
                return folder
            if os.path.lexists(folder):
                log.warning("%s %s: it is made again", damage.path, damage.reason)
            _make(folder, made_from, size, make)
    except ModelError:
        raise
    except Exception as error:
        if is_disk_full(error):
            raise disk_full(folder.parent) from error
        if isinstance(error, OSError):
            raise _unwritable(folder, error) from error
        raise
    return folder


def _make(
    folder: Path, made_from: Mapping[str, str], size: int, make: Callable[[Path], None]
) -> None:
    # The lock is ours: whatever else lies there was left by a process that was killed.
    temporary = folder.with_name(f"{folder.name}.tmp")
    for stale in (_manifest_of(folder), folder, temporary):
        _remove(stale)
    free = shutil.disk_usage(folder.parent).free
    if free < size:
        raise disk_full(folder.parent, f"needs {size >> 20} MB, {free >> 20} MB are free")
    started = time.monotonic()
    temporary.mkdir()
    try:
        with working(f"converting into {folder}"):
            make(temporary)
        flush_tree(temporary)
        made = _files(temporary).items()
        files = {name: _Noted.of(path, file_sha256(path)) for name, path in made}
        temporary.rename(folder)
        flush_folder(folder.parent)
        _write_manifest(folder, _Manifest.sealed(made_from, files))
    except BaseException:
        _remove(temporary)
        raise
    log.info("%s is ready after %.0f s", folder, time.monotonic() - started)


def _files(folder: Path) -> dict[str, Path]:
    """Return all that lies in a folder and those in it, but these, by name."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or not path.is_dir()
    }


def _manifest_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _read_manifest(folder: Path) -> _Manifest | Damage:
    path = _manifest_of(folder)
    if not _is_kind(path, stat.S_ISREG):
        return Damage(path, "is no file" if os.path.lexists(path) else "is not there")
    try:
        if path.stat().st_size > _LARGEST:
            return Damage(path, "is too large")
        manifest = _Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Damage(path, "cannot be read")
    return manifest if manifest.seal == manifest.expected_seal else Damage(path, "was changed")


def _write_manifest(folder: Path, manifest: _Manifest) -> None:
    with whole_file(_manifest_of(folder)) as file:
        file.write(manifest.model_dump_json(indent=1).encode())


def _is_kind(path: Path, kind: Callable[[int], bool]) -> bool:
    try:
        return kind(path.lstat().st_mode)
    except OSError:
        return False


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _unwritable(folder: Path, error: OSError) -> ModelError:
    return ModelError(
        str(folder.parent),
        f"cannot be written: {error.strerror or error}",
        "set POLYDIGEST_CACHE to a folder that can",
    )


def is_disk_full(error: BaseException) -> bool:
    """Whether an error says that no space was left."""
    # safetensors and tokenizers raise their own errors with the system's words in them.
    code = getattr(error, "errno", None)
    return code in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)


def disk_full(folder: Path, detail: str = "no space is left") -> ModelError:
    """Return the error of a disk that has no space for a folder."""
    return ModelError(
        str(folder), f"the disk is full: {detail}", "free some, or set POLYDIGEST_CACHE elsewhere"
    )
