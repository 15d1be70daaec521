"""Bodies as they were fetched, so that what is made of them can be made anew."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from base.files import make_folder, whole_file

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 6


class Bodies:
    """A folder of bodies by their SHA-256, each in a file of its own, compressed."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made with its first body."""
        self.folder = folder

    def keep(self, body: bytes) -> str:
        """Keep a body, unless it is there; returns its SHA-256.

        Raises:
            OSError: The disk is full, or the folder cannot be written.

        """
        sha256 = hashlib.sha256(body).hexdigest()
        path = self._path(sha256)
        if not path.exists():
            for folder in (self.folder, path.parent):
                make_folder(folder, private=True)
            with whole_file(path) as file:
                file.write(zstd.compress(body, _LEVEL))
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """Return a body, or None where it is gone or damaged."""
        try:
            body = zstd.decompress(self._path(sha256).read_bytes())
        except (OSError, zstd.ZstdError):
            return None
        return body if hashlib.sha256(body).hexdigest() == sha256 else None

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}.zst"
