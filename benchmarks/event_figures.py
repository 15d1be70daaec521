"""How well figures of events are told apart: equal in other words, updated, in conflict.

python -m benchmarks.event_figures FILE LABELS

``FILE`` and ``LABELS`` are a half of the set in ``benchmarks/event_set``. Each event is given with
its reports as labelled, round-ups and opinions left out, as they are no source of figures; every
two mentions of a figure that are labelled count, within a report too.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from articles.article import Article
from articles.stories.duplicates import group_stories
from benchmarks.event_scores import (
    RELATED,
    Labels,
    Mention,
    Relation,
    read_labels,
    relation_scores,
)
from benchmarks.events import read_reports
from digests.events.figures import FigureMention, relate_figures
from digests.events.origins import find_origins

SOURCES = frozenset({"report", "live"})
"""Kinds of reports that figures are taken from."""


def related(
    articles: Sequence[Article], labels: Labels
) -> Iterator[tuple[Mention, Mention, Relation]]:
    """Yield how each two mentions of a figure of one event stand to one another."""
    addresses = {article.id: article.source.url or "" for article in articles}
    by_address = {article.source.url: article for article in articles}

    def mention(found: FigureMention) -> Mention:
        evidence = found.evidence
        return Mention(report=addresses[evidence.article], sentence=evidence.text, value=found.text)

    for event in labels.events:
        of_it = [
            by_address[url]
            for url, label in labels.reports.items()
            if event in label.events and label.kind in SOURCES
        ]
        origins = find_origins(group_stories(of_it).stories)
        for first, second, relation in relate_figures(of_it, origins):
            yield mention(first), mention(second), relation


def of_sources(labels: Labels) -> Labels:
    """Return labels without the figures of round-ups and opinions."""
    figures = tuple(
        pair
        for pair in labels.figures
        if {labels.reports[mention.report].kind for mention in (pair.a, pair.b)} <= SOURCES
    )
    return labels.model_copy(update={"figures": figures})


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("labels", type=Path, metavar="LABELS")
    chosen = parser.parse_args(arguments)
    labels = of_sources(read_labels(chosen.labels))
    found = relation_scores(related(read_reports(chosen.file), labels), labels)
    pairs = Counter(pair.relation for pair in labels.figures)
    print("| | pairs | precision | recall |\n|---|--:|--:|--:|")
    for relation in RELATED:
        score = found[relation]
        print(f"| {relation} | {pairs[relation]} | {score.precision:.3f} | {score.recall:.3f} |")


if __name__ == "__main__":
    main()
