"""An adapter's folder: what is in it, and which weights it was made for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from base.hashing import file_sha256
from base.records import Frozen
from models.tasks import ModelError

WEIGHTS = "adapter_model.safetensors"
CONFIG = "adapter_config.json"
RECORD = "training.json"
CARD = "README.md"

_WEIGHT_FILES = (".safetensors", ".bin", ".gguf")


class Evaluation(Frozen):
    """How a model did on the development set after so many steps; 0 steps: the base."""

    step: int
    loss: float
    """Mean cross-entropy of a reference token, in nats."""
    chrf: float | None
    """chrF (Popović 2015), 0 to 100, as sacrebleu computes it; None where it was not measured."""


class DataFile(Frozen):
    """A file of pairs that was trained on."""

    name: str
    sha256: str
    pairs: int
    """That were kept, of all lines."""


class Record(Frozen):
    """How an adapter was made: `training.json` in its folder."""

    base: str
    base_revision: str | None
    base_sha256: dict[str, str]
    """Of the base's weight files, by name."""
    sha256: dict[str, str]
    """Of the adapter's own files, by name."""
    source_language: str
    target: str
    licence: str
    command: str
    plan: str
    """Hash of data and settings."""
    data: tuple[DataFile, ...]
    origins: dict[str, int]
    """Pairs by source-id, where the files have one."""
    dropped: dict[str, int]
    """Lines that were left out, by reason."""
    development_pairs: int
    epochs: int
    steps: int
    rank: int
    learning_rate: float
    seed: int
    parameters: int
    dtype: str
    device: str
    seconds: float
    libraries: dict[str, str]
    best: int
    """Step of the weights that were kept."""
    evaluations: tuple[Evaluation, ...]


@dataclass(frozen=True)
class LoraAdapter:
    """An adapter that fits its base."""

    folder: Path
    sha256: str
    """Of its weights."""
    licence: str | None = None

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name


def weight_hashes(sha256: Mapping[str, str]) -> dict[str, str]:
    """Return the hashes of weight files among those of a checkpoint's files."""
    return {name: seen for name, seen in sha256.items() if name.endswith(_WEIGHT_FILES)}


def open_adapter(folder: Path, base: str, base_sha256: Mapping[str, str]) -> LoraAdapter:
    """Return the adapter in a folder, for a base by its name and its files' SHA-256.

    Raises:
        ModelError: No whole adapter, a changed one, or one that was made for other weights.

    """
    record = read_record(folder)
    for name, expected in record.sha256.items():
        path = folder / name
        if not path.is_file() or (seen := file_sha256(path)) != expected:
            raise ModelError(
                str(path),
                f"expected SHA-256 {expected}, seen {seen if path.is_file() else 'no such file'}",
                "copy the adapter's folder again, whole",
            )
    if record.base_sha256 != (here := weight_hashes(base_sha256)):
        raise ModelError(
            f"adapter {folder}",
            f"it was made for {record.base} with weights {_shown(record.base_sha256)}, "
            f"not for {base} with {_shown(here)}",
            "use it with its base, or make one for this base with `polydigest adapt`",
        )
    return LoraAdapter(folder, record.sha256[WEIGHTS], record.licence)


def read_record(folder: Path) -> Record:
    """Return how the adapter in a folder was made.

    Raises:
        ModelError: The folder holds no adapter that `polydigest adapt` made.

    """
    try:
        record = Record.model_validate_json((folder / RECORD).read_bytes())
    except OSError:
        reason = f"holds no {RECORD}" if folder.is_dir() else "is no folder"
    except ValidationError as error:
        reason = f"its {RECORD} is not that of an adapter: {error.errors()[0]['msg']}"
    else:
        if {WEIGHTS, CONFIG} <= record.sha256.keys():
            return record
        reason = f"its {RECORD} does not name its files"
    raise ModelError(f"adapter {folder}", reason, "give the folder that `polydigest adapt` wrote")


def _shown(sha256: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {seen[:12]}…" for name, seen in sorted(sha256.items())) or "none"
