"""A checkpoint that is ready to use: its files, tokenizer, settings and engine."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from transformers import AutoConfig, AutoTokenizer, GenerationConfig

from base.hashing import text_sha256
from models import interrupt
from models.adapters.adapter import WEIGHTS
from models.batching import TokenBudget, generate
from models.engines import Decoding, Engine, Prompt
from models.engines.pool import engine_for, turn
from models.engines.settings import checkpoint_settings, no_call_for_sacremoses
from models.progress import Step
from models.spec import AdaptableModel, Generation, LocalModel
from models.tasks import ModelError
from models.usage import note
from models.weights import Weights, resolve

log = logging.getLogger(__name__)

CODE_VERSION = 6
"""Raised when a change of this room's code changes outputs: part of every fingerprint."""


@dataclass(frozen=True)
class Written:
    """A text that a model wrote; ``finished`` is False where the token limit cut it."""

    text: str
    finished: bool


@dataclass(frozen=True)
class Checkpoint:
    """A model with all that is needed to ask it."""

    spec: LocalModel
    weights: Weights
    tokenizer: Any
    config: Any
    engine: Engine
    decoding: Decoding
    output_limit: int
    """Tokens that a text may have."""
    input_limit: int
    """Tokens that a prompt may have."""
    budget: TokenBudget

    def write(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[list[Written]]:
        """Return what the model writes to each prompt, in order, best first.

        Raises:
            ModelError: A single prompt exhausts memory.

        """
        texts: list[list[Written]] = [[] for _ in prompts]
        written = 0
        with Step(self.spec.name, len(prompts)) as step, turn(self.engine):
            for number, found in generate(
                self.engine, prompts, decoding, self.budget, step.advance
            ):
                texts[number] = [Written(self._text(h.tokens, decoding), h.finished) for h in found]
                written += sum(len(h.tokens) + h.finished for h in found)
        self._note(prompts, written)
        return texts

    def foresee(
        self, prompt: Prompt, places: Sequence[int], wanted: Sequence[int], decoding: Decoding
    ) -> NDArray[np.float32]:
        """Return how likely tokens are at places of a text; see `models.engines.Engine.foresee`.

        Raises:
            ModelError: The prompt exhausts memory.

        """
        interrupt.check()
        self._note([prompt], 0)
        try:
            with turn(self.engine):
                return self.engine.foresee(prompt, places, wanted, decoding)
        except MemoryError as error:
            raise ModelError(
                f"a text of {len(prompt.tokens)} tokens",
                "does not fit into memory, even alone",
                "lower `max_input_tokens`, or choose a smaller model",
            ) from error

    def _note(self, prompts: Sequence[Prompt], written: int) -> None:
        read = sum(len(prompt.tokens) + len(prompt.prefix) for prompt in prompts)
        note(self.spec.name, self.engine.facts[0], read=read, written=written)

    def _text(self, tokens: tuple[int, ...], decoding: Decoding) -> str:
        # Not every tokenizer counts its language codes among the special tokens.
        if tokens[:1] == (decoding.first_token,):
            tokens = tokens[1:]
        return str(self.tokenizer.decode(list(tokens), skip_special_tokens=True)).strip()

    @property
    def _sha256(self) -> dict[str, str]:
        adapter = self.weights.adapter
        return {**self.weights.sha256, **({WEIGHTS: adapter.sha256} if adapter else {})}

    @property
    def settings(self) -> GenerationConfig:
        """The generation settings that its files bring."""
        return checkpoint_settings(self.weights.folder)

    def fingerprint(self, **task: Any) -> str:
        """Hash all that can change an output: weights, number format, settings and the task.

        What only changes speed (threads, token budget, device) is left out.
        """
        facts = {
            "code": CODE_VERSION,
            "weights": sorted(self._sha256.items()),
            "engine": self.engine.facts,
            "decoding": repr(self.decoding),
            "limits": (self.output_limit, self.input_limit),
            **task,
        }
        return hash_of(facts)


def hash_of(facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 of facts, whatever their order."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return text_sha256(text)


def open_checkpoint(spec: LocalModel) -> Checkpoint:
    """Resolve a model and read its tokenizer and settings; weights are loaded when first used.

    Raises:
        ModelError: The files cannot be had, or the engine is not installed.

    """
    weights = resolve(spec)
    with no_call_for_sacremoses():
        tokenizer = AutoTokenizer.from_pretrained(weights.folder)
    config = AutoConfig.from_pretrained(weights.folder)
    if (spec.family == "seq2seq") != bool(config.is_encoder_decoder):
        raise ModelError(
            spec.name, f"is no {spec.family} model but {config.model_type}", "correct `family`"
        )
    defaults = checkpoint_settings(weights.folder)
    if spec.family == "chat":
        # A chat model's own settings are made for sampling; they penalise copying names.
        defaults = GenerationConfig(num_beams=1, repetition_penalty=1.0, max_new_tokens=512)
    asked = Generation.model_validate(spec.generation.model_dump())
    output_limit = asked.max_new_tokens or defaults.max_new_tokens or defaults.max_length or 256
    engine = engine_for(spec, weights)
    return Checkpoint(
        spec=spec,
        weights=weights,
        tokenizer=tokenizer,
        config=config,
        engine=engine,
        decoding=Decoding(
            beams=asked.beams or defaults.num_beams or 1,
            length_penalty=_first(asked.length_penalty, defaults.length_penalty, 1.0),
            no_repeat_ngram_size=_first(
                asked.no_repeat_ngram_size, defaults.no_repeat_ngram_size, 0
            ),
            repetition_penalty=_first(asked.repetition_penalty, defaults.repetition_penalty, 1.0),
            adapter=weights.adapter,
        ),
        output_limit=output_limit,
        input_limit=_input_limit(spec, tokenizer, config, output_limit),
        budget=TokenBudget(
            (spec.token_budget if isinstance(spec, AdaptableModel) else None) or engine.token_budget
        ),
    )


def _first(*values: Any) -> Any:
    return next(value for value in values if value is not None)


def _input_limit(spec: LocalModel, tokenizer: Any, config: Any, output_limit: int) -> int:
    """Return the tokens that the model reads at most: of a prompt, where it also writes there."""
    known = [
        limit
        for limit in (
            tokenizer.model_max_length,
            getattr(config, "max_position_embeddings", None),
            getattr(config, "n_positions", None),
        )
        # Tokenizers without a limit say 10^30.
        if limit and limit < 10**7
    ]
    limit = min(known, default=512)
    if spec.family == "chat":
        limit -= output_limit
    return min(limit, spec.max_input_tokens or limit)
