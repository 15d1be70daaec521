"""Batches: sorted by length, limited in tokens, halved when memory runs out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from models import interrupt
from models.engines import Decoding, Engine, Hypothesis, Prompt
from models.tasks import ModelError

log = logging.getLogger(__name__)

Progress = Callable[[int], None]
"""Called with the number of prompts that are finished, whenever it grows."""

_WINDOW = 8192
"""Prompts that are sorted together: bounds memory when the input is endless."""


class TokenBudget:
    """Padded tokens that a batch may hold: what memory has shown to bear."""

    def __init__(self, tokens: int) -> None:
        self._tokens = tokens
        self._lock = threading.Lock()

    @property
    def tokens(self) -> int:
        """The budget as learnt so far."""
        return self._tokens

    def shrink_below(self, tokens: int) -> None:
        """Learn that a batch of so many tokens was too large."""
        with self._lock:
            self._tokens = max(1, min(self._tokens, tokens // 2))


def generate(
    engine: Engine,
    prompts: Iterable[Prompt],
    decoding: Decoding,
    budget: TokenBudget,
    progress: Progress | None = None,
) -> Iterator[tuple[int, list[Hypothesis]]]:
    """Yield each prompt's number and hypotheses, in the order in which batches finish.

    Equal prompts are computed once. A batch that exhausts memory is halved and tried again, and
    later batches are planned smaller.

    Raises:
        ModelError: A single prompt exhausts memory.

    """
    numbered = enumerate(prompts)
    done = 0
    while window := list(islice(numbered, _WINDOW)):
        askers: dict[Prompt, list[int]] = {}
        for number, prompt in window:
            askers.setdefault(prompt, []).append(number)
        # Longest first: what does not fit shows at once, and little padding is computed.
        waiting = sorted(askers, key=_tokens, reverse=True)
        while waiting:
            interrupt.check()
            batch = waiting[: _batch_size(waiting, decoding, budget.tokens)]
            try:
                results = engine.generate(batch, decoding)
            except MemoryError as error:
                if len(batch) == 1:
                    raise ModelError(
                        f"a text of {len(batch[0].tokens)} tokens",
                        "does not fit into memory, even alone",
                        "lower `max_input_tokens` or the beams, or choose a smaller model",
                    ) from error
                budget.shrink_below(_cost(batch, decoding))
                log.warning(
                    "memory is exhausted by %d texts at once; going on with at most %d tokens",
                    len(batch),
                    budget.tokens,
                )
                continue
            waiting = waiting[len(batch) :]
            for prompt, hypotheses in zip(batch, results, strict=True):
                for number in askers[prompt]:
                    done += 1
                    yield number, hypotheses
            if progress:
                progress(done)


def _tokens(prompt: Prompt) -> tuple[int, tuple[int, ...]]:
    return len(prompt.tokens) + prompt.limit, prompt.tokens


def _cost(batch: Sequence[Prompt], decoding: Decoding) -> int:
    """Return the padded tokens of a batch: each beam writes its own output."""
    longest = max(len(prompt.tokens) for prompt in batch)
    limit = max(prompt.limit for prompt in batch)
    return len(batch) * (longest + limit * decoding.beams)


def _batch_size(waiting: Sequence[Prompt], decoding: Decoding, tokens: int) -> int:
    """Return how many prompts, sorted longest first, fill the budget: at least one."""
    return max(1, min(len(waiting), tokens // max(1, _cost(waiting[:1], decoding))))
