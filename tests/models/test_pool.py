"""Models take turns where memory does not hold them all."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator

import pytest

from models import interrupt
from models.checkpoint import Checkpoint, open_checkpoint
from models.embedder import E5Embedder
from models.engines import pool
from models.engines.pool import turn
from models.interrupt import InterruptionError
from models.registry import needs
from models.spec import LocalModel
from tests.models.test_engines import prompts

Open = Callable[[str], Checkpoint]


class Memory:
    """A machine on which so many models of the size of a tiny one have room."""

    def __init__(self, models: float) -> None:
        self.models = models
        self.opened: list[Checkpoint] = []

    def free(self) -> int:
        taken = [needs(opened.spec).memory_bytes for opened in self.opened if opened.engine.loaded]
        return int(self.models * 1_510_000_000) - sum(taken)


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """Give memory for one model and a half, and a pool without engines."""
    memory = Memory(1.5)
    monkeypatch.setattr(pool, "_engines", {})
    monkeypatch.setattr(pool, "_places", OrderedDict())
    monkeypatch.setattr(pool, "free_memory", memory.free)
    return memory


@pytest.fixture
def opened(memory: Memory, spec_of: Callable[..., LocalModel]) -> Open:
    def get(name: str) -> Checkpoint:
        memory.opened.append(open_checkpoint(spec_of(name)))
        return memory.opened[-1]

    return get


def write(opened: Checkpoint) -> list[str]:
    answers = opened.write(prompts(opened)[:2], opened.decoding)
    return [text.text for answer in answers for text in answer]


def loaded(memory: Memory) -> list[bool]:
    return [opened.engine.loaded for opened in memory.opened]


def test_models_that_fit_stay_loaded(memory: Memory, opened: Open) -> None:
    memory.models = 2
    for name in ("marian", "bart"):
        write(opened(name))
    assert loaded(memory) == [True, True]


def test_the_one_used_longest_ago_makes_room(memory: Memory, opened: Open) -> None:
    memory.models = 2.5
    first, second, third = opened("marian"), opened("bart"), opened("pegasus")
    texts = write(first)
    write(second)
    write(first)
    write(third)
    assert loaded(memory) == [True, False, True]
    memory.models = 1.5
    write(second)
    assert loaded(memory) == [False, True, False]
    assert write(first) == texts
    assert loaded(memory) == [True, False, False]


def test_what_does_not_fit_alone_is_tried(memory: Memory, opened: Open) -> None:
    memory.models = 0.5
    assert write(opened("marian"))
    write(opened("bart"))
    assert loaded(memory) == [False, True]


def test_models_do_not_share_the_cores(memory: Memory, opened: Open) -> None:
    memory.models = 2.5
    first, second = opened("marian"), opened("bart")
    events: list[str] = []

    def other() -> None:
        write(second)
        events.append("model")
        E5Embedder().embed(["One sentence."])
        events.append("embedder")

    thread = threading.Thread(target=other)
    with turn(first.engine):
        thread.start()
        thread.join(timeout=0.3)
        events.append("first")
    thread.join()
    assert events == ["first", "model", "embedder"]
    assert loaded(memory) == [False, True]


def test_the_embedder_waits_for_a_model(memory: Memory, opened: Open) -> None:
    embedder = E5Embedder()
    embedder.embed(["One sentence."])
    thread = threading.Thread(target=embedder.embed, args=(["Two sentences."],))
    with turn(opened("marian").engine):
        thread.start()
        thread.join(timeout=0.3)
        assert thread.is_alive()
    thread.join()


@pytest.fixture
def _work_goes_on() -> Iterator[None]:
    yield
    interrupt.resume()


@pytest.mark.usefixtures("_work_goes_on")
def test_who_waits_can_be_interrupted(memory: Memory, opened: Open) -> None:
    first, second = opened("marian"), opened("bart")
    with turn(first.engine):
        interrupt.interrupt()
        with pytest.raises(InterruptionError):
            write(second)
