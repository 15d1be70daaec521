"""Engines run a model on batches of token ids; they know no task and no language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from models.adapters.adapter import LoraAdapter


@dataclass(frozen=True)
class Prompt:
    """What the model reads, and how many tokens it may write.

    The first ``shared`` tokens are the same for many prompts, as instructions and examples are:
    an engine may compute them once. ``prefix`` is what the text must begin with: it is part of
    each hypothesis and counts against the limit.
    """

    tokens: tuple[int, ...]
    limit: int
    shared: int = 0
    prefix: tuple[int, ...] = ()


@dataclass(frozen=True)
class Decoding:
    """How a whole batch is decoded."""

    beams: int = 1
    hypotheses: int = 1
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0
    first_token: int | None = None
    """Token that every output starts with, such as the target language of NLLB."""
    adapter: LoraAdapter | None = field(default=None, repr=False)
    """Weights beside the model's own; a fingerprint counts their hash, not their place."""


@dataclass(frozen=True)
class Hypothesis:
    """Token ids that a model wrote, without the end token.

    ``finished`` is False where the limit cut the text off.
    """

    tokens: tuple[int, ...]
    finished: bool


class Engine(Protocol):
    """Runs a model, one batch at a time, from whichever thread asks."""

    @property
    def facts(self) -> tuple[str, ...]:
        """What of the engine can change an output, such as its number format."""

    @property
    def token_budget(self) -> int:
        """Padded tokens that a batch may hold at first."""

    @property
    def loaded(self) -> bool:
        """Whether the weights are in memory."""

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[list[Hypothesis]]:
        """Return the hypotheses of each prompt, best first.

        Raises:
            MemoryError: The batch is too large; a smaller one may pass.

        """

    def score(
        self,
        prompts: Sequence[Prompt],
        continuations: Sequence[tuple[int, ...]],
        decoding: Decoding,
    ) -> list[float]:
        """Return how likely the model goes on so: log-probabilities in nats.

        Each is that of a continuation after its prompt and the prompt's prefix, by the model
        alone: of ``decoding``, only the first token counts.

        Raises:
            MemoryError: A single prompt is too large.

        """

    def prepare(self) -> None:
        """Convert the weights for this engine where that is still to be done.

        Raises:
            ModelError: They cannot be converted.

        """

    def unload(self) -> None:
        """Give the memory back; the next call loads the weights again."""
