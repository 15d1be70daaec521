"""Progress is told to whoever listens, with rate and time left."""

from __future__ import annotations

import contextvars
import logging
import queue
import threading

import pytest

from benchmarks.tiny_models import make_marian
from models import progress
from models.checkpoint import open_checkpoint
from models.engines import Prompt
from models.progress import Step, describe, listening
from models.spec import TorchModel


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (0, 10, 65.0, "texts: 0 of 10, at work for 0:01:05"),
        (2, 10, 4.0, "texts: 2 of 10, 30.0 a minute, 0:00:16 left"),
        (1500, 4000, 30.0, "texts: 1,500 of 4,000, 50.0 a second, 0:00:50 left"),
        (1, 73, 60.0, "texts: 1 of 73, 1.0 a minute, 1:12:00 left"),
    ],
)
def test_rate_and_time_left(done: int, total: int, seconds: float, words: str) -> None:
    assert describe("texts", done, total, seconds) == words


def test_a_listener_hears_of_every_batch(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = make_marian(tmp_path_factory.mktemp("marian"))
    spec = TorchModel(family="seq2seq", name="tests/marian", folder=folder, token_budget=20)
    checkpoint = open_checkpoint(spec)
    heard: list[tuple[int, int]] = []

    def hear(step: Step) -> None:
        heard.append((step.done, step.total))

    prompts = [Prompt((5, 6, number, 0), 6) for number in range(7, 14)]
    with listening(hear):
        checkpoint.write(prompts, checkpoint.decoding)
    checkpoint.write(prompts[:1], checkpoint.decoding)
    assert heard[0] == (0, 7)
    assert heard[-1] == (7, 7)
    assert len(heard) > 3
    assert heard == sorted(heard)


def test_the_log_speaks_while_a_single_call_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: queue.Queue[str] = queue.Queue()
    run = contextvars.ContextVar("run", default="none")

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.put(f"{run.get()}: {record.getMessage()}")

    def heard(words: str) -> str:
        while words not in (line := lines.get(timeout=60)):
            pass
        return line

    monkeypatch.setattr(progress, "REPORT_EVERY", 0.01)
    monkeypatch.setattr(progress.log, "handlers", [Handler()])
    monkeypatch.setattr(progress.log, "level", logging.INFO)
    run.set("this run")
    with Step("tests/slow", 3) as step:
        assert heard("0 of 3, at work for 0:00:0").startswith("this run: tests/slow")
        step.advance(2)
        assert heard("2 of 3").endswith("left")
    with progress.working("converting"):
        assert heard("converting: at work for 0:00:0")
    assert "heartbeat" not in {thread.name for thread in threading.enumerate()}
