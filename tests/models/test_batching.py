from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.batching import TokenBudget, generate
from models.checkpoint import open_checkpoint
from models.engines import Decoding, Hypothesis, Prompt
from models.engines.torch_engine import TorchEngine
from models.spec import LocalModel
from models.tasks import ModelError
from tests.models.test_engines import batched, prompts


class Echo:
    """An engine that gives its prompts back and notes its batches; it has room for so much."""

    facts: tuple[str, ...] = ("echo",)
    token_budget = 100
    loaded = True
    beams = True

    def __init__(self, room: int = 10**9) -> None:
        self.batches: list[list[Prompt]] = []
        self.room = room

    def generate(self, batch: Sequence[Prompt], decoding: Decoding) -> list[list[Hypothesis]]:
        longest = max(len(prompt.tokens) for prompt in batch)
        if len(batch) * longest > self.room:
            raise MemoryError
        self.batches.append(list(batch))
        return [[Hypothesis(prompt.tokens, finished=True)] for prompt in batch]

    def foresee(self, *_: object) -> NDArray[np.float32]:
        raise NotImplementedError

    def prepare(self) -> None:
        raise NotImplementedError

    def unload(self) -> None:
        raise NotImplementedError


def prompt(length: int, word: int = 1) -> Prompt:
    return Prompt((word,) * length, limit=2)


def test_batches_are_sorted_limited_in_tokens_and_answered_in_order() -> None:
    asked = [prompt(length, word) for word, length in enumerate([3, 40, 7, 12, 5, 28, 3, 9])]
    engine = Echo()
    found = dict(generate(engine, asked, Decoding(beams=2), TokenBudget(100)))
    assert [found[n][0].tokens for n in range(len(asked))] == [p.tokens for p in asked]
    lengths = [len(p.tokens) for batch in engine.batches for p in batch]
    assert lengths == sorted(lengths, reverse=True)
    for batch in engine.batches:
        padded = len(batch) * (max(len(p.tokens) for p in batch) + 2 * 2)
        assert padded <= 100 or len(batch) == 1
    assert len(engine.batches) < len(asked)


def test_equal_prompts_are_computed_once() -> None:
    engine = Echo()
    done: list[int] = []
    asked = [prompt(3), prompt(5), prompt(3), prompt(3)]
    found = dict(generate(engine, asked, Decoding(), TokenBudget(1000), done.append))
    assert sorted(found) == [0, 1, 2, 3]
    assert sum(len(batch) for batch in engine.batches) == 2
    assert done[-1] == 4


def test_batch_that_exhausts_memory_is_halved_and_the_budget_learnt() -> None:
    engine, budget = Echo(room=60), TokenBudget(1000)
    asked = [prompt(10, word) for word in range(40)]
    found = dict(generate(engine, asked, Decoding(), budget))
    assert len(found) == 40
    assert all(len(batch) <= 6 for batch in engine.batches)
    assert budget.tokens < 1000
    again = Echo(room=60)
    list(generate(again, asked, Decoding(), budget))
    assert [len(batch) for batch in again.batches] == [len(batch) for batch in engine.batches]


def test_single_prompt_that_exhausts_memory_is_an_error_with_a_remedy() -> None:
    with pytest.raises(ModelError, match=r"a text of 50 tokens: does not fit.*max_input_tokens"):
        list(generate(Echo(room=40), [prompt(50)], Decoding(), TokenBudget(1000)))


def test_endless_prompts_are_streamed() -> None:
    def endless() -> Iterator[Prompt]:
        length = 0
        while True:
            length += 1
            yield prompt(1 + length % 7, length)

    stream = generate(Echo(), endless(), Decoding(), TokenBudget(1000))
    assert len([next(stream) for _ in range(20_000)]) == 20_000


def test_torch_memory_errors_halve_the_batch(spec_of: Callable[..., LocalModel]) -> None:
    opened = open_checkpoint(spec_of("bart"))
    asked = prompts(opened)
    expected = batched(opened, opened.decoding, asked)
    engine = opened.engine
    assert isinstance(engine, TorchEngine)
    encoder = engine._model.model.encoder
    rows: list[int] = []

    def out_of_memory(module: object, args: object, kwargs: dict[str, torch.Tensor]) -> None:
        rows.append(len(kwargs["input_ids"]))
        if rows[-1] > 3:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")

    hook = encoder.register_forward_pre_hook(out_of_memory, with_kwargs=True)
    try:
        budget = TokenBudget(10**6)
        found = dict(generate(engine, asked, opened.decoding, budget))
    finally:
        hook.remove()
    assert [found[n] for n in range(len(asked))] == expected
    assert max(rows) > 3
    assert budget.tokens < 10**6


def test_two_threads_never_run_one_model_at_once(spec_of: Callable[..., LocalModel]) -> None:
    opened = open_checkpoint(spec_of("bart"))
    asked = prompts(opened)
    expected = batched(opened, opened.decoding, asked)
    engine = opened.engine
    assert isinstance(engine, TorchEngine)
    inside = 0
    most = 0
    generate_once = engine._model.generate

    def counted(**settings: object) -> object:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        try:
            return generate_once(**settings)
        finally:
            inside -= 1

    engine._model.generate = counted
    answers: list[list[list[Hypothesis]]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(batched(opened, opened.decoding, asked)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine._model.generate = generate_once
    assert answers == [expected] * 3
    assert most == 1


def test_unloaded_engine_loads_again(spec_of: Callable[..., LocalModel]) -> None:
    opened = open_checkpoint(spec_of("bart"))
    asked = prompts(opened)[:2]
    expected = batched(opened, opened.decoding, asked)
    opened.engine.unload()
    assert batched(opened, opened.decoding, asked) == expected
