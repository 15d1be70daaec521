"""What of many reports a summary is written from: what most of them say, each thing once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from articles.article import Article, Story
from digests.events.traits import moment_of
from models.tasks import Document, Embedder

RECENT = timedelta(hours=24)
"""Before the lead: what is older may not hold any more, and is told by figures and days."""
MOST_REPORTS = 12
"""Reports that are read: those after the first ones repeat them."""
MOST_SENTENCES = 12
"""Of each report: its beginning, where the news is."""
MOST_CHARACTERS = 2_600
"""Of what is chosen: as much as one report of usual length."""
_SAID = 0.62
"""Similarity from which on a sentence of another report says the same."""
_EARLY = 0.5
"""Weight of standing early in its report, beside the share of reports that say it."""


def document_of(reading: Story, stories: Sequence[Story], embedder: Embedder) -> Document:
    """Return what a summary of an event is written from.

    Of one report it is the whole text. Of several it is the sentences that most of them say, and
    what is new beside these, by maximal coverage with as little repetition (Carbonell & Goldstein
    1998, doi:10.1145/290941.291025); those of the lead first, then the others in order of time.

    Args:
        reading: The articles that the summary may rest on, the lead first.
        stories: The reports, so that copies count once.
        embedder: Tells which sentences say the same.

    """
    lead = reading.lead
    since = moment_of(lead) - RECENT
    others = [
        story.lead
        for story in stories
        if story.lead.id != lead.id
        and story.lead.language == lead.language
        and moment_of(story.lead) >= since
    ]
    if not others:
        return Document(lead.title, tuple(each.text for each in lead.certain_sentences))
    reports = [lead, *others][:MOST_REPORTS]
    chosen = _choose(reports, embedder)
    return Document(lead.title, tuple(chosen))


def _choose(reports: Sequence[Article], embedder: Embedder) -> list[str]:
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    for number, report in enumerate(reports):
        for place, sentence in enumerate(report.certain_sentences[:MOST_SENTENCES]):
            texts.append(sentence.text)
            places.append((number, place))
    if not texts:
        return []
    vectors = embedder.embed(texts)
    likeness = embedder.calibration.similarity(vectors @ vectors.T)
    report_of = np.array([number for number, _ in places])
    said = np.zeros(len(texts))
    for number in range(len(reports)):
        said += (likeness[:, report_of == number] >= _SAID).any(axis=1)
    value = said / len(reports) + _EARLY / (1 + np.array([place for _, place in places]))
    kept: list[int] = []
    length = 0
    for candidate in np.argsort(-value, kind="stable").tolist():
        if any(likeness[candidate, other] >= _SAID for other in kept):
            continue
        if length + len(texts[candidate]) > MOST_CHARACTERS and kept:
            continue
        kept.append(candidate)
        length += len(texts[candidate])
    return [texts[number] for number in sorted(kept)]
