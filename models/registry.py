"""The way into this room: models by what a profile says of them, each loaded once a process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from models import weights
from models.chat_server import ChatServer
from models.checkpoint import Checkpoint, open_checkpoint
from models.doctor import Machine, Needs, engine_of, expected_figures, figures_of, machine, needs
from models.embedder import E5Embedder, e5_weights
from models.engines.choice import settle
from models.engines.pool import engine_for, unload
from models.engines.speeds import Figures
from models.facts import ModelFacts
from models.server_translator import ServerTranslator
from models.spec import ExtractiveModel, LocalModel, ModelSpec, ServerModel
from models.summarisers import (
    ExtractiveSummariser,
    chat_summariser,
    seq2seq_summariser,
    server_summariser,
)
from models.tasks import Embedder, ModelError, Summariser, Translator
from models.translators import CheckpointTranslator, translator_of
from models.weights import Weights

__all__ = [
    "Figures",
    "Machine",
    "ModelFacts",
    "Needs",
    "describe",
    "describe_embedder",
    "engine_of",
    "expected_figures",
    "fetch",
    "figures_of",
    "load_embedder",
    "load_summariser",
    "load_translator",
    "machine",
    "needs",
    "unload",
]

EMBEDDERS: dict[str, tuple[Callable[[], Embedder], Callable[[], Weights]]] = {
    "multilingual-e5-small": (E5Embedder, e5_weights),
}

T = TypeVar("T")

_lock = threading.RLock()
_loaded: dict[tuple[object, ...], Any] = {}


def load_summariser(spec: ModelSpec) -> Summariser:
    """Return the summariser of a spec.

    Files are fetched and checked at once; weights are read into memory when first used.

    Raises:
        ModelError: The model cannot be had, or cannot do this.

    """
    spec = settle(spec)
    if isinstance(spec, ExtractiveModel):
        return _once(
            ("extractive", spec.name), lambda: ExtractiveSummariser(load_embedder(spec.name))
        )
    if isinstance(spec, ServerModel):
        server = _server(spec)
        return _once(("summariser", _key(spec)), lambda: server_summariser(server))
    make = chat_summariser if spec.family == "chat" else seq2seq_summariser
    return _once(("summariser", _key(spec)), lambda: make(_checkpoint(spec)))


def load_translator(spec: ModelSpec, source: str, *targets: str) -> Translator:
    """Return the translator of a spec for a source language; see `load_summariser`.

    Raises:
        ModelError: The model cannot be had, or lacks one of ``targets``.

    """
    spec = settle(spec)
    if isinstance(spec, ExtractiveModel):
        raise ModelError(spec.name, "cannot translate", "choose a chat or seq2seq model")
    key = ("translator", _key(spec), source)
    found: ServerTranslator | CheckpointTranslator
    if isinstance(spec, ServerModel):
        server = _server(spec)
        found = _once(key, lambda: ServerTranslator(server))
    else:
        local = spec
        found = _once(key, lambda: translator_of(_checkpoint(local), source))
    for target in targets:
        found.require(target)
    return found


def load_embedder(name: str) -> Embedder:
    """Return an embedder by name; see `load_summariser`."""
    make, _ = _embedder(name)
    return _once(("embedder", name), make)


def fetch(spec: ModelSpec) -> str:
    """Make a model ready for this machine; return where it is, a folder or a URL.

    Its files are fetched, checked, and converted if needed; a server is asked for the model.

    Raises:
        ModelError: The files cannot be had or converted, or are not those that the spec names; a
            server that cannot be asked or lacks the model.

    """
    spec = settle(spec)
    match spec:
        case ServerModel():
            _ = _server(spec).facts
            return spec.base_url
        case ExtractiveModel():
            _, files = _embedder(spec.name)
            return str(files().folder)
    found = weights.resolve(spec)
    engine_for(spec, found).prepare()
    return str(found.folder)


def describe(spec: ModelSpec) -> ModelFacts:
    """Return what a digest says of a model.

    Raises:
        ModelError: The files cannot be had, or are not those that the spec names.

    """
    spec = settle(spec)
    if isinstance(spec, ExtractiveModel):
        return replace(describe_embedder(spec.name), notice=spec.notice)
    if isinstance(spec, ServerModel):
        sent = f"Texts were sent to {spec.host}" if spec.leaves_the_machine else None
        notice = "; ".join(filter(None, (sent, spec.notice))) or None
        return ModelFacts(spec.name, None, {}, spec.licence, notice)
    found = weights.resolve(spec)
    return ModelFacts(
        found.name, found.revision, found.sha256, spec.licence, spec.notice, found.adapter
    )


def describe_embedder(name: str) -> ModelFacts:
    """Return what a digest says of an embedder; see `describe`."""
    _, files = _embedder(name)
    found = files()
    return ModelFacts(found.name, found.revision, found.sha256, load_embedder(name).licence)


def _embedder(name: str) -> tuple[Callable[[], Embedder], Callable[[], Weights]]:
    if name not in EMBEDDERS:
        raise ModelError(
            f"embedder {name!r}", "is not known here", f"use one of {', '.join(EMBEDDERS)}"
        )
    return EMBEDDERS[name]


def _checkpoint(spec: LocalModel) -> Checkpoint:
    return _once(("checkpoint", _key(spec)), lambda: open_checkpoint(spec))


def _server(spec: ServerModel) -> ChatServer:
    return _once(("server", _key(spec)), lambda: ChatServer(spec))


def _key(spec: LocalModel | ServerModel) -> str:
    return spec.model_dump_json()


def _once(key: tuple[object, ...], make: Callable[[], T]) -> T:
    with _lock:
        if key not in _loaded:
            _loaded[key] = make()
        found: T = _loaded[key]
        return found
