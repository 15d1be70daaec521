"""Pairs as a model is trained on them: exactly what it reads and writes when it translates."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from models.adapters.pairs import Pair, Pairs
from models.tasks import TranslationRequest
from models.translators import CheckpointTranslator

_IGNORED = -100
"""Label of what the loss leaves out, in PyTorch and transformers."""
_GROUP = 50
"""Batches whose pairs are sorted by length together."""


@dataclass(frozen=True)
class Example:
    """Token ids of one pair: what the model reads, and what it is to write, end token included.

    The first `shared` tokens of what it reads are the same in most examples.
    """

    read: tuple[int, ...]
    written: tuple[int, ...]
    shared: int

    @property
    def size(self) -> int:
        """Tokens, without those that are shared."""
        return len(self.read) - self.shared + len(self.written)


@dataclass(frozen=True)
class Batch:
    """Examples as tensors: inputs of the model, and the tokens that it is to predict."""

    inputs: dict[str, torch.Tensor]
    labels: torch.Tensor
    """Of the decoder-only model, for the positions in `logits_to_keep`; else rows by tokens."""
    answers: int
    """Tokens that count."""


def make_examples(
    pairs: Sequence[Pair], translator: CheckpointTranslator, target: str, found: Pairs | None = None
) -> list[Example]:
    """Return the examples of pairs; those over the model's limits are left out, and counted."""
    examples = []
    for pair in pairs:
        prompt = translator.prompt(TranslationRequest(pair.source, target))
        answer = translator.answer(pair.target, target)
        if len(prompt.tokens) > translator.input_limit or len(answer) > prompt.limit:
            if found:
                found.drop("over the model's limit", pair.source[:40])
            continue
        examples.append(Example(prompt.tokens, answer, prompt.shared))
    return examples


def batch_order(examples: Sequence[Example], size: int, epoch: int, seed: int) -> list[list[int]]:
    """Return the numbers of the examples of each batch of an epoch, of about equal lengths each."""
    draw = random.Random(f"{seed} {epoch}")
    order = list(range(len(examples)))
    draw.shuffle(order)
    batches = []
    for start in range(0, len(order), size * _GROUP):
        group = sorted(order[start : start + size * _GROUP], key=lambda n: examples[n].size)
        batches += [group[first : first + size] for first in range(0, len(group), size)]
    draw.shuffle(batches)
    return batches


def packed(examples: Sequence[Example], tokens: int) -> Iterator[Batch]:
    """Put examples of a decoder-only model into batches of at most so many tokens, if they fit.

    A batch is one row: the shared start once, then the rest of each example, which sees the start
    and itself and nothing else. It is what separate rows compute, without the padding and with
    the start, often five times as long as the rest, only once.
    """
    for group in _cut(sorted(examples, key=lambda e: (e.read[: e.shared], e.size)), tokens):
        prefix = group[0].read[: group[0].shared]
        ids, places, owners = list(prefix), list(range(len(prefix))), [-1] * len(prefix)
        keep: list[int] = []
        labels: list[int] = []
        for number, example in enumerate(group):
            rest = (*example.read[example.shared :], *example.written[:-1])
            before = len(ids) + len(example.read) - example.shared - 1
            keep += range(before, before + len(example.written))
            labels += example.written
            ids += rest
            places += range(len(prefix), len(prefix) + len(rest))
            owners += [number] * len(rest)
        owner = torch.tensor(owners)
        visible = (owner[:, None] == owner[None, :]) | (owner[None, :] == -1)
        yield Batch(
            {
                "input_ids": torch.tensor([ids]),
                "position_ids": torch.tensor([places]),
                "attention_mask": visible.tril()[None, None],
                "logits_to_keep": torch.tensor(keep),
            },
            torch.tensor([labels]),
            len(labels),
        )


def padded(examples: Sequence[Example], tokens: int, pad: int) -> Iterator[Batch]:
    """Put examples of an encoder-decoder model into batches of at most so many padded tokens."""
    for group in _cut(sorted(examples, key=lambda e: e.size), tokens):
        read = _rows([example.read for example in group], pad)
        labels = _rows([example.written for example in group], _IGNORED)
        mask = _rows([(1,) * len(example.read) for example in group], 0)
        inputs = {"input_ids": read, "attention_mask": mask, "labels": labels}
        yield Batch(inputs, labels, int((labels != _IGNORED).sum()))


def loss_of(model: Any, batch: Batch) -> torch.Tensor:
    """Return the cross-entropy of a batch, summed over its answers' tokens, in nats."""
    device = model.device
    inputs = {name: tensor.to(device) for name, tensor in batch.inputs.items()}
    logits = model(**inputs, use_cache=False).logits.float()
    return torch.nn.functional.cross_entropy(
        logits.flatten(0, 1),
        batch.labels.to(device).flatten(),
        ignore_index=_IGNORED,
        reduction="sum",
    )


def _cut(examples: Sequence[Example], tokens: int) -> Iterator[list[Example]]:
    """Cut examples, sorted by length, into groups; one of a group has all of its shared start."""
    group: list[Example] = []
    for example in examples:
        shared = example.read[: example.shared]
        size = example.shared + (len(group) + 1) * example.size
        if group and (size > tokens or shared != group[0].read[: group[0].shared]):
            yield group
            group = []
        group.append(example)
    if group:
        yield group


def _rows(rows: Sequence[Sequence[int]], filler: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows])
