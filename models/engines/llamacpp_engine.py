"""llama.cpp: a GGUF file as it is, mapped into memory; an extra that may be missing.

Its own server runs in this process, behind a key that nobody else has. It keeps what it has read,
so that instructions and examples are read once for all prompts that follow one another.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
from numpy.typing import NDArray

from models import interrupt
from models.engines import Decoding, Hypothesis, Prompt
from models.engines.choices import chosen
from models.tasks import ModelError

try:
    import xllamacpp
except ImportError:
    xllamacpp = None

log = logging.getLogger(__name__)

_SEEN = 500
"""Likeliest tokens that the server tells of a place; what is not among them counts as the last."""
_BATCH = 64
"""Tokens that are read at once; more of them cost as much time each."""
_KEPT = 256
"""MB of what was read before and may be read again."""


def require_llamacpp() -> None:
    """Check that xllamacpp is installed.

    Raises:
        ModelError: It is not.

    """
    if xllamacpp is None:
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
        self._key = secrets.token_hex()
        self._server: Any = None
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
        body = {"prompt": list(tokens), "cache_prompt": True, **settings}
        if self._server is None:
            self._server = self._load()
        url = f"{self._server.listening_address}/completion"

        async def work() -> httpx2.Response:
            headers = {"Authorization": f"Bearer {self._key}"}
            # The environment's proxies are for other machines.
            async with httpx2.AsyncClient(headers=headers, timeout=None, trust_env=False) as client:
                return await client.post(url, json=body)

        response = interrupt.waiting(work)
        if response.status_code != 200:
            raise ModelError(
                self._file.name,
                f"llama.cpp refuses a text of {len(tokens)} tokens: {response.text[:200]}",
                "lower `max_input_tokens`",
            )
        found: dict[str, Any] = response.json()
        return found

    def _load(self) -> Any:
        started = time.monotonic()
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(self._file)
        parameters.n_ctx = self._context
        parameters.n_parallel = 1
        # It stops between two batches: in one of the usual size, a CPU reads for half a minute.
        parameters.n_batch = parameters.n_ubatch = _BATCH
        parameters.cpuparams.n_threads = self._threads
        parameters.cpuparams_batch.n_threads = self._threads
        parameters.cache_ram_mib = _KEPT
        parameters.api_keys = [self._key]
        parameters.ui = parameters.endpoint_slots = parameters.warmup = False
        parameters.port = parameters.verbosity = 0
        try:
            server = xllamacpp.Server(parameters)
        except RuntimeError as error:
            raise ModelError(
                str(self._file),
                f"llama.cpp cannot load it: {(str(error) or repr(error)).splitlines()[0]}",
                "give a GGUF file of a chat model, and enough memory for it",
            ) from error
        log.info("loaded %s after %.1f s", self._file, time.monotonic() - started)
        return server
