"""The runs in an output folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from base.errors import ExplainedError
from digests.digest import Digest


class DeliveryError(ExplainedError):
    """What could not be delivered: names it, the reason and the remedy; the digest stays."""


def run_folders(out: Path) -> list[Path]:
    """Return the folders of the runs in an output folder, newest first."""
    folders = (path for path in out.iterdir() if (path / "run.json").is_file())
    named = (f for f in folders if not f.name.startswith(".") and not f.is_symlink())
    return sorted(named, key=lambda folder: folder.name, reverse=True)


def read_digest(folder: Path) -> Digest:
    """Read the digest of a run.

    Raises:
        DeliveryError: It is not there, or of another version.

    """
    path = folder / "digest.json"
    try:
        return Digest.model_validate_json(path.read_bytes())
    except OSError as error:
        remedy = "give the folder of a run, one that wrote json"
        raise DeliveryError(str(path), error.strerror or str(error), remedy) from error
    except ValueError as error:
        reason = "not a digest of this version of polydigest"
        raise DeliveryError(str(path), reason, "digest its articles again") from error


def digests(out: Path) -> Iterator[Digest]:
    """Yield the digests of the runs that wrote ``digest.json``, newest first.

    Those of another version are passed over.
    """
    for folder in run_folders(out):
        try:
            yield read_digest(folder)
        except DeliveryError:
            continue
