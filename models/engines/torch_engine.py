"""PyTorch: batched `generate` of transformers, on the CPU or one GPU."""

from __future__ import annotations

import copy
import gc
import logging
import os
import re
import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    DynamicCache,
    EncoderDecoderCache,
    GenerationConfig,
    LogitsProcessor,
)

from models import interrupt
from models.adapters import lora
from models.adapters.adapter import LoraAdapter
from models.engines import Decoding, Hypothesis, Prompt, shared_prefix
from models.engines.choices import following
from models.engines.settings import checkpoint_settings, end_tokens
from models.spec import LlamaCppModel, LocalModel, TorchModel

log = logging.getLogger(__name__)

T = TypeVar("T")

_CPU_BUDGET = 16_384
_GPU_BUDGET = 131_072
_PREFIXES_KEPT = 4
"""Attention caches of instructions and examples: one per task and language, some MB each."""
_ADAPTERS_KEPT = 4
_MAX_ISA = ("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA")
_PLAIN = frozenset({"SSE41", "AVX", "AVX2", "AVX2_VNNI", "AVX512_CORE", "AVX512_CORE_VNNI"})
"""Values of these variables that leave bfloat16 out."""
_EXHAUSTED = re.compile(r"out of memory|can't allocate memory|not enough memory", re.IGNORECASE)


def device_of(spec: LocalModel) -> str:
    """Return the device that a spec means on this machine."""
    if isinstance(spec, LlamaCppModel):
        return "cpu"
    if spec.device != "auto":
        return spec.device
    return "cuda" if torch.cuda.is_available() else "cpu"


def computes_bfloat16() -> bool:
    """Tell whether the CPU multiplies bfloat16 in hardware: AVX512-BF16, AMX, or Arm's BF16.

    oneDNN, which multiplies for PyTorch, can be told to do without, as on another CPU.
    """
    if any(os.environ.get(name, "").upper() in _PLAIN for name in _MAX_ISA):
        return False
    offered = torch.cpu.get_capabilities()
    return any(offered.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))


def dtype_of(spec: TorchModel) -> str:
    """Return the number format that a spec means on this machine.

    A CPU without bfloat16 units emulates them, many times slower than float32.
    """
    if spec.dtype != "auto":
        return spec.dtype
    if device_of(spec) == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
    return "bfloat16" if computes_bfloat16() else "float32"


class TorchEngine:
    """A seq2seq or decoder-only checkpoint on PyTorch; weights are loaded by the first call."""

    beams = True

    def __init__(
        self, folder: Path, *, causal: bool, device: str, dtype: str, threads: int
    ) -> None:
        """Take a folder of transformers' layout, and whether the model is decoder-only."""
        self._folder = folder
        self._causal = causal
        self._device = device
        self._dtype = dtype
        self._threads = threads
        self._model: Any = None
        self._prefixes: OrderedDict[tuple[LoraAdapter | None, tuple[int, ...]], DynamicCache] = (
            OrderedDict()
        )
        self._adapters: OrderedDict[LoraAdapter, str] = OrderedDict()
        """The name in the model of each that is loaded."""
        self._lock = threading.Lock()

    @property
    def facts(self) -> tuple[str, ...]:
        """The engine's name and number format."""
        return "torch", self._dtype

    @property
    def token_budget(self) -> int:
        """Padded tokens that a batch may hold at first."""
        return _CPU_BUDGET if self._device == "cpu" else _GPU_BUDGET

    @property
    def loaded(self) -> bool:
        """Whether the weights are in memory."""
        return self._model is not None

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[list[Hypothesis]]:
        """Return the hypotheses of each prompt, best first; see `models.engines.Engine`."""
        return self._run(lambda: self._generate(prompts, decoding), decoding.adapter)

    def foresee(
        self, prompt: Prompt, places: Sequence[int], wanted: Sequence[int], decoding: Decoding
    ) -> NDArray[np.float32]:
        """Return log-probabilities of tokens in a text; see `models.engines.Engine`."""
        return self._run(lambda: self._foresee(prompt, places, wanted, decoding), decoding.adapter)

    def _run(self, work: Callable[[], T], adapter: LoraAdapter | None) -> T:
        with self._lock:
            self._switch(adapter)
            try:
                with torch.inference_mode(), _stoppable(self.model):
                    return work()
            except RuntimeError as error:  # torch.OutOfMemoryError is one
                if isinstance(error, torch.OutOfMemoryError) or _EXHAUSTED.search(str(error)):
                    # The traceback holds the batch's tensors: let them go before the next try.
                    error.__traceback__ = None
                    self._collect()
                    raise MemoryError(str(error)) from error
                raise

    @property
    def model(self) -> Any:
        """The model itself, loaded; whoever trains it uses an engine of his own."""
        if self._model is None:
            self._model = self._load()
        return self._model

    def _switch(self, adapter: LoraAdapter | None) -> None:
        """Let an adapter count from now on, or none; the base's weights stay as they are."""
        model = self.model
        if adapter is None:
            if self._adapters:
                lora.select(model, None)
            return
        if adapter not in self._adapters:
            if len(self._adapters) == _ADAPTERS_KEPT:
                _, oldest = self._adapters.popitem(last=False)
                lora.remove(model, oldest)
            name = f"adapter_{adapter.sha256[:16]}"
            lora.attach(model, adapter, name)
            self._adapters[adapter] = name
        self._adapters.move_to_end(adapter)
        lora.select(model, self._adapters[adapter])

    def prepare(self) -> None:
        """Do nothing: the files are read as they are."""

    def unload(self) -> None:
        """Give the memory back; the next call loads the weights again."""
        with self._lock:
            self._model = None
            self._adapters.clear()
            self._prefixes.clear()
            self._collect()

    def _collect(self) -> None:
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _load(self) -> Any:
        # A second of imports, which a run that finds all in the store does without.
        from models.engines.attention import ATTENTION

        torch.set_num_threads(self._threads)
        started = time.monotonic()
        kind = AutoModelForCausalLM if self._causal else AutoModelForSeq2SeqLM
        model = kind.from_pretrained(
            self._folder, dtype=getattr(torch, self._dtype), attn_implementation=ATTENTION
        )
        model = model.to(self._device).eval()
        # Each call brings all settings; what the model holds would be mixed in.
        model.generation_config = GenerationConfig()
        log.info(
            "loaded %s in %s on %s after %.1f s",
            self._folder,
            self._dtype,
            self._device,
            time.monotonic() - started,
        )
        return model

    def _settings(self, prompts: Sequence[Prompt], decoding: Decoding) -> GenerationConfig:
        settings = copy.deepcopy(checkpoint_settings(self._folder))
        settings.num_beams = decoding.beams
        settings.num_return_sequences = decoding.hypotheses
        if decoding.beams > 1:
            settings.length_penalty = decoding.length_penalty
        else:
            settings.length_penalty = settings.early_stopping = None
        settings.no_repeat_ngram_size = decoding.no_repeat_ngram_size
        settings.repetition_penalty = decoding.repetition_penalty
        if decoding.first_token is not None:
            settings.forced_bos_token_id = decoding.first_token
        settings.max_new_tokens = max(prompt.limit for prompt in prompts)
        settings.max_length = None
        # A digest is made the same way twice: nothing is ever sampled.
        settings.do_sample = False
        settings.temperature = settings.top_p = settings.top_k = None
        if settings.pad_token_id is None:
            settings.pad_token_id = end_tokens(settings)[0]
        return settings

    def _generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[list[Hypothesis]]:
        if self._causal:
            # What a decoder-only model has written is more of its prompt.
            read = [
                replace(p, tokens=p.tokens + p.prefix, limit=p.limit - len(p.prefix), prefix=())
                for p in prompts
            ]
            return [
                [replace(h, tokens=prompt.prefix + h.tokens) for h in found]
                for prompt, found in zip(prompts, self._generate_alike(read, decoding), strict=True)
            ]
        # The rows of a decoder begin together: what differs in length cannot be padded there.
        alike: dict[int, list[int]] = defaultdict(list)
        for number, prompt in enumerate(prompts):
            alike[len(prompt.prefix)].append(number)
        found_by: dict[int, list[Hypothesis]] = {}
        for numbers in alike.values():
            group = [prompts[number] for number in numbers]
            found_by |= zip(numbers, self._generate_alike(group, decoding), strict=True)
        return [found_by[number] for number in range(len(prompts))]

    def _generate_alike(
        self, prompts: Sequence[Prompt], decoding: Decoding
    ) -> list[list[Hypothesis]]:
        settings = self._settings(prompts, decoding)
        batch = self._pad(prompts, settings.pad_token_id)
        if self._causal and (prefix := shared_prefix(prompts)):
            batch["cache"] = self._cached(
                prefix, decoding.adapter, len(prompts) * settings.num_beams
            )
        elif not self._causal and decoding.beams > 1:
            own, source = (DynamicCache(config=self._model.config) for _ in range(2))
            batch["cache"] = _SourceKeptCache(own, source)
        choices = [prompt.choices for prompt in prompts]
        read = batch["input_ids"].shape[1]
        if not self._causal and (prompts[0].prefix or any(choices)):
            lead = self._lead(decoding)
            rows = [[*lead, *prompt.prefix] for prompt in prompts]
            batch["decoder_input_ids"] = torch.tensor(rows, device=self._model.device)
            read = len(rows[0])
            settings.max_new_tokens -= read - 1
        if any(choices):
            batch["logits_processor"] = [_OneOfChoices(choices, read, decoding.beams)]
        output = self._model.generate(**batch, generation_config=settings)
        # A decoder starts with a token of its own; a decoder-only model repeats the prompt.
        start = batch["input_ids"].shape[1] if self._causal else 1
        found = [_hypothesis(row, settings) for row in output[:, start:].tolist()]
        per_prompt = settings.num_return_sequences
        return [
            [_within(f, prompt.limit, settings) for f in found[n * per_prompt :][:per_prompt]]
            for n, prompt in enumerate(prompts)
        ]

    def _lead(self, decoding: Decoding) -> list[int]:
        """Return what a decoder reads before the text: its start token, and one that is forced."""
        settings = checkpoint_settings(self._folder)
        first = decoding.first_token
        if first is None:
            first = settings.forced_bos_token_id
        return [settings.decoder_start_token_id, *([] if first is None else [first])]

    def _foresee(
        self, prompt: Prompt, places: Sequence[int], wanted: Sequence[int], decoding: Decoding
    ) -> NDArray[np.float32]:
        device = self._model.device
        text = prompt.prefix[: places[-1]]
        if self._causal:
            shared = shared_prefix([prompt])
            # The last token that is read says what comes first.
            read = (*prompt.tokens[len(shared) :], *text)
            logits = self._model(
                torch.tensor([read], device=device),
                cache=self._cached(shared, decoding.adapter, 1) if shared else None,
                logits_to_keep=len(text) + 1,
            ).logits
        else:
            lead = self._lead(decoding)
            logits = self._model(
                torch.tensor([prompt.tokens], device=device),
                decoder_input_ids=torch.tensor([[*lead, *text]], device=device),
                use_cache=False,
            ).logits[:, len(lead) - 1 :]
        steps = logits[0, list(places)].float().log_softmax(-1)
        found: NDArray[np.float32] = steps[:, list(wanted)].cpu().numpy()
        return found

    def _pad(self, prompts: Sequence[Prompt], pad: int) -> dict[str, Any]:
        """Return ids and mask; padding goes to the end, in a causal model before what differs."""
        width = max(len(prompt.tokens) for prompt in prompts)
        shared = len(shared_prefix(prompts)) if self._causal else 0
        ids, mask = [], []
        for prompt in prompts:
            tokens, gap = list(prompt.tokens), width - len(prompt.tokens)
            at = shared if self._causal else len(tokens)
            ids.append(tokens[:at] + [pad] * gap + tokens[at:])
            mask.append([1] * at + [0] * gap + [1] * (len(tokens) - at))
        device = self._model.device
        return {
            "input_ids": torch.tensor(ids, device=device),
            "attention_mask": torch.tensor(mask, device=device),
        }

    def _cached(
        self, prefix: tuple[int, ...], adapter: LoraAdapter | None, rows: int
    ) -> DynamicCache:
        """Return the attention cache of a prefix for so many rows."""
        key = adapter, prefix
        if key in self._prefixes:
            self._prefixes.move_to_end(key)
        else:
            cache = DynamicCache(config=self._model.config)
            self._model(torch.tensor([prefix], device=self._model.device), cache=cache)
            self._prefixes[key] = cache
            if len(self._prefixes) > _PREFIXES_KEPT:
                self._prefixes.popitem(last=False)
        cache = copy.deepcopy(self._prefixes[key])
        cache.batch_repeat_interleave(rows)
        return cache


class _SourceKeptCache(EncoderDecoderCache):  # type: ignore[misc]  # untyped library
    """An attention cache that leaves the source where it is when beams change places.

    All beams of a text read one source. Copying its keys and values at every step takes more time
    than computing with them where the source is an article.
    """

    def reorder_cache(self, beams: torch.Tensor) -> None:
        self.self_attention_cache.reorder_cache(beams)


class _OneOfChoices(LogitsProcessor):  # type: ignore[misc]  # untyped library
    """Lets each text begin with one of its choices."""

    def __init__(
        self, choices: Sequence[tuple[tuple[int, ...], ...]], read: int, beams: int
    ) -> None:
        """Take choices by prompt, the tokens that the model reads first, and the beams."""
        self._choices = choices
        self._read = read
        self._beams = beams

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        for row, tokens in enumerate(input_ids[:, self._read :].tolist()):
            allowed = following(self._choices[row // self._beams], tokens)
            if allowed is not None:
                barred = torch.ones_like(scores[row], dtype=torch.bool)
                barred[list(allowed)] = False
                scores[row] = scores[row].masked_fill(barred, -torch.inf)
        return scores


@contextmanager
def _stoppable(model: torch.nn.Module) -> Iterator[None]:
    """Look before each layer whether the work was interrupted: long texts take a while in each."""
    stacks = [module for module in model.modules() if isinstance(module, torch.nn.ModuleList)]
    hooks = [
        layer.register_forward_pre_hook(lambda *_: interrupt.check())
        for stack in stacks
        for layer in stack
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _hypothesis(row: list[int], settings: GenerationConfig) -> Hypothesis:
    ends = set(end_tokens(settings))
    end = next((n for n, token in enumerate(row) if token in ends), None)
    return Hypothesis(tuple(row[:end]), finished=end is not None)


def _within(found: Hypothesis, limit: int, settings: GenerationConfig) -> Hypothesis:
    """Hold a hypothesis to its own limit: its batch may have had a higher one.

    The end token counts. Some checkpoints force it at the limit, which finishes no sentence.
    """
    room = limit - 1 if settings.forced_eos_token_id is None else limit - 2
    return Hypothesis(found.tokens[: limit - 1], found.finished and len(found.tokens) <= room)
