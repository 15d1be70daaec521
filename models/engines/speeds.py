"""How fast engines ran a model on this machine: measured once, and kept in the cache folder."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from base.files import cache_folder, make_folder, whole_file
from base.hardware import cpus
from base.hashing import json_sha256
from base.records import Frozen
from models.spec import AutoModel, LocalModel

_LIBRARY = {"torch": "torch", "ctranslate2": "ctranslate2", "llamacpp": "xllamacpp"}


class Figures(Frozen):
    """What a model took on one engine, with its weights in memory."""

    summary: float | None = None
    """Seconds of the summary of a short report."""
    translation: float | None = None
    """Seconds of a headline and four sentences, into one language."""
    memory: int = 0
    """Bytes of the process, with all that is in it."""

    @property
    def seconds(self) -> float:
        """Seconds of what was measured: a story in one language."""
        return (self.summary or 0.0) + (self.translation or 0.0)


class _Kept(Frozen):
    """The file: figures by model, engine and version of its library."""

    version: Literal[1] = 1
    figures: dict[str, Figures] = Field(default_factory=dict)


def read(spec: AutoModel | LocalModel) -> dict[str, Figures]:
    """Return the figures of a model by engine; those of other versions of a library are stale."""
    kept = _read().figures
    return {engine: kept[key] for engine in _LIBRARY if (key := _key(spec, engine)) in kept}


def keep(spec: AutoModel | LocalModel, engine: str, figures: Figures) -> None:
    """Keep the figures of a model on an engine."""
    found = {**_read().figures, _key(spec, engine): figures}
    make_folder(_file().parent)
    with whole_file(_file()) as file:
        file.write(_Kept(figures=found).model_dump_json(indent=1).encode())


def _file() -> Path:
    return cache_folder() / "speeds.json"


def _read() -> _Kept:
    try:
        return _Kept.model_validate_json(_file().read_text("utf-8"))
    except (OSError, ValidationError):
        return _Kept()


def _key(spec: AutoModel | LocalModel, engine: str) -> str:
    model = (spec.name, spec.revision, spec.file, sorted(spec.sha256.items()), str(spec.folder))
    try:
        library = version(_LIBRARY[engine])
    except PackageNotFoundError:
        library = ""
    threads = spec.threads or cpus()
    return f"{engine} {spec.name} {json_sha256([model, library, threads])[:16]}"
