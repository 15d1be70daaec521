"""How well reports are grouped into events, by B³ against labels.

python -m benchmarks.events FILE LABELS                    # a Markdown table
python -m benchmarks.events FILE LABELS --baselines        # the baselines beside it
python -m benchmarks.events FILE LABELS --baselines --fit  # the best threshold of each baseline

``FILE`` and ``LABELS`` are a half of the set in ``benchmarks/event_set``. The baselines are what
is commonly compared with: the near-duplicates alone; TF-IDF or embeddings of whole reports, in a
single pass over the stream with a threshold and a window of time.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from articles.article import Article
from articles.sources import read_articles
from articles.stories.duplicates import group_stories
from benchmarks.event_scores import Labels, Score, across, b_cubed, memberships_of, read_labels
from digests.events.assignment import assign
from digests.events.grouping import EventIndex
from digests.events.settings import EventSettings
from models.embedder import E5Embedder

LANGUAGES = ("en", "ru", "zh")
WINDOW = timedelta(days=3)
"""A report joins no event that has had none for longer, in the baselines."""

Groups = list[tuple[str, set[str]]]
"""Events by id, each with the URLs of its reports."""


@dataclass(frozen=True)
class Baseline:
    """Vectors of reports, grouped in a single pass."""

    vectors: Callable[[Sequence[Article]], NDArray[np.float32]]
    threshold: float
    """That of the best B³ on the half for tuning."""
    tried: tuple[float, ...]

    def group(self, articles: Sequence[Article]) -> Groups:
        """Group articles by their vectors."""
        return self._grouped(articles, self.vectors(articles), self.threshold)

    def fit(self, articles: Sequence[Article], labels: Labels) -> float:
        """Return the threshold of the best B³ among those tried."""
        vectors = self.vectors(articles)

        def f1(threshold: float) -> float:
            found = memberships_of(self._grouped(articles, vectors, threshold))
            return b_cubed(found, labels.memberships()).f1

        return max(self.tried, key=f1)

    def _grouped(
        self, articles: Sequence[Article], vectors: NDArray[np.float32], threshold: float
    ) -> Groups:
        times = [published(article) for article in articles]
        return _groups(zip(single_pass(vectors, times, threshold), articles, strict=True))


def published(article: Article) -> datetime:
    """Return when an article was published; UTC where it names no zone.

    Raises:
        ValueError: it does not say.

    """
    if article.source.published is None:
        raise ValueError(f"{article.source.location} has no time of publication")
    time = datetime.fromisoformat(article.source.published)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def single_pass(
    vectors: NDArray[np.float32], times: Sequence[datetime], threshold: float
) -> list[int]:
    """Return the event of each report, numbered from 0.

    In order of time each joins the event whose mean vector is nearest by cosine, if that is at
    least ``threshold`` and the event has had a report within the window; else it begins one.
    ``vectors`` are unit vectors of shape (reports, dimensions).
    """
    sums: list[NDArray[np.float32]] = []
    last: list[datetime] = []
    events = [0] * len(times)
    for report in sorted(range(len(times)), key=lambda index: times[index]):
        vector, time = vectors[report], times[report]
        near = [
            (float(vector @ total / np.linalg.norm(total)), event)
            for event, total in enumerate(sums)
            if time - last[event] <= WINDOW
        ]
        likeness, event = max(near, default=(-1.0, -1))
        if likeness < threshold:
            event = len(sums)
            sums.append(np.zeros_like(vector))
            last.append(time)
        sums[event] = sums[event] + vector
        last[event] = time
        events[report] = event
    return events


def tf_idf(articles: Sequence[Article]) -> NDArray[np.float32]:
    """Return unit vectors of titles and texts: words, and of Chinese pairs of characters."""
    counts = [Counter(_terms(f"{article.title}\n{article.text}")) for article in articles]
    within = Counter(term for count in counts for term in count)
    columns = {term: column for column, term in enumerate(sorted(within))}
    vectors = np.zeros((len(articles), len(columns)), dtype=np.float32)
    for row, count in enumerate(counts):
        for term, times in count.items():
            rarity = np.log((1 + len(articles)) / (1 + within[term])) + 1
            vectors[row, columns[term]] = (1 + np.log(times)) * rarity
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _terms(text: str) -> Iterator[str]:
    for word in re.findall(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+", text.casefold()):
        if "\u3400" <= word[0] <= "\u9fff":
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            yield word


def embeddings(articles: Sequence[Article]) -> NDArray[np.float32]:
    """Return multilingual sentence embeddings of titles with texts, as far as the model reads."""
    return E5Embedder().embed([f"{article.title}\n{article.text}" for article in articles])


def polydigest(articles: Sequence[Article]) -> Groups:
    """Group as a run does, with the settings that a profile has by default."""
    stories = group_stories(articles).stories
    embedder = E5Embedder()
    made = assign(stories, EventIndex(EventSettings(), embedder.calibration), embedder, {})
    groups: dict[str, set[str]] = {}
    for number, story in enumerate(stories):
        for event in made.events[number]:
            groups.setdefault(event, set()).update(
                article.source.url or article.source.location for article in story.articles
            )
    return list(groups.items())


def copies_only(articles: Sequence[Article]) -> Groups:
    """Take each story, the near-duplicates of one text, for an event; others are by themselves."""
    return _groups(
        (number, article)
        for number, story in enumerate(group_stories(articles).stories)
        for article in story.articles
    )


def _groups(pairs: Iterator[tuple[int, Article]]) -> Groups:
    groups: dict[int, set[str]] = {}
    for number, article in pairs:
        groups.setdefault(number, set()).add(article.source.url or article.source.location)
    return [(str(number), reports) for number, reports in groups.items()]


BASELINES = {
    "TF-IDF, time": Baseline(tf_idf, 0.2, tuple(np.arange(0.04, 0.5, 0.02))),
    "embedding, threshold": Baseline(embeddings, 0.9, tuple(np.arange(0.8, 0.97, 0.005))),
}


def read_reports(file: Path) -> list[Article]:
    """Read the reports of a half in order of time.

    Raises:
        ValueError: one cannot be read.

    """
    articles = []
    for item in read_articles([str(file)], languages=LANGUAGES):
        if not isinstance(item, Article):
            raise ValueError(str(item))
        articles.append(item)
    return sorted(articles, key=published)


def scores(groups: Groups, labels: Labels, languages: dict[str, str]) -> dict[str, Score]:
    """Return B³ of all reports, of those in each language, and of pairs across languages."""
    found, truth = memberships_of(groups), labels.memberships()
    result = {"all": b_cubed(found, truth)}
    for language in LANGUAGES:
        of_it = {url: events for url, events in truth.items() if languages[url] == language}
        result[language] = b_cubed(found, of_it)
    result["across languages"] = b_cubed(found, truth, across(languages))
    return result


def row(name: str, groups: Groups, found: dict[str, Score]) -> str:
    """Write a row of the table: F1 in full, precision and recall in brackets."""
    cells = [
        f"{score.f1:.3f} ({score.precision:.2f}, {score.recall:.2f})" for score in found.values()
    ]
    return f"| {' | '.join([name, str(len(groups)), *cells])} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or the best thresholds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("labels", type=Path, metavar="LABELS")
    parser.add_argument("--baselines", action="store_true", help="measure what is compared with")
    parser.add_argument("--fit", action="store_true", help="look for the best threshold of each")
    chosen = parser.parse_args(arguments)
    ways: dict[str, Callable[[Sequence[Article]], Groups]] = {"polydigest": polydigest}
    if chosen.baselines:
        ways["copies only"] = copies_only
        ways |= {name: baseline.group for name, baseline in BASELINES.items()}
    articles, labels = read_reports(chosen.file), read_labels(chosen.labels)
    languages = {article.source.url or "": article.language for article in articles}
    if chosen.fit:
        for name, baseline in BASELINES.items():
            print(f"{name}: {baseline.fit(articles, labels):.3f}")
        return
    head = ["grouping", "events", "all", *LANGUAGES, "across languages"]
    print(
        f"{len(labels.reports)} reports, {len(labels.events)} events; B³ F1 (precision, recall)\n"
    )
    print(f"| {' | '.join(head)} |\n|---|--:|{'---|' * (len(head) - 2)}")
    for name, group in ways.items():
        groups = group(articles)
        print(row(name, groups, scores(groups, labels, languages)))


if __name__ == "__main__":
    main()
