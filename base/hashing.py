"""Hashes of files, texts and data."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file; a file that did not change is read once per process."""
    state = path.stat()
    looks = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
    return _hash_of(path.resolve(), looks)


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8; surrogates, as names of files have them, count too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def json_sha256(value: Any) -> str:
    """Return the SHA-256 of what JSON can hold, whatever the order of its keys.

    Caches are found again by it: what it returns for a value never changes.
    """
    return text_sha256(json.dumps(value, sort_keys=True))


@lru_cache(maxsize=256)
def _hash_of(path: Path, looks: tuple[int, ...]) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
