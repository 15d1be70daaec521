"""llama.cpp: a GGUF file as it is, without conversion; an extra that may be missing.

Its own server keeps what it has read, so that instructions and examples are read once for all
prompts that follow one another.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.engines import Decoding, Hypothesis, Prompt
from models.engines.choices import chosen
from models.engines.llamacpp_server import LlamaCppServer
from models.tasks import ModelError

_SEEN = 500
"""Likeliest tokens that the server tells of a place; what is not among them counts as the last."""


def require_llamacpp() -> None:
    """Check that xllamacpp is installed.

    Raises:
        ModelError: It is not.

    """
    if find_spec("xllamacpp") is None:
        raise ModelError(
            "engine llamacpp",
            "it is not installed",
            "pip install 'polydigest[llamacpp]', or set `engine: torch`",
        )


class LlamaCppEngine:
    """A GGUF file on llama.cpp; it is loaded by the first call.

    It searches no beams: further hypotheses are drawn, each the same whenever it is asked for.
    """

    beams = False
    token_budget = 1
    """One prompt at a time: several slots would each read the instructions anew."""

    def __init__(self, file: Path, *, threads: int, context: int) -> None:
        """Take a GGUF file, and how many tokens a prompt and its answer may have together."""
        self._file = file
        self._threads = threads
        self._context = context
        self._server: LlamaCppServer | None = None
        self._lock = threading.Lock()

    @property
    def facts(self) -> tuple[str, ...]:
        """The engine's name; the number format is the file's."""
        return ("llamacpp",)

    @property
    def loaded(self) -> bool:
        """Whether the weights are in memory."""
        return self._server is not None

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[list[Hypothesis]]:
        """Return the hypotheses of each prompt, best first; see `models.engines.Engine`."""
        with self._lock:
            return [self._write(chosen(prompt, self._next), decoding) for prompt in prompts]

    def foresee(
        self, prompt: Prompt, places: Sequence[int], wanted: Sequence[int], decoding: Decoding
    ) -> NDArray[np.float32]:
        """Return log-probabilities of tokens in a text; see `models.engines.Engine`.

        Each place is asked for by itself, and reads only what follows the one before.
        """
        del decoding
        with self._lock:
            rows = [self._likely((*prompt.tokens, *prompt.prefix[:place])) for place in places]
        found = [[row.get(token, min(row.values())) for token in wanted] for row in rows]
        return np.array(found, dtype=np.float32).reshape(len(places), len(wanted))

    def prepare(self) -> None:
        """Do nothing: the file is read as it is."""

    def unload(self) -> None:
        """Give the memory back; the next call loads the weights again."""
        with self._lock:
            if self._server:
                self._server.end()
            self._server = None

    def _write(self, prompt: Prompt, decoding: Decoding) -> list[Hypothesis]:
        found = []
        for number in range(decoding.hypotheses):
            # The end token counts against the limit.
            answer = self._ask(
                (*prompt.tokens, *prompt.prefix),
                n_predict=prompt.limit - len(prompt.prefix),
                temperature=0.6 if number else 0.0,
                seed=number,
                repeat_penalty=decoding.repetition_penalty,
                return_tokens=True,
            )
            finished = answer["stop_type"] == "eos"
            tokens = answer["tokens"][:-1] if finished else answer["tokens"]
            written = prompt.prefix + tuple(tokens)
            found.append(Hypothesis(written[: prompt.limit - 1], finished))
        return found

    def _next(self, prompt: Prompt) -> dict[int, float]:
        return self._likely((*prompt.tokens, *prompt.prefix))

    def _likely(self, tokens: tuple[int, ...]) -> dict[int, float]:
        """Return the log-probabilities of the likeliest tokens that may come next."""
        # The server says nothing of a token that is part of a character. What it says is of the
        # model alone, whatever is written: let that be a whole one.
        answer = self._ask(
            tokens, n_predict=1, n_probs=_SEEN, temperature=0.0, logit_bias=[[".", 1e4]]
        )
        (step, *_) = answer["completion_probabilities"]
        return {int(seen["id"]): float(seen["logprob"]) for seen in step["top_logprobs"]}

    def _ask(self, tokens: tuple[int, ...], **settings: Any) -> dict[str, Any]:
        if self._server is None:
            self._server = LlamaCppServer(self._file, threads=self._threads, context=self._context)
        try:
            return self._server.complete({"prompt": list(tokens), "cache_prompt": True, **settings})
        except ModelError:
            if not self._server.end.alive:
                self._server = None  # the next call loads the file again
            raise
