"""A run's stories to events: reports first, then what retells or discusses them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from articles.article import Article, Story
from digests.events.grouping import Cluster, EventIndex
from digests.events.kinds import Kind, kind_of
from digests.events.traits import moment_of, read_traits
from models.tasks import Embedder

_DAY = timedelta(days=1)
_BATCH = 256
"""Stories whose traits are read at once."""
_SMALL = 2
"""Stories of an event that may turn out to be another's."""
_PARAGRAPHS = 24
"""Paragraphs of a round-up that are looked at."""
_PARAGRAPH = 80
"""Characters below which a paragraph is a heading, which goes with the one after it."""
SETTLED = 0.6
"""Share of the probability asked of a story that is asked of a small event to join another."""
RETOLD = 0.4
"""The same of a paragraph of a round-up, and of an opinion piece."""


@dataclass
class Assignment:
    """Which events stories report, by number of the story."""

    events: dict[int, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[int, Kind] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    """Events that were there before and are now part of another, by id."""


def assign(
    stories: Sequence[Story], index: EventIndex, embedder: Embedder, known: dict[str, str]
) -> Assignment:
    """Assign stories to the events of ``index``, or to new ones with the story's id.

    Stories are read in order of time, one batch after another; memory holds what the index does.

    Args:
        stories: In any order.
        index: Holds the events that are open; it is changed.
        embedder: Embeds titles and beginnings.
        known: Event by article, for articles that an earlier run assigned.

    """
    made = Assignment()
    order = sorted(range(len(stories)), key=lambda n: (moment_of(stories[n].lead), stories[n].id))
    later: list[int] = []
    young: dict[str, list[tuple[int, Cluster]]] = defaultdict(list)
    """Stories of small events that this run began."""
    for batch in _batched(order):
        leads = [stories[number].lead for number in batch]
        for number, lead, traits in zip(batch, leads, read_traits(leads, embedder), strict=True):
            made.kinds[number] = kind_of(lead)
            event = _known(stories[number], known)
            if made.kinds[number] != "report" and event is None:
                later.append(number)
                continue
            story = Cluster.of(traits)
            if event is not None:
                made.events[number] = (event,)
                if event not in index.clusters:
                    index.add(event, story)
                continue
            found = index.place(story)
            event = found.event if found.probability >= index.least else None
            if event is None:
                event = stories[number].id
                young[event] = []
            index.add(event, story)
            made.events[number] = (event,)
            if event in young:
                young[event].append((number, story))
        # What is about several events, or little clear, waits for what is told of them next.
        settled = moment_of(stories[batch[-1]].lead) - _DAY
        _settle(index, young, made, settled)
        due = [number for number in later if moment_of(stories[number].lead) < settled]
        for number in due:
            made.events[number] = _retold(stories[number], made.kinds[number], index, embedder)
        later = [number for number in later if number not in due]
        index.forget(settled)
    _settle(index, young, made, None)
    for number in later:
        made.events[number] = _retold(stories[number], made.kinds[number], index, embedder)
    return made


def _known(story: Story, known: dict[str, str]) -> str | None:
    return next((known[article.id] for article in story.articles if article.id in known), None)


def _batched(order: Sequence[int]) -> Iterator[list[int]]:
    remaining = iter(order)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _settle(
    index: EventIndex,
    young: dict[str, list[tuple[int, Cluster]]],
    made: Assignment,
    before: datetime | None,
) -> None:
    """Join small new events, those from ``before`` a moment, to ones that became clearer later."""
    changed = True
    while changed:
        changed = False
        for event in sorted(young, key=lambda event: (len(young[event]), event)):
            if len(young[event]) > _SMALL or (before and index.clusters[event].last > before):
                continue
            stories = [story for _, story in young[event]]
            others = set().union(*(index.candidates(story) for story in stories)) - {event}
            likely = {
                other: sum(index.probability(s, index.clusters[other]) for s in stories)
                / len(stories)
                for other in others
            }
            best = max(sorted(likely), key=likely.__getitem__, default=None)
            if best is None or likely[best] < SETTLED * index.least:
                continue
            index.merge(event, best)
            moved = young.pop(event)
            for number, _ in moved:
                made.events[number] = (best,)
            if best in young:
                young[best] += moved
            changed = True
    for event in [e for e in young if before and index.clusters[e].last < before]:
        del young[event]


def _retold(story: Story, kind: Kind, index: EventIndex, embedder: Embedder) -> tuple[str, ...]:
    """Return the events that a round-up retells or an opinion is about; it changes none."""
    lead = story.lead
    parts = _parts(lead) if kind == "round-up" else []
    found: dict[str, float] = {}
    for part in read_traits([lead, *parts], embedder)[bool(parts) :]:
        placement = index.place(Cluster.of(part))
        if placement.event is not None and placement.probability >= RETOLD * index.least:
            found.setdefault(placement.event, placement.probability)
    return tuple(found) or (story.id,)


def _parts(article: Article) -> list[Article]:
    """Return the paragraphs of a round-up, each with the heading before it, as articles."""
    parts: list[Article] = []
    heading = ""
    for paragraph in article.text.split("\n\n")[:_PARAGRAPHS]:
        if len(paragraph) < _PARAGRAPH and not paragraph.endswith((".", "。", "!", "?")):
            heading = paragraph
            continue
        title = heading or paragraph[:_PARAGRAPH]
        parts.append(
            article.model_copy(update={"title": title, "text": paragraph, "sentences": ()})
        )
        heading = ""
    return parts
