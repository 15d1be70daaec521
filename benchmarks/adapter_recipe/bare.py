"""Trains adapters on a bare machine: needs torch, transformers, peft and gguf, nothing of ours.

    cp part01.bin PARTS/                          # bring the parts of the GGUF file, as may be
    python3 bare.py join PARTS --sha256 SUM       # join them, check them, unpack to bfloat16
    python3 bare.py train PARTS FILES OUT --languages ru,zh --seconds 240
    python3 bare.py translate PARTS FILES OUT --languages ru,zh

``train`` stops by the clock and keeps the state with the least loss; what it writes comes in
pieces of at most 15 MiB. ``translate`` answers the prompts with the adapters and without.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

JOINED = "base.gguf"
UNPACKED = "unpacked"
PIECE = 15 * 1024**2
WARMUP = 0.05
EVALUATIONS = 6


@dataclass(frozen=True)
class Example:
    """Tokens of one pair behind the start that all share."""

    read: NDArray[np.int32]
    written: NDArray[np.int32]

    @property
    def size(self) -> int:
        """Tokens."""
        return len(self.read) + len(self.written)


def read_examples(path: Path) -> tuple[list[int], list[Example]]:
    """Return the shared start, and the examples."""
    with np.load(path) as file:
        prefix, tokens = file["prefix"].tolist(), file["tokens"]
        sizes = list(zip(file["read"].tolist(), file["written"].tolist(), strict=True))
    examples, at = [], 0
    for read, written in sizes:
        examples.append(Example(tokens[at : at + read], tokens[at + read : at + read + written]))
        at += read + written
    return prefix, examples


def packed(
    prefix: list[int], examples: list[Example], tokens: int
) -> Iterator[tuple[dict[str, torch.Tensor], torch.Tensor]]:
    """Yield rows of the start and as many examples as fit, each of which sees the start and itself.

    Each row comes as the inputs of the model, and the tokens to predict.
    """
    group: list[Example] = []
    for example in [*examples, None]:
        if group and (
            example is None or len(prefix) + sum(e.size for e in group) + example.size > tokens
        ):
            yield _row(prefix, group)
            group = []
        if example is not None:
            group.append(example)


def _row(prefix: list[int], group: list[Example]) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
    ids, places, owners = list(prefix), list(range(len(prefix))), [-1] * len(prefix)
    keep: list[int] = []
    labels: list[int] = []
    for number, example in enumerate(group):
        rest = [*example.read.tolist(), *example.written.tolist()[:-1]]
        before = len(ids) + len(example.read) - 1
        keep += range(before, before + len(example.written))
        labels += example.written.tolist()
        ids += rest
        places += range(len(prefix), len(prefix) + len(rest))
        owners += [number] * len(rest)
    owner = torch.tensor(owners)
    visible = (owner[:, None] == owner[None, :]) | (owner[None, :] == -1)
    inputs = {
        "input_ids": torch.tensor([ids]),
        "position_ids": torch.tensor([places]),
        "attention_mask": visible.tril()[None, None],
        "logits_to_keep": torch.tensor(keep),
    }
    return inputs, torch.tensor(labels)


def loss_of(
    model: Any, row: tuple[dict[str, torch.Tensor], torch.Tensor]
) -> tuple[torch.Tensor, int]:
    """Return the cross-entropy of a row, summed, in nats, and of how many tokens it is."""
    inputs, labels = row
    moved = {name: tensor.to(model.device) for name, tensor in inputs.items()}
    logits = model(**moved, use_cache=False).logits[0].float()
    loss = torch.nn.functional.cross_entropy(logits, labels.to(model.device), reduction="sum")
    return loss, len(labels)


def mean_loss(model: Any, prefix: list[int], examples: list[Example], tokens: int) -> float:
    """Return the mean loss of a token of the answers."""
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for row in packed(prefix, examples, tokens):
            loss, answers = loss_of(model, row)
            total, count = total + float(loss), count + answers
    model.train()
    return total / count


def load(folder: Path) -> Any:
    """Return the unpacked base, on the GPU where there is one."""
    from transformers import AutoModelForCausalLM

    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = AutoModelForCausalLM.from_pretrained(
        folder / UNPACKED, dtype=torch.bfloat16, attn_implementation="sdpa"
    )
    return model.to(device)


def join(folder: Path, expected: str) -> None:
    """Join the parts in the order of their numbers, check them, and unpack them once.

    Raises:
        SystemExit: A part is missing or changed.

    """
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    def number(path: Path) -> int:
        return int("".join(filter(str.isdecimal, path.stem)) or 0)

    if not (parts := sorted(folder.glob("*.bin"), key=number)):
        raise SystemExit(f"{folder}: no parts; copy them there first")
    digest = hashlib.sha256()
    with (folder / JOINED).open("wb") as joined:
        for part in parts:
            data = part.read_bytes()
            digest.update(data)
            joined.write(data)
    if digest.hexdigest() != expected:
        raise SystemExit(f"{folder}: the parts make {digest.hexdigest()}, not {expected}")
    model = AutoModelForCausalLM.from_pretrained(
        folder,
        gguf_file=JOINED,
        quantization_config=GgufConfig(dequantize=True),
        dtype=torch.bfloat16,
    )
    model.save_pretrained(folder / UNPACKED)
    AutoTokenizer.from_pretrained(folder, gguf_file=JOINED).save_pretrained(folder / UNPACKED)
    print(f"unpacked into {folder / UNPACKED}")


@dataclass(frozen=True)
class Plan:
    """How an adapter is trained."""

    seconds: float
    epochs: int
    rank: int
    rate: float
    tokens: int
    seed: int = 7


def train(model: Any, files: Path, out: Path, language: str, plan: Plan) -> None:
    """Train an adapter until its time or its epochs are over; write the best state in pieces."""
    from peft import LoraConfig
    from peft.functional import get_peft_model_state_dict, inject_adapter_in_model

    prefix, examples = read_examples(files / f"train.{language}.npz")
    start, development = read_examples(files / f"development.{language}.npz")
    torch.manual_seed(plan.seed)
    model.requires_grad_(False)
    config = LoraConfig(
        r=plan.rank, lora_alpha=2 * plan.rank, lora_dropout=0.05, target_modules="all-linear"
    )
    inject_adapter_in_model(config, model, language)
    trained = []
    for name, parameter in model.named_parameters():
        if f".{language}." in name:
            parameter.data = parameter.data.float()
            parameter.requires_grad_(True)
            trained.append(parameter)
    optimizer = torch.optim.AdamW(trained, weight_decay=0.0)
    draw = random.Random(plan.seed)
    rows = []
    for _ in range(plan.epochs):
        draw.shuffle(examples)
        # Neighbours of like length fill rows well; the rows are shuffled again.
        epoch = []
        for at in range(0, len(examples), 2_000):
            group = sorted(examples[at : at + 2_000], key=lambda e: e.size)
            epoch += list(packed(prefix, group, plan.tokens))
        draw.shuffle(epoch)
        rows += epoch
    curve = [(0, mean_loss(model, start, development, plan.tokens))]
    print(f"{language}: {len(rows)} steps, loss {curve[0][1]:.4f}", flush=True)
    best: dict[str, torch.Tensor] = {}
    began, due, done = time.monotonic(), 1, 0

    def measure() -> None:
        curve.append((done, mean_loss(model, start, development, plan.tokens)))
        took = time.monotonic() - began
        print(f"{language}: step {done}, {took:.0f} s, loss {curve[-1][1]:.4f}", flush=True)
        if curve[-1][1] == min(value for _, value in curve):
            state = get_peft_model_state_dict(
                model, adapter_name=language, save_embedding_layers=False
            )
            best.update(
                (name, weight.detach().to(torch.bfloat16).cpu().contiguous())
                for name, weight in state.items()
            )

    model.train()
    for row in rows:
        spent = max((time.monotonic() - began) / plan.seconds, done / len(rows))
        if spent >= 1:
            break
        rate = min(1.0, spent / WARMUP) * 0.5 * (1 + math.cos(math.pi * spent))
        for options in optimizer.param_groups:
            options["lr"] = plan.rate * rate
        optimizer.zero_grad()
        with torch.autocast(model.device.type, torch.bfloat16):
            loss, answers = loss_of(model, row)
        torch.autograd.backward(loss / answers)
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        done += 1
        if spent * EVALUATIONS >= due and done < len(rows):
            due += 1
            measure()
    if curve[-1][0] != done:
        measure()
    _write_pieces(best, out, language)
    (out / f"{language}.json").write_text(
        json.dumps(
            {
                "curve": curve,
                "steps": done,
                "of": len(rows),
                "seconds": round(time.monotonic() - began, 1),
                "rank": plan.rank,
                "rate": plan.rate,
                "epochs": plan.epochs,
                "seed": plan.seed,
                "tokens": plan.tokens,
                "parameters": sum(p.numel() for p in trained),
                "device": (torch.cuda.get_device_name() if torch.cuda.is_available() else "CPU"),
                "torch": torch.__version__,
            }
        )
    )


def _write_pieces(state: dict[str, torch.Tensor], out: Path, language: str) -> None:
    from safetensors.torch import save_file

    out.mkdir(parents=True, exist_ok=True)
    pieces: list[dict[str, torch.Tensor]] = [{}]
    size = 0
    for name, tensor in state.items():
        if pieces[-1] and size + tensor.nbytes > PIECE:
            pieces.append({})
            size = 0
        pieces[-1][name] = tensor
        size += tensor.nbytes
    for number, piece in enumerate(pieces, start=1):
        if piece:
            save_file(piece, out / f"{language}.{number}.safetensors")


def attach(model: Any, out: Path, language: str) -> None:
    """Load a trained adapter beside the base."""
    from peft import LoraConfig
    from peft.functional import inject_adapter_in_model, set_peft_model_state_dict
    from safetensors.torch import load_file

    told = json.loads((out / f"{language}.json").read_text())
    config = LoraConfig(
        r=told["rank"],
        lora_alpha=2 * told["rank"],
        target_modules="all-linear",
        inference_mode=True,
    )
    inject_adapter_in_model(config, model, language)
    state: dict[str, torch.Tensor] = {}
    for piece in sorted(out.glob(f"{language}.*.safetensors")):
        state |= load_file(piece)
    loaded = set_peft_model_state_dict(model, state, adapter_name=language)
    if loaded.unexpected_keys:
        raise SystemExit(f"{out}: {loaded.unexpected_keys[0]} has no counterpart")


def translate(model: Any, files: Path, language: str, end: list[int]) -> list[list[int]]:
    """Answer the prompts of a language, greedily; answers that the limit cut are empty."""
    asked = json.loads((files / f"prompts.{language}.json").read_text(encoding="utf-8"))
    order = sorted(range(len(asked["prompts"])), key=lambda n: len(asked["prompts"][n]))
    answers: list[list[int]] = [[] for _ in order]
    model.eval()
    for at in range(0, len(order), 50):
        numbers = order[at : at + 50]
        prompts = [asked["prompts"][n] for n in numbers]
        width = max(map(len, prompts))
        ids = torch.tensor([[end[0]] * (width - len(p)) + p for p in prompts])
        mask = torch.tensor([[0] * (width - len(p)) + [1] * len(p) for p in prompts])
        with torch.no_grad():
            made = model.generate(
                ids.to(model.device),
                attention_mask=mask.to(model.device),
                max_new_tokens=max(asked["limits"][n] for n in numbers),
                do_sample=False,
                eos_token_id=end,
                pad_token_id=end[0],
            )
        for n, row in zip(numbers, made[:, width:].tolist(), strict=True):
            stops = [i for i, token in enumerate(row[: asked["limits"][n]]) if token in end]
            answers[n] = row[: stops[0]] if stops else []
    return answers


def main() -> None:
    """Run one of the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    joined = steps.add_parser("join")
    joined.add_argument("parts", type=Path)
    joined.add_argument("--sha256", required=True)
    for name in ("train", "translate"):
        step = steps.add_parser(name)
        step.add_argument("parts", type=Path)
        step.add_argument("files", type=Path)
        step.add_argument("out", type=Path)
        step.add_argument("--languages", default="ru,zh")
        step.add_argument("--seconds", type=float, default=240)
        step.add_argument("--epochs", type=int, default=2)
        step.add_argument("--rank", type=int, default=12)
        step.add_argument("--rate", type=float, default=2e-4)
        step.add_argument("--tokens", type=int, default=4096)
    asked = parser.parse_args()
    if asked.step == "join":
        join(asked.parts, asked.sha256)
    else:
        _work(asked)


def _work(asked: argparse.Namespace) -> None:
    recipe = json.loads((asked.files / "recipe.json").read_text(encoding="utf-8"))
    for language in asked.languages.split(","):
        model = load(asked.parts)  # anew: one adapter never stands beside another
        end = recipe[language]["end"]
        if asked.step == "train":
            plan = Plan(asked.seconds, asked.epochs, asked.rank, asked.rate, asked.tokens)
            train(model, asked.files, asked.out, language, plan)
            continue
        answers = {"base": translate(model, asked.files, language, end)}
        attach(model, asked.out, language)
        answers["adapter"] = translate(model, asked.files, language, end)
        (asked.out / f"answers.{language}.json").write_text(json.dumps(answers))
        print(f"{language}: {len(answers['base'])} segments, twice", flush=True)


if __name__ == "__main__":
    main()
