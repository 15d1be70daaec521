"""The same flow on threads, Dask and Ray: ``python -m benchmarks.runners``.

Every runner edits the same articles with the same tiny models, in a process of its own. Dask and
Ray start as many processes as there are CPUs, each with models of its own.
The time is that of the stage in which shards run, start of the workers included. The entries must
be equal.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from base.hardware import cpus
from benchmarks.memory import ROOT, WORDS_OF_FLOW, tiny_profile, write_articles

MANY = max(2, cpus())
RUNNERS = (("threads", 1), ("threads", 2), ("dask", MANY), ("ray", MANY))


def run(runner: str, workers: int, articles: Path, profile: Path, out: Path) -> tuple[float, str]:
    """Return the seconds of the stage that edits, and the entries without the times of reading.

    Raises:
        RuntimeError: the run failed.

    """
    settings = yaml.safe_load(profile.read_text("utf-8"))
    chosen = out.with_suffix(".yaml")
    chosen.write_text(yaml.safe_dump({**settings, "runner": runner, "workers": workers}))
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "run", str(articles), "-p", str(chosen), "-t", "ru",
         "-o", str(out)],
        env={**os.environ, "PREFECT_HOME": str(out.parent / "prefect"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{runner} failed:\n{done.stderr[-3000:]}")
    report = json.loads((out / "latest" / "run.json").read_text("utf-8"))
    entries: list[dict[str, Any]]
    entries = json.loads((out / "latest" / "digest.json").read_text("utf-8"))["entries"]
    for entry in entries:
        for article in entry["articles"]:
            del article["source"]["retrieved"]
    return float(report["seconds"]["edit"]), json.dumps(entries)


def measure(count: int, rounds: int) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        profile, articles = tiny_profile(folder), folder / "articles.jsonl"
        write_articles(articles, count, WORDS_OF_FLOW)
        seconds: dict[tuple[str, int], list[float]] = {each: [] for each in RUNNERS}
        entries = set()
        for number in range(rounds):
            for runner, workers in RUNNERS:
                out = folder / f"{runner}-{workers}-{number}"
                took, made = run(runner, workers, articles, profile, out)
                seconds[runner, workers].append(took)
                entries.add(made)
        yield f"{count} articles, {rounds} rounds, {platform.machine()}, {cpus()} CPUs"
        yield "\n| runner | workers | seconds, median | times the first |"
        yield "|---|---:|---:|---:|"
        base = statistics.median(seconds[RUNNERS[0]])
        for runner, workers in RUNNERS:
            took = statistics.median(seconds[runner, workers])
            yield f"| {runner} | {workers} | {took:.1f} | {took / base:.2f} |"
        yield f"\nThe entries of all runs are {'equal' if len(entries) == 1 else 'NOT equal'}."


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    for line in measure(chosen.articles, chosen.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
