"""CTranslate2: fused, quantised inference on CPUs and GPUs; an extra that may be missing."""

from __future__ import annotations

import json
import logging
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from base.hashing import json_sha256
from models import interrupt
from models.adapters import lora
from models.adapters.adapter import LoraAdapter
from models.cache import make_once, place
from models.engines import Decoding, Hypothesis, Prompt, shared_prefix
from models.engines.choices import chosen
from models.engines.settings import checkpoint_settings, end_tokens, no_call_for_sacremoses
from models.tasks import ModelError
from models.weights import Weights

try:
    import ctranslate2
    from ctranslate2.converters import TransformersConverter
except ImportError:
    ctranslate2 = None

log = logging.getLogger(__name__)

T = TypeVar("T")

_WORKER_BATCH = 1536
"""Source tokens that one worker translates at a time."""
_CPU_BUDGET = 1_000_000
_GPU_BUDGET = 2_000_000
_UNWRITTEN: dict[str | None, dict[str, bool]] = {
    "bart": {"normalize_before": False, "normalize_embedding": True},
    "pegasus": {"normalize_before": True, "normalize_embedding": False},
}
_EXHAUSTED = re.compile(r"out of memory|failed to allocate|cannot allocate", re.IGNORECASE)


def compute_type_of(compute_type: str, device: str) -> str:
    """Return the compute type that a spec means on this machine.

    Raises:
        ModelError: CTranslate2 is not installed, or does not compute so here.

    """
    if ctranslate2 is None:
        raise ModelError(
            "engine ctranslate2",
            "it is not installed",
            "pip install 'polydigest[ctranslate2]', or set `engine: torch`",
        )
    # A processor that has bfloat16 is not always one that CTranslate2 uses it on.
    offered = ctranslate2.get_supported_compute_types(device)
    if compute_type != "auto":
        if compute_type not in offered:
            raise ModelError(
                f"compute type {compute_type!r}",
                f"CTranslate2 does not offer it on this {device}",
                f"use one of {', '.join(sorted(offered))}",
            )
        return compute_type
    wanted = ("float16", "int8_float16", "int8") if device == "cuda" else ("int8",)
    return next((kind for kind in wanted if kind in offered), "float32")


class CTranslate2Engine:
    """A checkpoint converted for CTranslate2, once; it is loaded by the first call."""

    beams = True

    def __init__(
        self, weights: Weights, *, causal: bool, device: str, compute_type: str, threads: int
    ) -> None:
        """Take files in transformers' layout, and whether the model is decoder-only."""
        self._weights = weights
        self._causal = causal
        self._device = device
        self._compute_type = compute_type
        self._threads = threads
        self._settings = checkpoint_settings(weights.folder)
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def facts(self) -> tuple[str, ...]:
        """The engine's name and number format."""
        return "ctranslate2", self._compute_type

    @property
    def token_budget(self) -> int:
        """Padded tokens that a call may hold at first; CTranslate2 cuts it for its workers."""
        return _CPU_BUDGET if self._device == "cpu" else _GPU_BUDGET

    def prepare(self) -> None:
        """Convert the weights where that is still to be done; see `converted`."""
        self._folder()

    def _folder(self) -> Path:
        return self._weights.ready or converted(self._weights, self._compute_type)

    @property
    def loaded(self) -> bool:
        """Whether the weights are in memory."""
        return self._model is not None

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[list[Hypothesis]]:
        """Return the hypotheses of each prompt, best first; see `models.engines.Engine`."""
        return self._run(lambda: self._generate(prompts, decoding))

    def foresee(
        self, prompt: Prompt, places: Sequence[int], wanted: Sequence[int], decoding: Decoding
    ) -> NDArray[np.float32]:
        """Return log-probabilities of tokens in a text; see `models.engines.Engine`."""

        def work() -> NDArray[np.float32]:
            return self._foresee(prompt, places, decoding)[:, list(wanted)]

        return self._run(work)

    def _run(self, work: Callable[[], T]) -> T:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            try:
                return work()
            except RuntimeError as error:
                if _EXHAUSTED.search(str(error)):
                    raise MemoryError(str(error)) from error
                raise

    def unload(self) -> None:
        """Give the memory back; the next call loads the weights again."""
        with self._lock:
            self._model = None

    def _load(self) -> Any:
        started = time.monotonic()
        # Of one model on a CPU, workers of one thread each do more than one with all threads.
        workers = self._threads if self._device == "cpu" and not self._causal else 1
        folder = self._folder()
        model = (ctranslate2.Generator if self._causal else ctranslate2.Translator)(
            str(folder),
            device=self._device,
            compute_type=self._compute_type,
            inter_threads=workers,
            intra_threads=max(1, self._threads // workers),
        )
        log.info("loaded %s after %.1f s", folder, time.monotonic() - started)
        return model

    @cached_property
    def _vocabulary(self) -> tuple[list[str], list[str], dict[str, int]]:
        """The words by source id, those by target id, and the ids by target word."""
        folder = self._folder()
        names = [
            folder / f"{side}vocabulary{suffix}"
            for side in ("source_", "target_", "shared_", "")
            for suffix in (".json", ".txt")
        ]
        sides = [
            json.loads(name.read_text("utf-8"))
            if name.suffix == ".json"
            else name.read_text("utf-8").splitlines()
            for name in names
            if name.is_file()
        ]
        # Of words that stand twice, the first is meant.
        ids = {word: n for n, word in reversed(list(enumerate(sides[-1])))}
        return sides[0], sides[-1], ids

    def _generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[list[Hypothesis]]:

        def likely(prompt: Prompt) -> dict[int, float]:
            return dict(enumerate(self._next(prompt, decoding).tolist()))

        prompts = [chosen(prompt, likely) for prompt in prompts]
        words, _, ids = self._vocabulary
        ends = [words[token] for token in end_tokens(self._settings) if token < len(words)]
        options: dict[str, Any] = {
            "beam_size": decoding.beams,
            "num_hypotheses": decoding.hypotheses,
            "length_penalty": decoding.length_penalty,
            "repetition_penalty": decoding.repetition_penalty,
            "no_repeat_ngram_size": decoding.no_repeat_ngram_size,
            "end_token": ends,
            "return_end_token": True,
            "asynchronous": True,
        }
        # A batch has one length limit, so each is handed over by itself; workers never wait for
        # one another.
        pending: list[Any] = []
        for batch in _worker_batches(prompts, self._threads):
            interrupt.check()
            ask = self._ask_causal if self._causal else self._ask_seq2seq
            pending += ask(batch, decoding, options)
        # What a decoder-only model begins with is part of its prompt.
        begun = [prompt.prefix if self._causal else () for prompt in prompts]
        return [
            [
                _hypothesis(prefix, output, ends, ids, prompt.limit)
                for output in (result.sequences if self._causal else result.hypotheses)
            ]
            for prompt, prefix, result in zip(
                prompts, begun, (answer.result() for answer in pending), strict=True
            )
        ]

    def _ask_causal(self, batch: Sequence[Prompt], _: Decoding, options: dict[str, Any]) -> Any:
        # What is shared is kept for ever: of a task and a language, some MB.
        shared = shared_prefix(batch)
        return self._model.generate_batch(
            [self._words((p.tokens + p.prefix)[len(shared) :]) for p in batch],
            static_prompt=self._words(shared) or None,
            max_length=max(prompt.limit - len(prompt.prefix) for prompt in batch),
            sampling_topk=1,
            include_prompt_in_result=False,
            **options,
        )

    def _ask_seq2seq(
        self, batch: Sequence[Prompt], decoding: Decoding, options: dict[str, Any]
    ) -> Any:
        # Where a package's model reads an end token, CTranslate2 adds it.
        last = -1 if self._weights.ready else None
        return self._model.translate_batch(
            [self._words(prompt.tokens[:last]) for prompt in batch],
            target_prefix=[self._written(prompt.prefix, decoding) for prompt in batch],
            max_decoding_length=max(prompt.limit for prompt in batch),
            # transformers counts the decoder's start token, which is not written here.
            min_decoding_length=max(1, (self._settings.min_length or 0) - 1),
            max_input_length=0,  # never truncate
            **options,
        )

    def _words(self, tokens: Sequence[int]) -> list[str]:
        words, _, _ = self._vocabulary
        return [words[token] for token in tokens]

    def _written(self, tokens: Sequence[int], decoding: Decoding) -> list[str]:
        """Return the words of a decoder's tokens, after the first that is forced."""
        first = decoding.first_token
        if first is None:
            first = self._settings.forced_bos_token_id
        _, words, _ = self._vocabulary
        return [words[token] for token in (*([] if first is None else [first]), *tokens)]

    def _foresee(
        self, prompt: Prompt, places: Sequence[int], decoding: Decoding
    ) -> NDArray[np.float32]:
        """Return log-probabilities at places of a prompt's prefix, (places, vocabulary)."""
        text = prompt.prefix[: places[-1]]
        if self._causal:
            read = self._words(prompt.tokens + text)
            figures = self._model.forward_batch([read], return_log_probs=True)
            rows = np.asarray(figures.to_device(ctranslate2.Device.cpu))[0]
            found: NDArray[np.float32] = rows[np.array(places) + len(prompt.tokens) - 1]
            return found
        before = self._written(text, decoding)
        (result,) = self._model.translate_batch(
            [self._words(prompt.tokens[: -1 if self._weights.ready else None])],
            target_prefix=[before],
            beam_size=1,
            max_decoding_length=len(before) + 1,
            max_input_length=0,
            return_logits_vocab=True,
        )
        lead = len(before) - len(text)
        return np.stack([_log_softmax(result.logits[0][lead + place]) for place in places])

    def _next(self, prompt: Prompt, decoding: Decoding) -> NDArray[np.float32]:
        """Return the log-probability of each token after a prompt and its prefix."""
        if not self._causal:
            (row,) = self._foresee(prompt, [len(prompt.prefix)], decoding)
            return np.asarray(row)
        (result,) = self._ask_causal(
            [replace(prompt, limit=len(prompt.prefix) + 1)], decoding, {"return_logits_vocab": True}
        )
        return _log_softmax(result.logits[0][0])


def _log_softmax(logits: Any) -> NDArray[np.float32]:
    row = np.asarray(logits.to_device(ctranslate2.Device.cpu), dtype=np.float32).ravel()
    found: NDArray[np.float32] = row - np.logaddexp.reduce(row)
    return found


def _worker_batches(prompts: Sequence[Prompt], workers: int) -> Iterator[Sequence[Prompt]]:
    """Cut prompts, longest first, into batches of a worker's size; give every worker something."""
    share = -(-len(prompts) // workers)
    start = 0
    while start < len(prompts):
        count = max(1, min(share, _WORKER_BATCH // len(prompts[start].tokens)))
        yield prompts[start : start + count]
        start += count


def _hypothesis(
    prefix: tuple[int, ...], output: list[str], ends: list[str], ids: dict[str, int], limit: int
) -> Hypothesis:
    finished = bool(output) and output[-1] in ends
    tokens = prefix + tuple(ids[word] for word in (output[:-1] if finished else output))
    return Hypothesis(tokens[: limit - 1], finished and len(tokens) < limit)


def converted(weights: Weights, compute_type: str) -> Path:
    """Return the folder of a checkpoint in CTranslate2's format, converted where it is missing.

    Raises:
        ModelError: CTranslate2 does not know this architecture, or the disk is full.

    """
    made_from = {
        "weights": json_sha256(dict(weights.sha256)),
        "compute_type": compute_type,
        "ctranslate2": version("ctranslate2"),
        **({"adapter": weights.adapter.sha256} if weights.adapter else {}),
    }
    size = sum(path.stat().st_size for path in weights.folder.iterdir() if path.is_file())

    def convert(target: Path) -> None:
        log.info("converting %s for CTranslate2 (%s), once", weights.name, compute_type)
        with tempfile.TemporaryDirectory() as staged, no_call_for_sacremoses():
            try:
                converter = _converter(_staged(weights.folder, Path(staged)), weights.adapter)
                quantization = None if compute_type == "float32" else compute_type
                converter.convert(str(target), quantization=quantization, force=True)
            except (ValueError, AttributeError, KeyError) as error:
                raise ModelError(
                    weights.name, f"CTranslate2 cannot convert it: {error}", "set `engine: torch`"
                ) from error

    folder = place("ctranslate2", json_sha256(made_from)[:32])
    return make_once(folder, made_from, size, convert)


def _staged(folder: Path, staged: Path) -> Path:
    """Link a checkpoint's files beside a config that the converter can read.

    It expects keys of some configs that transformers 5 no longer writes.
    """
    for path in folder.iterdir():
        if path.is_file() and path.name != "config.json":
            (staged / path.name).symlink_to(path.resolve())
    config = json.loads((folder / "config.json").read_text("utf-8"))
    config = {**_UNWRITTEN.get(config.get("model_type"), {}), **config}
    (staged / "config.json").write_text(json.dumps(config), "utf-8")
    return staged


def _converter(folder: Path, adapter: LoraAdapter | None) -> Any:
    """Return a converter that copes with transformers 5 and merges an adapter into the weights."""

    class Converter(TransformersConverter):  # type: ignore[misc]  # untyped library
        def load_model(self, model_class: Any, path: str, **settings: Any) -> Any:
            model = super().load_model(model_class, path, **settings)
            # What says whether T5 scales its outputs has a new name: unscaled ones as in MADLAD
            # would be scaled, which leaves the best token the best but ruins beam search.
            if (scaled := getattr(model.config, "scale_decoder_outputs", None)) is not None:
                model.config.tie_word_embeddings = scaled
            return lora.merge(model, adapter) if adapter else model

        def load_tokenizer(self, tokenizer_class: Any, path: str, **settings: Any) -> Any:
            tokenizer = super().load_tokenizer(tokenizer_class, path, **settings)
            # M2M-100 counts its language codes to the vocabulary no more.
            if languages := getattr(tokenizer, "lang_token_to_id", None):
                words = {**tokenizer.get_vocab(), **languages}
                tokenizer.get_vocab = lambda: words
            return tokenizer

    return Converter(str(folder))
