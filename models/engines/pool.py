"""Engines in this process: one for a set of weights, however many tasks use it."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch

from base.hardware import cpus, free_memory
from models import interrupt
from models.doctor import needs
from models.engines import Engine
from models.engines.ctranslate2_engine import CTranslate2Engine, compute_type_of
from models.engines.llamacpp_engine import LlamaCppEngine, require_llamacpp
from models.engines.torch_engine import TorchEngine, device_of, dtype_of
from models.spec import CTranslate2Model, LlamaCppModel, LocalModel, TorchModel
from models.weights import Weights

_engines: dict[tuple[object, ...], Engine] = {}
_lock = threading.Lock()

log = logging.getLogger(__name__)

_CONTEXT_STEP = 512


@dataclass(frozen=True)
class _Place:
    """Where an engine's weights go, and how many bytes it takes there, by estimate."""

    device: str
    memory: int


_places: OrderedDict[Engine, _Place] = OrderedDict()
"""Of the engines of this pool, the one that was used last in the end."""
_devices: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def engine_for(spec: LocalModel, weights: Weights) -> Engine:
    """Return the engine that a spec asks for; equal weights and number formats share one.

    Raises:
        ModelError: The engine is not installed, or cannot run this model.

    """
    device, threads = device_of(spec), spec.threads or cpus()
    key = (*_number_format(spec, weights), weights.folder, device, threads)
    with _lock:
        if key not in _engines:
            _engines[key] = _make(spec, weights)
            _places[_engines[key]] = _Place(device, needs(spec).memory_bytes)
        return _engines[key]


def context_of(spec: LlamaCppModel) -> int:
    """Return the tokens that memory is taken for: of a prompt and its answer, rounded up.

    Tasks with answers of other lengths then share an engine.
    """
    tokens = (spec.max_input_tokens or 6144) + spec.generation.max_new_tokens
    return -(-tokens // _CONTEXT_STEP) * _CONTEXT_STEP


def _number_format(spec: LocalModel, weights: Weights) -> tuple[object, ...]:
    match spec:
        case TorchModel():
            return "torch", dtype_of(spec)
        case CTranslate2Model():
            # PyTorch switches adapters between batches; here each is merged into the weights.
            compute_type = compute_type_of(spec.compute_type, device_of(spec))
            return "ctranslate2", compute_type, weights.adapter
        case LlamaCppModel():
            return "llamacpp", weights.file, context_of(spec)


def _make(spec: LocalModel, weights: Weights) -> Engine:
    match spec:
        case TorchModel():
            return torch_engine(spec, weights)
        case CTranslate2Model():
            device = device_of(spec)
            return CTranslate2Engine(
                weights,
                causal=spec.family == "chat",
                device=device,
                compute_type=compute_type_of(spec.compute_type, device),
                threads=spec.threads or cpus(),
            )
        case LlamaCppModel():
            require_llamacpp()
            assert weights.file
            return LlamaCppEngine(
                weights.file, threads=spec.threads or cpus(), context=context_of(spec)
            )


@contextmanager
def alone_on(device: str) -> Iterator[None]:
    """Compute on a device alone: models that share its cores only hinder one another.

    Raises:
        InterruptionError: The work was interrupted before the device was free.
        OverdueError: Time was up before.

    """
    lock = _devices[device]
    while not lock.acquire(timeout=1):
        interrupt.check()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def turn(engine: Engine) -> Iterator[None]:
    """Use an engine while nothing else computes on its device; see `alone_on`.

    Where memory does not hold its weights beside those of others, theirs are given back, those
    that were used longest ago first. What does not fit even alone is tried all the same. An
    engine that is not of this pool has its turn at once.
    """
    if engine not in _places:
        yield
        return
    place = _places[engine]
    with alone_on(place.device):
        _places.move_to_end(engine)
        if not engine.loaded:
            _make_room(engine, place)
        yield


def _make_room(engine: Engine, place: _Place) -> None:
    for other, there in list(_places.items()):
        if _free(place.device) >= place.memory:
            return
        if other is not engine and other.loaded and there.device == place.device:
            log.info("memory does not hold one more model: unloading one that is idle")
            other.unload()


def _free(device: str) -> int:
    return torch.cuda.mem_get_info()[0] if device == "cuda" else free_memory()


def torch_engine(spec: TorchModel, weights: Weights) -> TorchEngine:
    """Return an engine of the caller's own."""
    return TorchEngine(
        weights.folder,
        causal=spec.family == "chat",
        device=device_of(spec),
        dtype=dtype_of(spec),
        threads=spec.threads or cpus(),
    )


def unload() -> None:
    """Give the memory of all engines back; each loads its weights again when it is asked."""
    with _lock:
        for engine in _engines.values():
            engine.unload()
