"""Which engine runs a model whose profile says `engine: auto`.

What was measured on this machine counts; else a table by what the machine computes with, which
`benchmarks/chat_engines.py` and `benchmarks/engine.py` fill.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Literal

import torch

from models.engines import speeds
from models.engines.torch_engine import computes_bfloat16
from models.spec import (
    AutoModel,
    CTranslate2Model,
    LlamaCppModel,
    LocalModel,
    ModelSpec,
    SettledModel,
    TorchModel,
    read_spec,
)

log = logging.getLogger(__name__)

EngineName = Literal["torch", "ctranslate2", "llamacpp"]
Arithmetic = Literal["cuda", "bfloat16", "plain"]
"""What a machine multiplies matrices with: a GPU, a CPU with or without bfloat16 units."""

FASTEST: dict[tuple[Arithmetic, str], tuple[EngineName, ...]] = {
    ("cuda", "chat"): ("torch", "ctranslate2"),
    ("cuda", "seq2seq"): ("torch", "ctranslate2"),
    ("bfloat16", "chat"): ("llamacpp", "torch", "ctranslate2"),
    ("bfloat16", "seq2seq"): ("ctranslate2", "torch"),
    ("plain", "chat"): ("llamacpp", "ctranslate2", "torch"),
    ("plain", "seq2seq"): ("ctranslate2", "torch"),
}
"""By arithmetic and family, fastest first; docs/engine.md has the figures."""

_WORDS: dict[Arithmetic, str] = {
    "cuda": "there is a GPU",
    "bfloat16": "this CPU multiplies bfloat16",
    "plain": "this CPU does not multiply bfloat16",
}


@dataclass(frozen=True)
class Choice:
    """An engine for a model, and why it was chosen."""

    engine: EngineName
    reason: str


def arithmetic(device: str = "auto") -> Arithmetic:
    """Return what this machine multiplies with, on a device as a spec names it."""
    if device == "cuda" or (device == "auto" and torch.cuda.is_available()):
        return "cuda"
    return "bfloat16" if computes_bfloat16() else "plain"


def able(spec: AutoModel | LocalModel) -> tuple[EngineName, ...]:
    """Return the engines that can run a model, installed or not."""
    found: list[EngineName] = ["torch", "ctranslate2"]
    plain = isinstance(spec, LlamaCppModel) or (
        spec.adapter is None
        and (spec.generation.beams or 1) == 1
        and spec.generation.model_dump(exclude_none=True).keys() <= {"beams", "max_new_tokens"}
        and arithmetic(spec.device) != "cuda"
    )
    if spec.family == "chat" and spec.file and plain:
        found.append("llamacpp")
    return tuple(found)


def installed(engine: EngineName) -> bool:
    """Tell whether the library of an engine is installed."""
    library = {"torch": "torch", "ctranslate2": "ctranslate2", "llamacpp": "xllamacpp"}[engine]
    return find_spec(library) is not None


def choose(spec: AutoModel) -> Choice:
    """Return the engine that runs a model fastest here, of those that are installed."""
    possible = able(spec)
    seconds = {
        engine: figures.seconds
        for engine, figures in speeds.read(spec).items()
        if engine in possible and installed(engine)
    }
    if len(seconds) > 1:
        best, *others = sorted(seconds, key=seconds.__getitem__)
        apart = ", ".join(f"{engine} {seconds[engine]:.1f} s" for engine in others)
        return Choice(best, f"measured here: {seconds[best]:.1f} s a story; {apart}")
    kind = arithmetic(spec.device)
    order = [engine for engine in FASTEST[kind, spec.family] if engine in possible]
    engine = next(engine for engine in order if installed(engine))
    reason = _WORDS[kind]
    if engine != order[0]:
        reason += (
            f"; {order[0]} is faster as a rule, but not installed: "
            f"pip install 'polydigest[{order[0]}]'"
        )
    return Choice(engine, reason)


def settle(spec: ModelSpec) -> SettledModel:
    """Return a spec with a certain engine: what says `auto` gets the one that `choose` gives."""
    return _settled(spec) if isinstance(spec, AutoModel) else spec


def _settled(spec: AutoModel) -> LocalModel:
    choice = _chosen(spec.model_dump_json(exclude_unset=True))
    return on_engine(spec, choice.engine)


@cache
def _chosen(keys: str) -> Choice:
    """Choose once a process: a model must not change its engine within a run."""
    spec = AutoModel.model_validate_json(keys)
    choice = choose(spec)
    log.info("%s runs on %s: %s", spec.name, choice.engine, choice.reason)
    return choice


def on_engine(spec: AutoModel | LocalModel, engine: EngineName) -> LocalModel:
    """Return a spec for an engine, without the keys of others."""
    kinds: dict[EngineName, type[TorchModel | CTranslate2Model | LlamaCppModel]] = {
        "torch": TorchModel,
        "ctranslate2": CTranslate2Model,
        "llamacpp": LlamaCppModel,
    }
    keys = spec.model_dump(include=set(kinds[engine].model_fields), exclude_unset=True)
    if engine == "llamacpp":
        keys.get("generation", {}).pop("beams", None)
    found = read_spec({**keys, "family": spec.family, "engine": engine})
    assert isinstance(found, LocalModel)
    return found
