"""Time and memory of grouping a long stream of reports into events.

python -m benchmarks.event_stream 100000

Reports are generated: each event has names and words of its own, and its reports say some of them
among words by chance, over 30 days. The embedding of a report is made of its event's, by chance:
what the embedder takes is measured apart, on as many titles and beginnings as fit in some seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from articles.article import Article, Provenance, Story
from benchmarks.word_chains import following_words, paragraph
from digests.events.assignment import assign
from digests.events.grouping import EventIndex
from digests.events.settings import EventSettings
from language.sentences import split_sentences
from models.embedder import CALIBRATION, E5Embedder

DAYS = 30
REPORTS = 4
"""Of an event, on average."""
_FIRST = datetime(2025, 1, 1, tzinfo=UTC)
_DIMENSIONS = 384
_NEAR = 0.35
"""How far the embedding of a report is from its event's."""
_TIMED = 200


class ByChance:
    """An embedder that knows the event of a report by its first word."""

    calibration = CALIBRATION
    fingerprint = "by chance"
    licence = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `models.tasks.Embedder`."""
        rows = [self._vector(text.split(maxsplit=1)[0], text) for text in texts]
        vectors = np.array(rows, dtype=np.float32).reshape(len(texts), _DIMENSIONS)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _vector(self, event: str, text: str) -> NDArray[np.float64]:
        # As those of real texts, all point into one half of the space.
        common = np.ones(_DIMENSIONS) * 1.9
        own, other = (
            np.random.default_rng(int.from_bytes(hashlib.sha256(each.encode()).digest()[:8]))
            for each in (event, text)
        )
        drawn = own.standard_normal(_DIMENSIONS) + _NEAR * other.standard_normal(_DIMENSIONS)
        vector: NDArray[np.float64] = common + drawn
        return vector


def reports(count: int) -> list[Story]:
    """Generate stories of one report each."""
    chance, following = random.Random(count), following_words()
    events = max(count // REPORTS, 1)
    made = []
    for number in range(count):
        event = chance.randrange(events)
        key = f"{event:x}".translate(str.maketrans("0123456789abcdef", "bcdfglmnprstvxzk"))
        names = [f"{key}{ending}".capitalize() for ending in ("ova", "burg", "ish", "ton")]
        day = event % DAYS + abs(chance.gauss(0, 1))
        body = (
            f"{names[0]} of {names[1]} met {names[2]} in {names[3]}. {paragraph(following, chance)}"
        )
        digest = f"{number:064x}"
        made.append(
            Story(
                id=f"{number:016x}",
                articles=(
                    Article(
                        id=f"{number:016x}",
                        title=f"{names[0]} and {names[chance.randrange(1, 4)]}",
                        text=body,
                        language="en",
                        sentences=split_sentences(body, "en"),
                        source=Provenance(
                            location=f"{number}",
                            sha256=digest,
                            retrieved=_FIRST,
                            published=(_FIRST + timedelta(days=day)).isoformat(),
                        ),
                    ),
                ),
            )
        )
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what grouping takes, and the embedder apart."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, metavar="REPORTS")
    count = parser.parse_args(arguments).count
    stories = reports(count)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    index = EventIndex(EventSettings(), CALIBRATION)
    made = assign(stories, index, ByChance(), {})
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {event for events in made.events.values() for event in events}
    each = 1000 * seconds / count
    print(f"{count:,} reports: {len(found):,} events in {seconds:.1f} s, {each:.2f} ms a report")
    print(f"memory: {peak - held:.0f} MB beside the reports, {peak:.0f} MB with them")
    embedder = E5Embedder()
    beginnings = [story.lead.text[:400] for story in stories[:_TIMED]]
    embedder.embed(["ready"])
    start = time.perf_counter()
    embedder.embed(beginnings)
    each = 1000 * (time.perf_counter() - start) / len(beginnings)
    print(f"the embedder: {each:.1f} ms a report")


if __name__ == "__main__":
    main()
