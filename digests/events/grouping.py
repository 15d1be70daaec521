"""Stories to events: one pass over the stream in order of time, with centroids that age.

The method is that of Miranda et al. 2018 (Multilingual Clustering of Streaming News, EMNLP,
doi:10.18653/v1/D18-1483): each story joins the event that it most likely reports, by words, names,
embedding and time, or begins one of its own. Here one pass serves all languages, and what crosses
languages are embeddings, figures, places and the sound of names.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from heapq import nsmallest
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from digests.events.settings import EventSettings
from digests.events.traits import Traits
from language.pack import pack
from language.topics import COUNTRY, share_heard
from models.tasks import Calibration

Number = TypeVar("Number", np.float32, np.bool_)

_DAY = timedelta(days=1)
_HALF_LIFE = 2.0
"""Days after which what was reported counts half as much."""
_CANDIDATES = 12
"""Events that a story is compared with, by words and names, and as many by embedding."""
_KEYS = 12
"""Rarest words and names of a story by which events are looked up."""
_STALE = 1_000
"""Events that may be over and still numbered."""
_WORDS_KEPT = 80
"""Words, names and figures of an event that are kept: what it says often, and of late."""
_LISTENED = 6
"""Names of an event that are listened for in another language."""
_KNOWN = 50
"""Stories that every rarity is reckoned with beside those that were seen."""
_ENOUGH = 2.5
"""Rare names that say by themselves that two report the same."""


class Features(NamedTuple):
    """How a story and an event compare, each from 0 to 1."""

    words: float
    names: float
    similarity: float
    figures: float
    age: float
    """Days between them, as a share of the window."""
    heard: float
    """Share of the names of one that the other writes by their sound."""
    apart: float
    """Whether both name countries and none of them both."""


_WITHIN = (-8.0, 5.5, 4.7, 8.9, 3.1, -4.9, 0.0, -3.4)
"""Bias, then weights of the features, within a language, as ``benchmarks/events.py`` fits them."""
_ACROSS = (-6.5, 0.0, 2.7, 8.3, 12.1, -2.5, 4.6, -4.5)
"""The same between languages."""


@dataclass
class Cluster:
    """An event as far as stories are compared with it."""

    first: datetime
    last: datetime
    size: int = 0
    words: dict[str, dict[str, float]] = field(default_factory=dict)
    """By language."""
    names: dict[str, float] = field(default_factory=dict)
    spoken: dict[str, float] = field(default_factory=dict)
    heard_in: dict[str, str] = field(default_factory=dict)
    """The latest text by language, in which names of others are listened for."""
    figures: dict[str, float] = field(default_factory=dict)
    vector: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    lengths: dict[str, float] = field(default_factory=dict)
    """Of the words by language, as they were weighted when they were last compared."""

    @classmethod
    def of(cls, traits: Traits) -> Cluster:
        """Return a story as an event of its own."""
        return cls(
            traits.moment,
            traits.moment,
            size=1,
            words={traits.language: _unit(traits.words)},
            names=_unit(traits.names),
            spoken=_unit(traits.spoken),
            heard_in={traits.language: traits.text} if pack(traits.language).sounds else {},
            figures=dict.fromkeys(traits.figures, 1.0),
            vector=traits.vector,
        )

    def add(self, other: Cluster) -> None:
        """Take stories in: what was there ages by the time that has passed."""
        faded = 0.5 ** (max((other.last - self.last) / _DAY, 0.0) / _HALF_LIFE)
        for language in self.words.keys() | other.words.keys():
            mine = self.words.setdefault(language, {})
            _add(mine, faded, other.words.get(language, {}))
        _add(self.names, faded, other.names)
        _add(self.spoken, faded, other.spoken)
        self.heard_in |= other.heard_in
        _add(self.figures, faded, other.figures)
        self.vector = self.vector * np.float32(faded) + other.vector
        self.first = min(self.first, other.first)
        self.last = max(self.last, other.last)
        self.size += other.size
        self.lengths.clear()

    @property
    def direction(self) -> NDArray[np.float32]:
        """The unit vector of what it reports."""
        length = float(np.linalg.norm(self.vector))
        return self.vector / np.float32(length or 1.0)


def _unit(counts: Mapping[str, int]) -> dict[str, float]:
    length = math.sqrt(sum(count * count for count in counts.values())) or 1.0
    return {key: count / length for key, count in counts.items()}


def _add(to: dict[str, float], faded: float, weights: Mapping[str, float]) -> None:
    for key in to:
        to[key] *= faded
    for key, weight in weights.items():
        to[key] = to.get(key, 0.0) + weight
    if len(to) > 2 * _WORDS_KEPT:
        for key in sorted(to, key=lambda key: (to[key], key))[:-_WORDS_KEPT]:
            del to[key]


class Rarity:
    """How rare words and names are among the stories that were seen."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.stories = 0

    def add(self, keys: Iterable[str]) -> None:
        """Count a story that has these."""
        self.counts.update(keys)
        self.stories += 1

    def of(self, key: str) -> float:
        """Return the inverse document frequency of a key."""
        return math.log((self.stories + _KNOWN) / (self.counts[key] + 1))


class Placement(NamedTuple):
    """The event that a story most likely reports, and how likely that is."""

    event: str | None
    probability: float


class EventIndex:
    """Events by what they are about; those that are over are forgotten."""

    def __init__(self, settings: EventSettings, calibration: Calibration) -> None:
        """Begin without events; see `restore`."""
        self._window = settings.window * _DAY
        self._floor, self._ceiling = calibration.floor, calibration.ceiling
        self.least = settings.granularity
        """Probability from which on a story joins an event."""
        self.clusters: dict[str, Cluster] = {}
        self.rarity = Rarity()
        self._closed: dict[str, Cluster] = {}
        self._touched: set[str] = set()
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._rows: dict[str, int] = {}
        """Places of the open events in what follows; others stay there until `_compact`."""
        self._having: dict[str, array[int]] = defaultdict(partial(array, "I"))
        """Rows by key."""
        self._events: list[str] = []
        self._is_known = np.zeros(0, dtype=np.bool_)
        self._directions = np.zeros((0, 0), dtype=np.float32)

    def restore(self, event: str, cluster: Cluster) -> None:
        """Go on with an event of an earlier run."""
        self.clusters[event] = cluster
        for language, words in cluster.words.items():
            self.rarity.counts.update(f"{language}:{word}" for word in words)
        self.rarity.counts.update(f"*{name}" for name in cluster.names)
        self.rarity.stories += cluster.size
        self._file(event, _keys(cluster))

    @property
    def changed(self) -> dict[str, Cluster]:
        """The events that stories were taken into, those forgotten since included."""
        known = self._closed | self.clusters
        return {event: known[event] for event in sorted(self._touched)}

    def place(self, story: Cluster, *, but: str | None = None) -> Placement:
        """Find the event that a story most likely reports, or another event is the same as."""
        best = Placement(None, 0.0)
        for event in sorted(self.candidates(story) - {but}):
            probability = self.probability(story, self.clusters[event])
            if probability > best.probability:
                best = Placement(event, probability)
        return best

    def add(self, event: str, story: Cluster) -> None:
        """Take a story into an event, or begin one with it."""
        keys = _keys(story)
        self.rarity.add(keys)
        self._take(event, story, keys)

    def merge(self, event: str, into: str) -> None:
        """Make one event of two."""
        cluster = self.clusters[event]
        keys = self._keys[event]
        self.remove(event)
        self._touched.discard(event)
        self._take(into, cluster, keys)

    def _take(self, event: str, story: Cluster, keys: Collection[str]) -> None:
        self._touched.add(event)
        if event in self.clusters:
            self.clusters[event].add(story)
        else:
            self.clusters[event] = deepcopy(story)
        self._file(event, keys)

    def forget(self, before: datetime) -> None:
        """Forget events whose last story is older than the window before a moment."""
        for event in [e for e, c in self.clusters.items() if c.last < before - self._window]:
            if event in self._touched:
                self._closed[event] = self.clusters[event]
            self.remove(event)

    def remove(self, event: str) -> None:
        """Forget an event."""
        del self.clusters[event]
        self._keys.pop(event, None)
        row = self._rows.pop(event)
        self._is_known[row] = False
        self._directions[row] = 0
        if len(self._events) > 2 * len(self._rows) + _STALE:
            self._compact()

    def _compact(self) -> None:
        """Give the open events new rows, and drop those of others."""
        rows = np.array(sorted(self._rows.values()), dtype=np.intp)
        moved = np.full(len(self._events), len(rows), dtype=np.uint32)
        moved[rows] = np.arange(len(rows))
        for key, having in list(self._having.items()):
            kept = moved[having]
            self._having[key] = array("I", kept[kept < len(rows)].tobytes())
            if not self._having[key]:
                del self._having[key]
        self._events = [self._events[row] for row in rows]
        self._rows = {event: row for row, event in enumerate(self._events)}
        self._directions = self._directions[rows]
        self._is_known = self._is_known[rows]

    def probability(self, one: Cluster, other: Cluster) -> float:
        """Estimate how likely two report the same."""
        return probability(self.features(one, other), across=is_across(one, other))

    def features(self, one: Cluster, other: Cluster) -> Features:
        """Compare a story with an event, or two events."""
        languages = one.words.keys() & other.words.keys()
        cosine = float(one.direction @ other.direction)
        similarity = (cosine - self._floor) / (self._ceiling - self._floor)
        shared = one.figures.keys() & other.figures.keys()
        gap = max(other.first - one.last, one.first - other.last, timedelta())
        return Features(
            words=max((self._cosine(one, other, each) for each in languages), default=0.0),
            names=self._shared(one.names.keys() & other.names.keys()),
            similarity=min(max(similarity, 0.0), 1.0),
            figures=min(len(shared), 3) / 3,
            age=min(gap / self._window, 1),
            heard=_heard(one, other) if is_across(one, other) else 0.0,
            apart=_apart(one, other),
        )

    def _cosine(self, one: Cluster, other: Cluster, language: str) -> float:
        """Return the cosine of the words of two in a language, weighted by their rarity."""
        first, second = one.words[language], other.words[language]
        if len(first) > len(second):
            first, second = second, first
        dot = sum(
            count * second[word] * self.rarity.of(f"{language}:{word}") ** 2
            for word, count in first.items()
            if word in second
        )
        return dot / (self._length(one, language) * self._length(other, language) or 1.0)

    def _length(self, cluster: Cluster, language: str) -> float:
        if language not in cluster.lengths:
            words, rare = cluster.words[language], self.rarity.of
            cluster.lengths[language] = math.sqrt(
                sum((c * rare(f"{language}:{w}")) ** 2 for w, c in words.items())
            )
        return cluster.lengths[language]

    def _shared(self, names: Iterable[str]) -> float:
        """Weigh the names that two have in common: a rare one, or several that are less so."""
        most = math.log(self.rarity.stories + _KNOWN)
        return min(sum(self.rarity.of(f"*{name}") for name in names) / most / _ENOUGH, 1.0)

    def candidates(self, story: Cluster) -> set[str]:
        """Return the open events that share rare words or names with a story, or are near it."""
        if not self._rows:
            return set()
        rarest = sorted(_keys(story), key=lambda key: (-self.rarity.of(key), key))
        votes = np.zeros(len(self._events))
        for key in rarest[:_KEYS]:
            if key in self._having:
                votes[self._having[key]] += self.rarity.of(key)
        found = set(self._first(votes * self._is_known[: len(votes)]))
        cosines = self._directions[: len(votes)] @ story.direction
        most = min(_CANDIDATES, len(cosines))
        nearest = np.argpartition(-cosines, most - 1)[:most]
        found.update(self._events[row] for row in nearest if self._is_known[row])
        return {e for e in found if self._is_open(self.clusters[e], story)}

    def _first(self, votes: NDArray[np.float64]) -> Iterator[str]:
        """Yield the events with most votes; of those with as many, the ones with the lowest ids."""
        voted = np.flatnonzero(votes)
        if len(voted) > _CANDIDATES:
            least = np.partition(votes, -_CANDIDATES)[-_CANDIDATES]
            voted = np.flatnonzero(votes > least)
            equal = (self._events[row] for row in np.flatnonzero(votes == least))
            yield from nsmallest(_CANDIDATES - len(voted), equal)
        yield from (self._events[row] for row in voted)

    def _is_open(self, event: Cluster, story: Cluster) -> bool:
        return event.first - self._window <= story.last and story.first <= event.last + self._window

    def _file(self, event: str, keys: Iterable[str]) -> None:
        row = self._rows.get(event)
        if row is None:
            row = self._rows[event] = len(self._events)
            self._events.append(event)
        known = self._keys[event]
        for key in keys:
            if key not in known:
                known.add(key)
                self._having[key].append(row)
        direction = self.clusters[event].direction
        if row >= len(self._directions):
            size = max(64, 2 * row)
            self._directions = _grown(self._directions, (size, len(direction)))
            self._is_known = _grown(self._is_known, (size,))
        self._directions[row] = direction
        self._is_known[row] = True


def _grown(rows: NDArray[Number], shape: tuple[int, ...]) -> NDArray[Number]:
    grown = np.zeros(shape, dtype=rows.dtype)
    if len(rows):
        grown[: len(rows)] = rows
    return grown


def final_event(event: str, merged: Mapping[str, str | None]) -> str:
    """Return the event that one is part of now, by the event that each was merged into."""
    seen = {event}
    while (into := merged.get(event)) is not None and into not in seen:
        seen.add(into)
        event = into
    return event


def probability(features: Features, *, across: bool) -> float:
    """Return the logistic estimate for features of one language, or across languages."""
    bias, *weights = _ACROSS if across else _WITHIN
    return 1 / (1 + math.exp(-bias - sum(w * f for w, f in zip(weights, features, strict=True))))


def is_across(one: Cluster, other: Cluster) -> bool:
    """Whether two have no language in common."""
    return one.words.keys().isdisjoint(other.words)


def _heard(one: Cluster, other: Cluster) -> float:
    return max(
        share_heard(_most(speaker.spoken), text, language)
        for speaker, listener in ((one, other), (other, one))
        for language, text in (listener.heard_in or {"": ""}).items()
    )


def _apart(one: Cluster, other: Cluster) -> float:
    mine, theirs = (
        {name for name in each.names if name.startswith(COUNTRY)} for each in (one, other)
    )
    return float(bool(mine and theirs) and mine.isdisjoint(theirs))


def _most(names: Mapping[str, float]) -> list[str]:
    return sorted(names, key=lambda name: (-names[name], name))[:_LISTENED]


def _keys(cluster: Cluster) -> list[str]:
    return [f"{lang}:{word}" for lang, words in cluster.words.items() for word in words] + [
        f"*{name}" for name in cluster.names
    ]
