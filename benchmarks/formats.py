"""What formats and the index cost: ``python -m benchmarks.formats [ENTRIES] [RUNS]``.

Entries have a headline and four sentences, of the sentences in ``benchmarks/data`` with their
translations, and as many verdicts as a run gives them. Each format is laid out and written alone,
then all at once, save PDF, which is a browser's work. Then the index of a folder with many small
runs is built, and built again with one more.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

from articles.article import Article, Provenance
from benchmarks.stand_ins import TARGETS, pairs
from checks.verdict import Check
from digests.delivery.feeds import write_feeds
from digests.delivery.index import write_index
from digests.delivery.settings import Delivery, Feeds
from digests.digest import DigestHead, DigestSentence, Entry, EntryArticle, Translation
from digests.evidence import Evidence
from digests.format_names import format_names
from digests.render import Layout
from digests.report import RunReport
from digests.run_folder import run_name, write_run
from language.sentences import Sentence

SENTENCES = 5
SUMMARY_CHECKS, TRANSLATION_CHECKS = 14, 17
STARTED = datetime(2024, 5, 1, 6, tzinfo=UTC)


def entries(count: int, seed: int = 0) -> Iterator[tuple[Entry, Article]]:
    """Yield entries with the article that they tell, a passage of another paragraph a sentence."""
    chance = random.Random(seed)
    known = list(pairs())
    for number in range(count):
        key = f"{seed:08x}{number:08x}"
        sentences, text = [], ""
        for at in range(SENTENCES):
            before, passage, after = (chance.choice(known) for _ in range(3))
            text += f"{before} "
            sentences.append(_sentence(key, at, passage, len(text)))
            text += f"{passage} {after}\n\n"
        source = Provenance(
            location=f"paper.jsonl#{number}",
            sha256=key * 4,
            retrieved=STARTED,
            publisher=f"Paper {number % 40}",
            url=f"https://paper{number % 40}.example/{number}",
            published="2024-05-01",
        )
        title = sentences[0].text
        article = Article(
            id=key,
            title=title,
            text=text,
            language="en",
            sentences=(Sentence(start=0, end=len(text), text=text),),
            source=source,
        )
        entry = Entry(
            id=key,
            fingerprint=key * 4,
            headline=sentences[0],
            summary=tuple(sentences[1:]),
            articles=(EntryArticle(id=key, title=title, language="en", source=source),),
        )
        yield entry, article


def _sentence(key: str, at: int, text: str, start: int) -> DigestSentence:
    made = f"{key}-{at or 'h'}"
    failing = Check(name="numbers", status="failed", expected="400", seen="4,000")
    return DigestSentence(
        id=made,
        text=text,
        origin="model" if at else "title",
        supported=True,
        evidence=(Evidence(article=key, start=start, end=start + len(text), text=text, score=0.9),),
        checks=_passed(SUMMARY_CHECKS),
        translations={
            target: Translation(
                renders=made,
                target=target,
                text=pairs()[text][target],
                checks=(*_passed(TRANSLATION_CHECKS - 1), *([failing] if at == 1 else _passed(1))),
            )
            for target in TARGETS
        },
    )


def _passed(count: int) -> tuple[Check, ...]:
    return tuple(Check(name=f"check-{number}", status="passed") for number in range(count))


def write(
    out: Path, made: list[tuple[Entry, Article]], formats: tuple[str, ...], hours: int = 0
) -> Path:
    """Write a run of these entries."""
    started = STARTED + timedelta(hours=hours)
    head = DigestHead(
        run=run_name("bench", started),
        created=started,
        profile="bench",
        targets=TARGETS,
        models=(),
    )
    layout = Layout(head, formats)
    for entry, article in made:
        layout.add(entry, [article])
    report = RunReport(
        run=head.run,
        started=started,
        finished=started,
        profile="bench",
        settings={},
        counts=layout.tally.counts(),
    )
    return write_run(out, layout, report)


def main() -> None:
    """Print seconds of CPU time, which other work on the machine changes little, and megabytes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("entries", type=int, nargs="?", default=1000)
    parser.add_argument("runs", type=int, nargs="?", default=1000)
    asked = parser.parse_args()
    made = list(entries(asked.entries))
    print(f"| {asked.entries} entries as | CPU seconds | MB |\n|---|---:|---:|")
    # What a browser costs is not ours.
    names = tuple(name for name in format_names() if name != "pdf")
    for formats in (*((name,) for name in names), names):
        with tempfile.TemporaryDirectory() as folder:
            start = process_time()
            run = write(Path(folder), made, formats)
            _row(", ".join(formats), start, run)
    written = _peak()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write(out, made, ("json",))
        del made
        start = process_time()
        write_feeds(out, Delivery(), Feeds())
        _row("feeds of the newest 50", start)
        start = process_time()
        write_index(out)
        _row("index of this run", start, out / "search")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for number in range(asked.runs):
            write(out, list(entries(8, number)), ("json",), hours=number)
        start = process_time()
        write_index(out)
        _row(f"index of {asked.runs} runs of 8 entries", start, out / "search")
        write(out, list(entries(8, asked.runs)), ("json",), hours=asked.runs)
        start = process_time()
        write_index(out)
        _row("the same with one more run", start, out / "search")
    print(f"\nPeak memory: {written:.0f} MB to write, {_peak():.0f} MB with feeds and index")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(name: str, start: float, folder: Path | None = None) -> None:
    seconds = process_time() - start
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6 if folder else 0
    print(f"| {name} | {seconds:.1f} | {f'{size:.1f}' if folder else ''} |", flush=True)


if __name__ == "__main__":
    main()
