"""Time of grouping many reports that are alike: to stories, and these to events.

python -m benchmarks.crowds 500 1000 2000 4000

Reports are generated. Of each kind the table has the seconds of CPU time by number of reports, and
of how many stories and events the most reports are.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from articles.article import Article, Provenance, Story
from articles.stories.duplicates import group_stories
from benchmarks.word_chains import following_words, paragraph
from digests.events.assignment import assign
from digests.events.grouping import EventIndex
from digests.events.settings import EventSettings
from language.sentences import split_sentences
from models.embedder import CALIBRATION

_READ = datetime(2025, 1, 1, tzinfo=UTC)
_DIMENSIONS = 384
_OWN = 0.1
"""How far the embedding of a report is from that of all others."""

_WEATHER = (
    "Rain is expected in {town} on Monday, forecasters said, with {a} degrees at noon and {b} at"
    " night. The wind reaches {c} kilometres an hour and comes from the west.",
    "People in {town} should stay at home in the evening, and ferries may be late. The chance of"
    " rain is {d} percent, the weather service said in its forecast for the day.",
    "On Tuesday the sky will clear, and the rest of the week will be mild and dry in most places.",
)
_MARKET = (
    "Shares of the company closed at {a}.{b} on Tuesday, after {c}.{d} the day before, and {e}"
    " thousand of them changed hands, more than on an average day.",
    "Analysts had expected the price to rise after the company published its figures for the"
    " quarter. It is {f} above the lowest price of the year, the exchange said.",
)
_WARNING = (
    "Rain is expected in {town} soon, forecasters said, and strong wind on the coast.",
    "People in {town} should stay at home in the evening, and ferries may be late.",
    "The mayor of {town} asked shops to close early, as in the storm of last winter.",
    "After that the sky will clear, and the rest of the week will be mild and dry.",
)
_FOOTER = (
    "This article is free for you and has been made possible by readers who pay for our work. All"
    " rights are reserved; no part of this page may be copied without permission of the publisher,"
    " and what others say here is not always what we think. Write to the editors if you find that"
    " something is wrong, and we will correct it in the open as soon as we can."
)


class ByChance:
    """An embedder for which all reports are much alike."""

    calibration = CALIBRATION
    fingerprint = "by chance"
    licence = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `models.tasks.Embedder`."""
        seeds = (int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) for text in texts)
        drawn = [np.random.default_rng(seed).standard_normal(_DIMENSIONS) for seed in seeds]
        rows = 1 + _OWN * np.array(drawn, dtype=np.float32).reshape(len(texts), _DIMENSIONS)
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


class Writer:
    """Writes the texts of some reports of each kind, by chance."""

    def __init__(self, seed: int) -> None:
        """Begin; the same seed gives the same texts."""
        self._chance = random.Random(seed)
        self._following = following_words()

    def weather(self, count: int) -> Iterator[str]:
        """Fill a template in with a town and with figures that many reports share."""
        for number in range(count):
            yield self._filled(_WEATHER, number)

    def markets(self, count: int) -> Iterator[str]:
        """Fill a template in with figures that few reports share."""
        for number in range(count):
            yield self._filled(_MARKET, number, most=999)

    def warnings(self, count: int) -> Iterator[str]:
        """Fill a template in with a town."""
        for number in range(count):
            yield self._filled(_WARNING, number)

    def footers(self, count: int) -> Iterator[str]:
        """Write texts that end in the same words."""
        for _ in range(count):
            yield f"{self.prose(2)}\n\n{_FOOTER}"

    def copies(self, count: int) -> Iterator[str]:
        """Copy a text, each time with another hand's line."""
        text = self.prose(3)
        for number in range(count):
            yield f"{text}\n\nReporting by {_town(number)}"

    def edits(self, count: int) -> Iterator[str]:
        """Copy a text, each time with another word changed."""
        words = self.prose(3).split(" ")
        for number in range(count):
            yield " ".join([*words[: number % 90], _town(number), *words[number % 90 + 1 :]])

    def quoting(self, count: int) -> Iterator[str]:
        """Write short texts that quote lines of a long one."""
        lines = [self.prose(1) for _ in range(300)]
        yield "\n\n".join(lines)
        for _ in range(count - 1):
            yield f"{self.prose(1)}\n\n{self._chance.choice(lines)}"

    def empty(self, count: int) -> Iterator[str]:
        """Write next to nothing."""
        for number in range(count):
            yield "." * (number % 50 + 1)

    def ordinary(self, count: int) -> Iterator[str]:
        """Write texts that have nothing to do with one another."""
        for _ in range(count):
            yield self.prose(5)

    def prose(self, paragraphs: int) -> str:
        """Write paragraphs by chance."""
        return "\n\n".join(paragraph(self._following, self._chance) for _ in range(paragraphs))

    def _filled(self, template: Sequence[str], number: int, most: int = 40) -> str:
        figures = {key: self._chance.randint(1, most) for key in "abcdef"}
        return "\n\n".join(template).format(town=_town(number), **figures)


def _town(number: int) -> str:
    syllables = ("la", "me", "ni", "ro", "tu", "ka", "se", "di", "vo", "bu")
    return "".join(syllables[int(digit)] for digit in f"{number:05}").capitalize()


KINDS: dict[str, Callable[[Writer, int], Iterator[str]]] = {
    "weather": Writer.weather,
    "markets": Writer.markets,
    "warnings": Writer.warnings,
    "footers": Writer.footers,
    "copies": Writer.copies,
    "edits": Writer.edits,
    "quoting": Writer.quoting,
    "empty": Writer.empty,
    "ordinary": Writer.ordinary,
}


def reports(texts: Iterator[str], days: int = 1) -> list[Article]:
    """Return articles with texts, published over so many days."""
    made = []
    for number, text in enumerate(texts):
        digest = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
        day = date(2025, 1, 1) + timedelta(days=number % days)
        made.append(
            Article(
                id=digest[:16],
                title=text[:60].strip(),
                text=text,
                language="en",
                sentences=split_sentences(text, "en"),
                source=Provenance(
                    location=str(number),
                    sha256=digest,
                    retrieved=_READ,
                    published=day.isoformat(),
                ),
            )
        )
    return made


def _events(stories: Sequence[Story]) -> int:
    index = EventIndex(EventSettings(), CALIBRATION)
    made = assign(stories, index, ByChance(), {})
    return len({event for events in made.events.values() for event in events})


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="+", metavar="REPORTS")
    parser.add_argument("--kinds", nargs="+", choices=sorted(KINDS), default=list(KINDS))
    parser.add_argument("--days", type=int, default=1, help="over which they are published")
    given = parser.parse_args(arguments)
    print("| reports of | to | found |", " | ".join(f"{size:,}" for size in given.sizes), "|")
    print("|---|---|--:|" + "--:|" * len(given.sizes))
    for kind in given.kinds:
        times: dict[str, list[float]] = {"stories": [], "events": []}
        found: dict[str, int] = {}
        for size in given.sizes:
            articles = reports(KINDS[kind](Writer(size), size), given.days)
            start = time.process_time()
            stories = group_stories(articles).stories
            grouped = time.process_time()
            found["stories"], found["events"] = len(stories), _events(stories)
            times["stories"].append(grouped - start)
            times["events"].append(time.process_time() - grouped)
        for to, seconds in times.items():
            row = " | ".join(f"{each:.1f}" for each in seconds)
            print(f"| {kind} | {to} | {found[to]:,} | {row} |", flush=True)


if __name__ == "__main__":
    main()
