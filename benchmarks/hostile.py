"""What hostile input does to the reading of articles: it may cost itself, and nothing else.

``python -m benchmarks.hostile`` reads each of the named inputs, and ``--mutations N`` so many
mutated files of every kind. Each is read through the door that every run uses. The table says how
many became articles, were refused by a reason of their own, raised what nobody foresaw (which the
door turns into a refusal all the same), took more than their budget, or got through the door,
which must never be.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Literal, NamedTuple

from articles.article import Article
from articles.sources import read_articles
from articles.sources.items import UNFORESEEN
from articles.sources.kind import Skipped
from benchmarks.hostile_inputs import INPUTS
from benchmarks.mutations import mutations

Fate = Literal["article", "refused", "unforeseen", "over budget", "through the door"]
FATES: tuple[Fate, ...] = ("article", "refused", "unforeseen", "over budget", "through the door")


class Tried(NamedTuple):
    """What became of an input."""

    name: str
    fate: Fate
    """Of its items, the worst."""
    seconds: float
    words: str
    """What was said of it, where it became no article."""


def tried(inputs: Iterable[tuple[str, str, bytes]], folder: Path) -> Iterator[Tried]:
    """Read inputs one by one, each a name, a file name and contents; files lie in ``folder``."""
    for name, file, data in inputs:
        path = folder / file
        path.write_bytes(data)
        start = perf_counter()
        fate, words = _fate(path)
        yield Tried(name, fate, perf_counter() - start, words)
        path.unlink()


def _fate(path: Path) -> tuple[Fate, str]:
    worst: tuple[Fate, str] = ("article", "")
    try:
        for item in read_articles([str(path)]):
            if isinstance(item, (Article, Skipped)):
                continue
            found: Fate = "refused"
            if item.reason.startswith(UNFORESEEN):
                found = "over budget" if "more than" in item.reason else "unforeseen"
            worst = max(worst, (found, item.reason), key=lambda each: FATES.index(each[0]))
    except Exception as error:
        return "through the door", f"{type(error).__name__}: {error}"
    return worst


def main() -> None:
    """Read the arguments, try the inputs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    inputs = ((each.name, each.file, each.contents()) for each in INPUTS)
    mutated = (
        (f"{file} {number}", file, data)
        for number, (file, data) in enumerate(mutations(arguments.mutations, arguments.seed))
    )
    fates: dict[str, Counter[Fate]] = defaultdict(Counter)
    slowest: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        for kind, some in (("named", inputs), ("mutated", mutated)):
            for each in tried(some, Path(folder)):
                row = kind if kind == "named" else Path(each.name.split(" ")[0]).suffix
                fates[row][each.fate] += 1
                slowest[row] = max(slowest[row], each.seconds)
                if FATES.index(each.fate) > FATES.index("refused"):
                    print(f"{each.fate}: {each.name}: {each.words}", file=sys.stderr)
    print("| inputs | tried |", " | ".join(FATES), "| slowest, s |")
    print("|---|---:|" + "---:|" * (len(FATES) + 1))
    for row, counts in fates.items():
        cells = (str(counts[fate]) for fate in FATES)
        print(f"| {row} | {counts.total()} |", " | ".join(cells), f"| {slowest[row]:.1f} |")


if __name__ == "__main__":
    main()
