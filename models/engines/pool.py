"""Engines in this process: one for a set of weights, however many tasks use it."""

from __future__ import annotations

import threading

from models.engines import Engine
from models.engines.ctranslate2_engine import CTranslate2Engine, compute_type_of
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
    device, threads, causal = device_of(spec), spec.threads or cpus(), spec.family == "chat"
    fast = spec.engine == "ctranslate2"
    number_format = compute_type_of(spec.compute_type, device) if fast else dtype_of(spec)
    key = (spec.engine, weights.folder, device, number_format, threads)
    with _lock:
        if key not in _engines:
            if fast:
                _engines[key] = CTranslate2Engine(
                    weights,
                    causal=causal,
                    device=device,
                    compute_type=number_format,
                    threads=threads,
                )
            else:
                _engines[key] = TorchEngine(
                    weights.folder,
                    causal=causal,
                    device=device,
                    dtype=number_format,
                    threads=threads,
                )
        return _engines[key]


def unload() -> None:
    """Give the memory of all engines back; each loads its weights again when it is asked."""
    with _lock:
        for engine in _engines.values():
            engine.unload()
