"""The runs in an output folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from base.errors import ExplainedError
from digests.digest import Digest, read_digest
from digests.versions import RecordError


class DeliveryError(ExplainedError):
    """What could not be delivered: names it, the reason and the remedy; the digest stays."""


def run_folders(out: Path) -> list[Path]:
    """Return the folders of the runs in an output folder, newest first."""
    folders = (path for path in out.iterdir() if (path / "run.json").is_file())
    named = (f for f in folders if not f.name.startswith(".") and not f.is_symlink())
    return sorted(named, key=lambda folder: folder.name, reverse=True)


def digests(out: Path) -> Iterator[Digest]:
    """Yield the digests of the runs that wrote ``digest.json``, newest first.

    Those of another version are passed over.
    """
    for folder in run_folders(out):
        try:
            yield read_digest(folder / "digest.json")
        except RecordError:
            continue
