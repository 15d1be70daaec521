"""How memory grows with the number of articles: ``python -m benchmarks.memory``.

Each size runs in a process of its own, whose peak of resident memory counts. The articles are
generated, every tenth a shortened copy of another; they have some 500 words, and 150 in the whole
flow of tiny models, whose time goes into sentence embeddings.

The stages without models read the articles, group them, put an entry of each story into the
store, take the entries from there and write them in every format. The whole flow runs as a user
would start it, with extractive summaries and an untrained Marian model; or with stand-ins, which
answer at once, so that attribution and checks see many articles.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml

from articles.sources import read_articles
from base.database import default_url
from benchmarks.stand_ins import write_known_articles
from benchmarks.tiny_models import make_marian
from benchmarks.word_chains import following_words, paragraph
from checks.verdict import Check
from digests.digest import DigestHead, DigestSentence, Entry, Translation
from digests.editor import entry_articles
from digests.events.event import Event
from digests.evidence import Evidence
from digests.profile import load_profile
from digests.render import Layout
from digests.report import RunReport
from digests.run_folder import scratch_folder, write_run
from digests.shards import Edited, collect_shards, entries_of, events_of
from digests.store import Store

ROOT = Path(__file__).resolve().parent.parent

TARGETS = ("zh", "ru")
WORDS, WORDS_OF_FLOW = 500, 150
SHARD_SIZE = 16


def write_articles(path: Path, count: int, words: int) -> None:
    """Write ``count`` articles to a JSON Lines file, of words as they follow in the examples."""
    chance = random.Random(count)
    following = following_words()
    recent: list[list[str]] = []
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            if number % 10 == 9:
                paragraphs = chance.choice(recent)[:-1]
            else:
                paragraphs = [paragraph(following, chance) for _ in range(words // 50)]
                recent = [*recent[-9:], paragraphs]
            record = {
                "title": f"{' '.join(paragraphs[0].split()[:8])} {number}",
                "text": "\n\n".join(paragraphs),
                "publisher": f"Paper {number % 40}",
                "url": f"https://paper{number % 40}.example/{number}",
                "published": f"{date(2024, 5, 1) + timedelta(days=number % 3)}",
            }
            file.write(json.dumps(record) + "\n")


def run_stages(articles: Path, out: Path) -> None:
    """Run what is done without models, on entries that quote their articles."""
    head = DigestHead(
        run="memory", created=datetime.now(UTC), profile="memory", targets=TARGETS, models=()
    )
    with scratch_folder(out) as work, Store(default_url(out)) as store:
        profile = load_profile(str(tiny_profile(work))).model_copy(
            update={"shard_size": SHARD_SIZE}
        )
        read = read_articles([str(articles)])
        collected = collect_shards(read, work, profile, default_url(out))
        layout = Layout(head, folder=work)
        for shard in collected.shards:
            result = Edited(fingerprints=_edit(shard, store), cached=0, failed={})
            for entry, _ in entries_of(shard, result, str(default_url(out))):
                layout.add(entry)
        report = RunReport(
            run=head.run,
            started=head.created,
            finished=datetime.now(UTC),
            profile=head.profile,
            settings={},
            counts=layout.tally.counts(collected.outcomes),
            outcomes=collected.outcomes,
            checks=layout.tally.checks(head),
        )
        write_run(out, layout, report)


def _edit(shard: str, store: Store) -> tuple[str, ...]:
    events = events_of(shard)
    for event in events:
        store.put_entry(_entry(event))
    return tuple(event.id for event in events)


def _entry(event: Event) -> Entry:
    lead = event.lead
    checks = tuple(Check(name=f"check {n}", status="passed") for n in range(12))
    sentences = [
        DigestSentence(
            id=f"{event.id}-{number or 'h'}",
            text=sentence.text,
            origin="model",
            supported=True,
            evidence=(Evidence(article=lead.id, score=1, **sentence.model_dump()),),
            checks=checks,
            translations={
                target: Translation(
                    renders=f"{event.id}-{number or 'h'}",
                    target=target,
                    text=sentence.text,
                    checks=checks,
                )
                for target in TARGETS
            },
        )
        for number, sentence in enumerate(lead.sentences[:5])
    ]
    return Entry(
        id=event.id,
        fingerprint=event.id,
        headline=sentences[0],
        summary=tuple(sentences[1:]),
        articles=entry_articles(event),
    )


def tiny_profile(folder: Path) -> Path:
    """Write a profile of extractive summaries and an untrained translator into a folder."""
    marian = make_marian(folder / "marian")
    model = {
        "family": "seq2seq",
        "name": "benchmarks/marian",
        "folder": str(marian),
        "generation": {"beams": 1, "max_new_tokens": 24},
    }
    path = folder / "tiny.yaml"
    path.write_text(
        yaml.safe_dump(
            {
                "description": "Tiny models",
                "summariser": {"family": "extractive", "name": "multilingual-e5-small"},
                "translators": {"*": model},
                "retries": 0,
            }
        ),
        encoding="utf-8",
    )
    return path


def peak(command: Sequence[str], home: Path) -> int:
    """Run a command; return its peak of resident memory, in bytes.

    Raises:
        RuntimeError: it failed.

    """
    environment = {**os.environ, "PREFECT_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} failed:\n{(home / 'log').read_text()[-2000:]}")
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def measure(flow: Sequence[int], stages: Sequence[int], stand_ins: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| what | articles | peak, MB | growth, KB an article |"
    yield "|---|---:|---:|---:|"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        profile = str(tiny_profile(folder))
        kinds = {
            "stages without models": stages,
            "whole flow, tiny models": flow,
            "whole flow, stand-ins for the models": stand_ins,
        }
        for what, sizes in kinds.items():
            before: tuple[int, int] | None = None
            for size in sizes:
                articles, out = folder / f"{size}.jsonl", folder / f"{what}-{size}"
                command = [sys.executable, "-m"]
                if sizes is stand_ins:
                    write_known_articles(articles, size)
                    command += ["benchmarks.stand_ins", str(articles), str(out), profile, "0"]
                elif sizes is flow:
                    write_articles(articles, size, WORDS_OF_FLOW)
                    command += ["flows.cli", "run", str(articles), "--profile", profile]
                    command += ["--targets", ",".join(TARGETS), "--out", str(out)]
                else:
                    write_articles(articles, size, WORDS)
                    command += ["benchmarks.memory", "--only", str(articles), str(out)]
                used = peak(command, folder)
                growth = f"{(used - before[1]) / (size - before[0]) / 1000:.1f}" if before else ""
                yield f"| {what} | {size:,} | {used / 1e6:,.0f} | {growth} |"
                before = before or (size, used)


def main() -> None:
    """Measure, or run the stages once where a measurement asks for them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flow", type=int, nargs="*", default=[100, 400], metavar="N")
    parser.add_argument("--stages", type=int, nargs="*", default=[1000, 10_000], metavar="N")
    parser.add_argument("--stand-ins", type=int, nargs="*", default=[1000, 10_000], metavar="N")
    parser.add_argument("--only", type=Path, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        run_stages(*arguments.only)
    else:
        for line in measure(arguments.flow, arguments.stages, arguments.stand_ins):
            print(line, flush=True)


if __name__ == "__main__":
    main()
