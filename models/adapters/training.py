"""Training of an adapter: steps, evaluations, and a state from which a killed run goes on."""

from __future__ import annotations

import logging
import math
import platform
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from pydantic import Field

from base.files import flush_folder, flush_tree, make_folder, whole_file
from base.hashing import file_sha256
from base.records import Frozen
from models import interrupt
from models.adapters import lora
from models.adapters.adapter import (
    CARD,
    CONFIG,
    RECORD,
    WEIGHTS,
    DataFile,
    Evaluation,
    LoraAdapter,
    Record,
    read_record,
    weight_hashes,
)
from models.adapters.card import model_card
from models.adapters.examples import (
    Batch,
    Example,
    batch_order,
    loss_of,
    make_examples,
    packed,
    padded,
)
from models.adapters.pairs import Pair, Pairs, described, read_pairs
from models.checkpoint import Checkpoint, hash_of, open_checkpoint
from models.engines.pool import torch_engine
from models.spec import AutoModel, LocalModel, ModelSpec, TorchModel
from models.tasks import ModelError, TranslationRequest
from models.translators import translator_of

log = logging.getLogger(__name__)

_NAME = "in_training"
_STATE = "state.pt"
_WARMUP = 0.05
"""Share of the steps in which the learning rate rises."""
_CLIP = 1.0
"""Largest norm of the gradient."""
_MEASURED = 3
"""Steps from which the duration is estimated."""
_CPU_TOKENS = 4096
_GPU_TOKENS = 8192
_REPORT_EVERY = 30.0
"""Seconds between two lines of progress in the log."""


class Settings(Frozen):
    """How an adapter is trained; the defaults suit some ten thousand pairs."""

    epochs: int = Field(1, ge=1, description="Times that each pair is seen")
    rank: int = Field(16, ge=1, le=256, description="Of the adapter's factors: its capacity")
    dropout: float = Field(0.05, ge=0, lt=1)
    learning_rate: float = Field(2e-4, gt=0, description="At its highest")
    batch: int = Field(32, ge=1, description="Pairs of a step")
    evaluations: int = Field(4, ge=1, description="On the development set, after the first")
    development_size: int = Field(200, ge=1, description="Pairs of the development set")
    most: int | None = Field(None, ge=1, description="Pairs to train on, at most")
    seed: int = 7


@dataclass(frozen=True)
class Request:
    """What an adapter is trained on and for, and where it goes."""

    files: tuple[Path, ...]
    base: ModelSpec
    target: str
    out: Path
    licence: str
    source: str = "en"
    development: Path | None = None
    excluded: tuple[Path, ...] = ()
    settings: Settings = field(default_factory=Settings)
    command: str = ""
    checkpoint_seconds: float = 300.0

    def work(self) -> Path:
        """Return the folder of a run that is not finished."""
        return self.out.with_name(f"{self.out.name}.partial")


def train(request: Request) -> Record:
    """Train an adapter and write its folder; go on where an earlier run of it was stopped.

    The same request gives the same adapter on the same machine, however often it was stopped.

    Raises:
        ModelError: The base or the data cannot be used, PEFT is not installed, or the adapter is
            no better than its base.
        InterruptionError: It was stopped; the same request goes on.

    """
    lora.require_peft()
    _require("sacrebleu")
    plan = _plan(request)
    if (request.out / RECORD).is_file():
        record = read_record(request.out)
        if record.plan != plan:
            raise ModelError(
                str(request.out),
                "holds an adapter that was made of other data or with other settings",
                "give another --out",
            )
        return record
    if request.out.exists() and any(request.out.iterdir()):
        raise ModelError(str(request.out), "is not empty", "give another --out")
    base = replace_engine(request.base)
    checkpoint = open_checkpoint(base)
    engine = torch_engine(base, checkpoint.weights)
    checkpoint = replace(checkpoint, engine=engine)
    pairs = read_pairs(
        request.files,
        request.target,
        source=request.source,
        development=request.development,
        development_size=request.settings.development_size,
        excluded=request.excluded,
        most=request.settings.most,
        seed=request.settings.seed,
    )
    translator = translator_of(checkpoint, request.source)
    examples = make_examples(pairs.training, translator, request.target, pairs)
    if not examples:
        raise ModelError(str(request.files[0]), "no pair is short enough", "give shorter sentences")
    if dropped := described(pairs):
        log.info("left out: %s", dropped)
    run = _Run(request, plan, checkpoint, engine.model, examples, pairs)
    try:
        run.go()
        return run.finish()
    finally:
        engine.unload()


def replace_engine(base: ModelSpec) -> TorchModel:
    """Return the spec of a base as it is trained: by PyTorch, without an adapter.

    Raises:
        ModelError: Its weights are not here.

    """
    if not isinstance(base, LocalModel | AutoModel):
        raise ModelError(
            base.name, f"is of {base.kind}: there are no weights to train", "choose another base"
        )
    shared = base.model_dump(include=set(TorchModel.model_fields), exclude_unset=True)
    shared = {**shared, "family": base.family, "engine": "torch", "adapter": None}
    return TorchModel.model_validate(shared)


class _Run:
    def __init__(
        self,
        request: Request,
        plan: str,
        checkpoint: Checkpoint,
        model: Any,
        examples: list[Example],
        pairs: Pairs,
    ) -> None:
        self.request = request
        self.plan = plan
        self.checkpoint = checkpoint
        self.model = model
        self.examples = examples
        self.pairs = pairs
        self.work = request.work()
        settings = request.settings
        self.batches = [
            batch
            for epoch in range(settings.epochs)
            for batch in batch_order(examples, settings.batch, epoch, settings.seed)
        ]
        self.due = {
            round(n * len(self.batches) / settings.evaluations)
            for n in range(settings.evaluations + 1)
        }
        self.tokens = _CPU_TOKENS if model.device.type == "cpu" else _GPU_TOKENS
        self.step = 0
        self.seconds = 0.0
        self.evaluations: list[Evaluation] = []
        self.development = make_examples(
            pairs.development, translator_of(checkpoint, request.source), request.target
        )
        torch.manual_seed(settings.seed)
        self.model.requires_grad_(requires_grad=False)
        lora.add(self.model, _NAME, settings.rank, settings.dropout)
        self.model.activation_checkpointing_enable()
        self.trained = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.trained, weight_decay=0.0)

    @property
    def best(self) -> Evaluation:
        """The evaluation with the least loss: of a small set it varies less than chrF does."""
        return min(self.evaluations, key=lambda evaluation: evaluation.loss)

    def go(self) -> None:
        """Train to the end, from where an earlier run was stopped."""
        self._resume()
        log.info(
            "%d pairs in %d steps, %d parameters, %d pairs to measure on; %s in %s",
            len(self.examples),
            len(self.batches),
            sum(p.numel() for p in self.trained),
            len(self.development),
            self.checkpoint.spec.name,
            self.model.dtype,
        )
        saved = reported = started = time.monotonic()
        first, spent = self.step, 0.0
        while True:
            try:
                if self.step in self.due and self.step not in {e.step for e in self.evaluations}:
                    begun = time.monotonic()
                    self._evaluate()
                    spent = time.monotonic() - begun
                    started += spent
                    self._save()
                if self.step == len(self.batches):
                    return
                self._train_step()
            except interrupt.InterruptionError:
                self._save()
                log.info(
                    "stopped after step %d of %d; the state is kept", self.step, len(self.batches)
                )
                raise
            self.step += 1
            now = time.monotonic()
            if self.step == first + _MEASURED or now - reported > _REPORT_EVERY:
                reported = now
                self._report(now - started, first, spent)
            if now - saved >= self.request.checkpoint_seconds:
                self._save()
                saved = now

    def finish(self) -> Record:
        """Write the adapter's folder, whole or not at all."""
        best = self.best
        if best.step == 0:
            raise ModelError(
                str(self.request.out),
                f"is not written: no evaluation was better than the base's loss of {best.loss:.3f}",
                "give more or better pairs, or a lower learning rate; "
                f"{self.work} holds the run, remove it",
            )
        folder = self._evaluated(best.step)
        record = self._record(folder)
        (folder / RECORD).write_text(record.model_dump_json(indent=1), encoding="utf-8")
        (folder / CARD).write_text(model_card(record), encoding="utf-8")
        if self.request.out.exists():
            self.request.out.rmdir()
        flush_tree(folder)
        folder.rename(self.request.out)
        flush_folder(self.request.out.parent)
        shutil.rmtree(self.work)
        return record

    def _train_step(self) -> None:
        settings = self.request.settings
        rate = settings.learning_rate * _schedule(self.step, len(self.batches))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        chosen = [self.examples[number] for number in self.batches[self.step]]
        answers = sum(len(example.written) for example in chosen)
        lora.select(self.model, _NAME, trained=True)
        self.model.train()
        begun = time.monotonic()
        while True:
            # Set anew for every step: a run that goes on draws what an undisturbed one draws.
            torch.manual_seed(settings.seed + self.step)
            self.optimizer.zero_grad()
            try:
                for batch in self._cut(chosen):
                    interrupt.check()
                    torch.autograd.backward(loss_of(self.model, batch) / answers)
                break
            except torch.OutOfMemoryError as error:
                if self.tokens < 256:
                    raise ModelError(
                        "training", "does not fit into memory", "choose a smaller base"
                    ) from error
                self.tokens //= 2
                log.warning("memory is exhausted; going on with %d tokens at once", self.tokens)
        torch.nn.utils.clip_grad_norm_(self.trained, _CLIP)
        self.optimizer.step()
        self.seconds += time.monotonic() - begun

    def _cut(self, examples: Sequence[Example]) -> Iterator[Batch]:
        if self.checkpoint.config.is_encoder_decoder:
            return padded(examples, self.tokens, self.checkpoint.tokenizer.pad_token_id)
        return packed(examples, self.tokens)

    def _evaluate(self) -> None:
        """Measure the adapter as it is, as inference would use it, and keep it if it is best."""
        folder = self._evaluated(self.step)
        shutil.rmtree(folder, ignore_errors=True)
        lora.save(self.model, _NAME, folder, self.checkpoint.spec.name)
        lora.select(self.model, _NAME, trained=True)
        self.model.eval()
        loss = answers = 0.0
        with torch.no_grad():
            for batch in self._cut(self.development):
                interrupt.check()
                loss += float(loss_of(self.model, batch))
                answers += batch.answers
        adapter = LoraAdapter(folder, file_sha256(folder / WEIGHTS)) if self.step else None
        lora.select(self.model, None)
        chrf = measure(self.checkpoint, adapter, self.pairs.development, self.request)
        found = Evaluation(step=self.step, loss=round(loss / answers, 4), chrf=round(chrf, 2))
        self.evaluations.append(found)
        log.info("after step %d: loss %.3f, chrF %.1f", found.step, found.loss, chrf)

    def _report(self, elapsed: float, first: int, evaluation: float) -> None:
        sizes = [sum(self.examples[n].size for n in batch) for batch in self.batches]
        done = sum(sizes[first : self.step])
        left = sum(sizes[self.step :]) * elapsed / done
        left += evaluation * sum(step > self.step for step in self.due)
        log.info(
            "step %d of %d, %.0f tokens/s, about %s left",
            self.step,
            len(self.batches),
            done / elapsed,
            _duration(left),
        )

    def _evaluated(self, step: int) -> Path:
        return self.work / f"step-{step}"

    def _save(self) -> None:
        """Write the state, then remove what it no longer names."""
        make_folder(self.work)
        state = {
            "plan": self.plan,
            "step": self.step,
            "seconds": self.seconds,
            "evaluations": [evaluation.model_dump() for evaluation in self.evaluations],
            "weights": lora.weights(self.model, _NAME),
            "optimizer": self.optimizer.state_dict(),
        }
        with whole_file(self.work / _STATE) as file:
            torch.save(state, file)
        if self.evaluations:
            for folder in self.work.glob("step-*"):
                if folder != self._evaluated(self.best.step):
                    shutil.rmtree(folder)

    def _resume(self) -> None:
        path = self.work / _STATE
        if not path.is_file():
            return
        state = torch.load(path, map_location=self.model.device, weights_only=True)
        if state["plan"] != self.plan:
            raise ModelError(
                str(self.work),
                "holds a run of other data or settings that is not finished",
                "repeat its command, remove the folder, or give another --out",
            )
        self.step = state["step"]
        self.seconds = state["seconds"]
        self.evaluations = [Evaluation(**evaluation) for evaluation in state["evaluations"]]
        lora.restore(self.model, _NAME, state["weights"])
        self.optimizer.load_state_dict(state["optimizer"])
        log.info("going on after step %d of %d", self.step, len(self.batches))

    def _record(self, folder: Path) -> Record:
        request, weights = self.request, self.checkpoint.weights
        settings = request.settings
        return Record(
            base=weights.name,
            base_revision=weights.revision,
            base_sha256=weight_hashes(weights.sha256),
            sha256={name: file_sha256(folder / name) for name in (WEIGHTS, CONFIG)},
            source_language=request.source,
            target=request.target,
            licence=request.licence,
            command=request.command,
            plan=self.plan,
            data=tuple(
                DataFile(name=f.name, sha256=file_sha256(f), pairs=self.pairs.kept[f.name])
                for f in request.files
            ),
            origins=_origins(self.pairs.training),
            dropped=dict(self.pairs.dropped.most_common()),
            development_pairs=len(self.pairs.development),
            epochs=settings.epochs,
            steps=len(self.batches),
            rank=settings.rank,
            learning_rate=settings.learning_rate,
            seed=settings.seed,
            parameters=sum(p.numel() for p in self.trained),
            dtype=str(self.model.dtype).removeprefix("torch."),
            device=_device(self.model.device),
            seconds=round(self.seconds, 1),
            libraries={name: version(name) for name in ("torch", "transformers", "peft")},
            best=self.best.step,
            evaluations=tuple(self.evaluations),
        )


def measure(
    checkpoint: Checkpoint, adapter: LoraAdapter | None, pairs: Sequence[Pair], request: Request
) -> float:
    """Return the chrF of what a checkpoint makes of pairs' sources, with an adapter or without."""
    from sacrebleu.metrics import CHRF

    asked = replace(checkpoint, decoding=replace(checkpoint.decoding, adapter=adapter))
    written = translator_of(asked, request.source).translate(
        [TranslationRequest(pair.source, request.target) for pair in pairs]
    )
    return float(CHRF().corpus_score(written, [[pair.target for pair in pairs]]).score)


def _plan(request: Request) -> str:
    """Hash all that decides what the adapter becomes."""
    files = [*request.files, *request.excluded]
    if request.development:
        files.append(request.development)
    for path in files:
        if not path.is_file():
            raise ModelError(str(path), "no such file", "give TSV files, plain or as .gz or .xz")
    base = replace_engine(request.base)
    return hash_of(
        {
            "files": [(path.name, file_sha256(path)) for path in files],
            "base": (base.name, base.revision, base.file, base.sha256, base.prompt, base.context),
            "languages": (request.source, request.target),
            "settings": request.settings.model_dump(),
        }
    )


def _schedule(step: int, steps: int) -> float:
    """Return the share of the learning rate: it rises in a line, and falls in half a cosine."""
    warmup = max(1, round(_WARMUP * steps))
    if step < warmup:
        return (step + 1) / warmup
    return 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup)))


def _require(library: str) -> None:
    try:
        version(library)
    except ImportError as error:
        raise ModelError(
            "adapt", f"{library} is not installed", "pip install 'polydigest[adapt]'"
        ) from error


def _origins(pairs: Sequence[Pair]) -> dict[str, int]:
    return dict(Counter(pair.origin for pair in pairs if pair.origin).most_common())


def _device(device: torch.device) -> str:
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"{platform.machine()} CPU, {torch.get_num_threads()} threads"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
