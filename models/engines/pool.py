"""Engines in this process: one for a set of weights, however many tasks use it."""

from __future__ import annotations

import threading

from models.engines import Engine
from models.engines.torch_engine import TorchEngine, device_of, dtype_of
from models.hardware import cpus
from models.spec import ModelSpec
from models.weights import Weights

_engines: dict[tuple[object, ...], Engine] = {}
_lock = threading.Lock()


def engine_for(spec: ModelSpec, weights: Weights) -> Engine:
    """Return the engine that a spec asks for; equal weights and number formats share one.

    Raises:
        ModelError: The engine is not installed, or cannot run this model.

    """
    device, dtype, threads = device_of(spec), dtype_of(spec), spec.threads or cpus()
    key = (spec.engine, weights.folder, device, dtype, threads)
    with _lock:
        if key not in _engines:
            _engines[key] = TorchEngine(
                weights.folder,
                causal=spec.family == "chat",
                device=device,
                dtype=dtype,
                threads=threads,
            )
        return _engines[key]


def unload() -> None:
    """Give the memory of all engines back; each loads its weights again when it is asked."""
    with _lock:
        for engine in _engines.values():
            engine.unload()
