"""What Prefect and polydigest cost beside the models: ``python -m benchmarks.overhead``.

Stand-ins take the place of the models: they answer with known sentences, and the summariser sleeps
for as long as the models of an article would work. All else is real: articles of some 500 words
are read, grouped, checked, stored and written in every format, by the flow as a user starts it, in
a process of its own with a temporary Prefect server. Start-up counts.

Runs of other sizes, with models that take no time, tell the costs of a run, a shard and an article
apart; tasks that do nothing give Prefect's share of a shard.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from prefect import flow, task

from base.hardware import cpus
from benchmarks.memory import ROOT
from benchmarks.stand_ins import write_known_articles
from benchmarks.tiny_models import make_marian
from digests.report import RunReport

NO_OPS = 200
LIBRARIES = "import torch; from transformers import AutoModelForSeq2SeqLM, AutoTokenizer"
"""What a script would import that only asks the models."""


def run_nothing() -> None:
    """Print the seconds that a task takes which does nothing."""

    @task
    def nothing() -> None:
        pass

    @flow
    def many(count: int) -> float:
        started = time.perf_counter()
        for future in [nothing.submit() for _ in range(count)]:
            future.wait()
        return time.perf_counter() - started

    print((many(NO_OPS) - many(1)) / (NO_OPS - 1))


@dataclass(frozen=True)
class Ran:
    """A run: seconds of its process, and its report."""

    seconds: float
    report: RunReport


class Runner:
    """Starts runs in processes of their own."""

    def __init__(self, folder: Path) -> None:
        """Work in ``folder``."""
        self._folder = folder
        self._marian = make_marian(folder / "marian")
        self._environment = {
            **os.environ, "PREFECT_HOME": str(folder / "prefect"), "PYTHONPATH": str(ROOT)
        }  # fmt: skip

    def command(self, *arguments: str) -> tuple[float, str]:
        """Return the seconds that Python takes with arguments, and what it prints."""
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - started
        if done.returncode:
            raise RuntimeError(f"{arguments} failed:\n{done.stderr[-3000:]}")
        return seconds, done.stdout

    def run(
        self, articles: int, out: str, *, seconds: float = 0, shard_size: int = 16, workers: int = 1
    ) -> Ran:
        """Digest articles with models that take so many seconds for each."""
        source = self._folder / f"{articles}.jsonl"
        if not source.exists():
            write_known_articles(source, articles)
        profile = self._folder / f"shards-of-{shard_size}.yaml"
        model = {"family": "extractive", "name": "multilingual-e5-small"}
        settings: dict[str, object] = {"description": "x", "summariser": model}
        settings |= {"shard_size": shard_size, "workers": workers}
        translators = {"*": {"family": "seq2seq", "name": "stand-in", "folder": str(self._marian)}}
        profile.write_text(yaml.safe_dump({**settings, "translators": translators}))
        folder = self._folder / out
        took, _ = self.command(
            "-m", "benchmarks.stand_ins", str(source), str(folder), str(profile), str(seconds)
        )
        report = (folder / "latest" / "run.json").read_text("utf-8")
        return Ran(took, RunReport.model_validate_json(report))


def measure(articles: int, seconds: float) -> Iterator[str]:
    """Yield lines of Markdown."""
    with tempfile.TemporaryDirectory() as temporary:
        runner = Runner(Path(temporary))
        models = seconds * articles
        # The first to run, for whom Prefect makes its database.
        _, nothing = runner.command("-m", "benchmarks.overhead", "--nothing")
        yield "| run | seconds | beside the models | share |"
        yield "|---|---:|---:|---:|"
        for workers in (1, 2):
            whole = runner.run(articles, f"{workers}", seconds=seconds, workers=workers)
            beside = whole.seconds - models
            yield (
                f"| {articles:,} articles, models {seconds} s each, workers: {workers} |"
                f" {whole.seconds:.1f} | {beside:.1f} | {beside / models:.1%} |"
            )
        cached = runner.run(articles, f"{workers}", seconds=seconds, workers=workers)
        assert cached.report.counts.cached == cached.report.counts.entries == articles
        yield f"| the same again, all cached | {cached.seconds:.1f} | {cached.seconds:.1f} | |"
        yield f"\nStages before, seconds: {whole.report.seconds}"
        yield f"\nStages of what was cached: {cached.report.seconds}"
        few, more = articles // 10, articles // 2
        small, large = runner.run(few, "small"), runner.run(more, "large")
        narrow = runner.run(more, "narrow", shard_size=4)
        shards = [-(-few // 16), -(-more // 16), -(-more // 4)]
        costs = np.linalg.solve(
            [[1, s, a] for s, a in zip(shards, (few, more, more), strict=True)],
            [small.seconds, large.seconds, narrow.seconds],
        )
        yield "\n| cost of | seconds |"
        yield "|---|---:|"
        yield f"| a run: start-up, server, artifacts | {costs[0]:.1f} |"
        yield f"| a shard | {costs[1]:.3f} |"
        yield f"| of it a Prefect task that does nothing | {float(nothing):.3f} |"
        yield f"| an article | {costs[2]:.4f} |"
        bare, _ = runner.command("-c", LIBRARIES)
        yield f"| for comparison: Python with the models' libraries imported | {bare:.1f} |"
        yield f"\n{platform.machine()}, {cpus()} CPUs."


def main() -> None:
    """Measure, or run once where a measurement asks for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=0.2, help="of all models, an article")
    parser.add_argument("--nothing", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.nothing:
        run_nothing()
    else:
        for line in measure(chosen.articles, chosen.seconds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
