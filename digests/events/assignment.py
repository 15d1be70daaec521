"""A run's stories to events: reports first, then what retells or discusses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from articles.article import Article, Story
from base.run_errors import is_of_the_run
from digests.events.grouping import Cluster, EventIndex, final_event
from digests.events.kinds import Kind, kind_of
from digests.events.traits import Traits, moment_of, read_traits
from digests.failures import failure
from models.tasks import Embedder, ModelError

_DAY = timedelta(days=1)
_BATCH = 256
"""Stories whose traits are read at once."""
_SMALL = 2
"""Stories of an event that may turn out to be another's."""
_PARAGRAPHS = 24
"""Paragraphs of a round-up that are looked at."""
_PARAGRAPH = 80
"""Characters below which a paragraph is a heading, which goes with the one after it."""
SETTLED = 1.4
"""How many times as uncertain as a story a small event may be of being another."""
RETOLD = 1.6
"""The same of a paragraph of a round-up, and of an opinion piece."""


@dataclass
class Assignment:
    """Which events stories report, by number of the story."""

    events: dict[int, tuple[str, ...]] = field(default_factory=dict)
    kinds: dict[int, Kind] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    """Events that turned out to be another, by id; those of earlier runs and of this one."""
    failed: dict[int, str] = field(default_factory=dict)
    """Why stories cannot be assigned, by number; these have no event."""


def assign(
    stories: Sequence[Story],
    index: EventIndex,
    embedder: Embedder,
    known: Mapping[str, Sequence[str]],
) -> Assignment:
    """Assign stories to the events of ``index``, or to new ones with the story's id.

    Stories are read in order of time, one batch after another; memory holds what the index does.

    Args:
        stories: In any order.
        index: Holds the events that are open; it is changed.
        embedder: Embeds titles and beginnings.
        known: Events by article, for articles that an earlier run assigned.

    """
    made = Assignment()
    order = sorted(range(len(stories)), key=lambda n: (moment_of(stories[n].lead), stories[n].id))
    later: list[int] = []
    # The same stories once more change nothing.
    is_more = not all(_known(story, known) for story in stories)
    young = {
        event: [deepcopy(cluster)]
        for event, cluster in index.clusters.items()
        if cluster.size <= _SMALL and is_more
    }
    for batch in _batched(order):
        leads = [stories[number].lead for number in batch]
        for number, traits in zip(batch, _traits(leads, embedder), strict=True):
            story = stories[number]
            try:
                if isinstance(traits, Exception):
                    raise traits
                made.kinds[number] = kind_of(story.lead)
                events = _known(story, known)
                if events:
                    for event in events:
                        if event not in index.clusters:
                            index.add(event, Cluster.of(traits))
                    made.events[number] = events
                elif made.kinds[number] == "report":
                    made.events[number] = (_report(story.id, traits, index, young),)
                else:
                    later.append(number)
            except Exception as error:
                made.failed[number] = failure(_name(story), "assigned to an event", error)
        # What is about several events, or little clear, waits for what is told of them next.
        settled = moment_of(leads[-1]) - _DAY
        made.merged |= _settle(index, young, settled)
        for number in [n for n in later if moment_of(stories[n].lead) < settled]:
            later.remove(number)
            _place(number, stories[number], made, index, embedder)
        index.forget(settled)
    made.merged |= _settle(index, young, None)
    for number in later:
        _place(number, stories[number], made, index, embedder)
    made.events = {
        number: tuple(dict.fromkeys(final_event(event, made.merged) for event in events))
        for number, events in made.events.items()
    }
    return made


def _traits(leads: Sequence[Article], embedder: Embedder) -> Sequence[Traits | Exception]:
    """Return what each article is about, or what was raised by one that cannot be read."""
    try:
        return read_traits(leads, embedder)
    except Exception as error:
        if is_of_the_run(error) or isinstance(error, ModelError):
            raise
        if len(leads) == 1:
            return [error]
        middle = len(leads) // 2
        return [*_traits(leads[:middle], embedder), *_traits(leads[middle:], embedder)]


def _place(
    number: int, story: Story, made: Assignment, index: EventIndex, embedder: Embedder
) -> None:
    """Note the events that a story retells or discusses."""
    try:
        made.events[number] = _retold(story, made.kinds[number], index, embedder)
    except Exception as error:
        made.failed[number] = failure(_name(story), "assigned to an event", error)


def _name(story: Story) -> str:
    return story.lead.source.location


def _report(story: str, traits: Traits, index: EventIndex, young: dict[str, list[Cluster]]) -> str:
    """Take a report into the event that it most likely reports, or begin one."""
    alone = Cluster.of(traits)
    found = index.place(alone)
    if found.event is None or found.probability < index.least:
        event = story
        young[event] = []
    else:
        event = found.event
    index.add(event, alone)
    if event in young:
        young[event].append(alone)
    return event


def _known(story: Story, known: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    found = (known[article.id] for article in story.articles if article.id in known)
    return tuple(next(found, ()))


def _batched(order: Sequence[int]) -> Iterator[list[int]]:
    remaining = iter(order)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _settle(
    index: EventIndex, young: dict[str, list[Cluster]], before: datetime | None
) -> dict[str, str]:
    """Join small events to those that became clearer after them.

    Args:
        index: Of the events.
        young: The stories of events that may be joined, by event; what is settled is taken out.
        before: Moment from which on events wait.

    Returns:
        The event that each is part of now, by id.

    """
    merged: dict[str, str] = {}
    for event in sorted(young, key=lambda event: (len(young[event]), event)):
        cluster = index.clusters[event]
        if before and cluster.last >= before:
            continue
        stories = young.pop(event)
        if cluster.size > _SMALL:
            continue
        others = set[str]().union(*(index.candidates(story) for story in stories)) - {event}
        likely = {
            other: sum(index.probability(s, index.clusters[other]) for s in stories) / len(stories)
            for other in others
        }
        best = max(sorted(likely), key=likely.__getitem__, default=None)
        if best is not None and likely[best] >= 1 - SETTLED * (1 - index.least):
            index.merge(event, best)
            merged[event] = best
            if best in young:
                young[best] += stories
    return merged


def _retold(story: Story, kind: Kind, index: EventIndex, embedder: Embedder) -> tuple[str, ...]:
    """Return the events that a round-up retells or an opinion is about; it changes none."""
    lead = story.lead
    parts = _parts(lead) if kind == "round-up" else []
    found: dict[str, float] = {}
    for part in read_traits([lead, *parts], embedder)[bool(parts) :]:
        placement = index.place(Cluster.of(part))
        if placement.event is not None and placement.probability >= 1 - RETOLD * (1 - index.least):
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
