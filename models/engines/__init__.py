"""Engines run a model on batches of token ids; they know no task and no language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.adapters.adapter import LoraAdapter


@dataclass(frozen=True)
class Prompt:
    """What the model reads, and how many tokens it may write.

    The first ``shared`` tokens are the same for many prompts, as instructions and examples are:
    an engine may compute them once. ``prefix`` is what the text must begin with, and ``choices``
    are sequences of which one must follow it, the one that the model likes best: both are part
    of each hypothesis and count against the limit.
    """

    tokens: tuple[int, ...]
    limit: int
    shared: int = 0
    prefix: tuple[int, ...] = ()
    choices: tuple[tuple[int, ...], ...] = ()


def shared_prefix(prompts: Sequence[Prompt]) -> tuple[int, ...]:
    """Return the tokens that all prompts declare as shared, if they agree."""
    first = prompts[0]
    prefix = first.tokens[: min(first.shared, len(first.tokens) - 1)]
    agree = all(p.shared == first.shared and p.tokens[: len(prefix)] == prefix for p in prompts)
    return prefix if agree else ()


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
    def beams(self) -> bool:
        """Whether it searches beams; else further hypotheses are drawn by chance."""

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

    def foresee(
        self, prompt: Prompt, places: Sequence[int], wanted: Sequence[int], decoding: Decoding
    ) -> NDArray[np.float32]:
        """Return how likely tokens are at places of the text that a prompt's prefix is.

        Of one pass over prompt and text, if the engine can; by the model alone: of ``decoding``,
        only the first token and the adapter count.

        Args:
            prompt: Its ``prefix`` is the text.
            places: Numbers of tokens of the text that stand before; ascending.
            wanted: Token ids.
            decoding: See above.

        Returns:
            Log-probabilities in nats, of shape (places, wanted).

        Raises:
            MemoryError: The prompt is too large.

        """

    def prepare(self) -> None:
        """Convert the weights for this engine where that is still to be done.

        Raises:
            ModelError: They cannot be converted.

        """

    def unload(self) -> None:
        """Give the memory back; the next call loads the weights again."""
