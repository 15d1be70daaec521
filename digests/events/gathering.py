"""The events of a run: stories are assigned, and what is known of events is kept."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from articles.article import Story
from digests.digest import Entry
from digests.events.assignment import Assignment, assign
from digests.events.corrections import find_corrections
from digests.events.event import Event, Reported, event_of
from digests.events.grouping import EventIndex
from digests.events.records import Watched
from digests.events.settings import EventSettings
from digests.events.state import EventStore
from digests.events.traits import moment_of
from digests.failures import failure
from digests.store import Store
from digests.watch import Watch
from models.tasks import Embedder

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failed:
    """Stories that can be no event, or no part of one."""

    stories: tuple[Story, ...]
    reason: str


@dataclass(frozen=True)
class Gathered:
    """Events of a run, first those that are watched for, and stories that cannot be summarised."""

    stories: Sequence[Story]
    assignment: Assignment
    members: tuple[tuple[str, tuple[int, ...]], ...]
    """Numbers of the stories by event."""
    language: str
    told: dict[str, list[tuple[str, Entry]]]
    """Earlier runs and the entries of their digests by event, oldest first."""
    go_on: bool
    watched: Mapping[str, tuple[Watched, ...]] = field(default_factory=dict)
    """What of the watch list events match; these come first."""
    unwatched: Mapping[str, str] = field(default_factory=dict)
    """Why events cannot be held against the watch list."""

    def __iter__(self) -> Iterator[Event | tuple[Story, ...] | Failed]:
        """Yield each event; of one without a story in the language of summaries, its stories."""
        for number, reason in self.assignment.failed.items():
            yield Failed((self.stories[number],), reason)
        for event, numbers in self.members:
            reported = [
                Reported(story=self.stories[number], kind=self.assignment.kinds[number])
                for number in numbers
            ]
            try:
                made = self._event(event, reported)
            except Exception as error:
                reason = failure(_name(event, reported[0].story), "put together", error)
                yield Failed(tuple(each.story for each in reported), reason)
                continue
            if event in self.unwatched:
                yield Failed(tuple(each.story for each in reported), self.unwatched[event])
            elif made is not None:
                yield made
            else:
                if event in self.watched:
                    logger.warning(
                        "event %s, watched for %s, has no report in %s that could be summarised",
                        event,
                        ", ".join(each.name for each in self.watched[event]),
                        self.language,
                    )
                yield tuple(each.story for each in reported)

    def _event(self, event: str, reported: Sequence[Reported]) -> Event | None:
        """Put an event together; None where no story is in the language of summaries."""
        made = event_of(event, reported, self.language)
        if made is None:
            return None
        told = self.told.get(event, [])
        known = {article.id for article in made.articles}
        # The same articles again are no later report.
        before = [each for each in told if {a.id for a in each[1].articles} != known]
        return made.model_copy(
            update={
                "earlier": before[-1][1] if before and self.go_on else None,
                "earlier_run": before[-1][0] if before and self.go_on else None,
                "corrections": find_corrections(made.articles, told),
                "watched": self.watched.get(event, ()),
            }
        )


def gather_events(
    stories: Sequence[Story],
    settings: EventSettings,
    embedder: Embedder,
    store: EventStore,
    entries: Store,
    *,
    language: str,
    go_on: bool = False,
    watch: Watch | None = None,
) -> Gathered:
    """Assign the stories of a run to events, those of earlier runs included, and keep these.

    Args:
        stories: Newest first, as `articles.stories.duplicates.group_stories` gives them.
        settings: How they are grouped.
        embedder: Embeds titles and beginnings.
        store: Where events are kept. Two runs at once each see what the other kept.
        entries: Where entries are.
        language: Of summaries.
        go_on: Say what earlier digests said of the events.
        watch: What is watched for.

    Raises:
        StoreError: The store is not usable.

    """
    window = timedelta(days=settings.window)
    articles = [article.id for story in stories for article in story.articles]
    while True:
        # The first moment that a story of the run has bounds what it may go on with.
        first = min((moment_of(story.lead) for story in stories), default=None)
        if first is None:
            return Gathered(stories, Assignment(), (), language, {}, go_on)
        before = store.open_events(first - window, articles)
        index = EventIndex(settings, embedder.calibration)
        for event, cluster in sorted(before.clusters.items()):
            index.restore(event, cluster)
        made = assign(stories, index, embedder, before.known)
        if store.save(
            before.generation,
            index.changed,
            [
                (article.id, event)
                for number, events in made.events.items()
                for event in events
                for article in stories[number].articles
            ],
            made.merged,
        ):
            break
    members: dict[str, list[int]] = defaultdict(list)
    for number in range(len(stories)):
        for event in made.events.get(number, ()):
            members[event].append(number)
    unwatched: dict[str, str] = {}
    watched = _watched(stories, made, members, watch, unwatched) if watch else {}
    told = store.told(list(members))
    found = entries.get_entries({each.fingerprint for some in told.values() for each in some})
    return Gathered(
        stories,
        made,
        tuple(
            (event, tuple(numbers))
            for event, numbers in sorted(members.items(), key=lambda each: each[0] not in watched)
        ),
        language,
        {
            event: [(t.run, found[t.fingerprint]) for t in some if t.fingerprint in found]
            for event, some in told.items()
        },
        go_on,
        watched,
        unwatched,
    )


def _name(event: str, story: Story) -> str:
    return f"event {event} ({story.lead.source.location})"


def _watched(
    stories: Sequence[Story],
    made: Assignment,
    members: Mapping[str, Sequence[int]],
    watch: Watch,
    failed: dict[str, str],
) -> dict[str, tuple[Watched, ...]]:
    """Return what events match; what a round-up names belongs to any of its events.

    Adds the reason to ``failed`` for those that cannot be matched.
    """
    found = {}
    for event, numbers in members.items():
        reports = [number for number in numbers if made.kinds[number] == "report"] or numbers
        try:
            matches = watch.matches(stories[number] for number in reports)
        except Exception as error:
            name = _name(event, stories[numbers[0]])
            failed[event] = failure(name, "held against the watch list", error)
            continue
        if matches:
            found[event] = matches
    return found
