"""Near-duplicates to stories.

Candidates come from MinHash locality-sensitive hashing of word shingles (Broder 1997: On the
resemblance and containment of documents), and where many have the same bands, as reports of one
template do, from an index of what tells them apart; each is then verified on the shingles
themselves.

Articles and their shingles are on the disk. Memory holds less than a kilobyte of an article while
stories are sought, and some tens of bytes afterwards.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from articles.article import Article, Provenance, Story
from articles.stories.candidates import DAYS, FUNCTIONS, Candidates, minhash
from articles.stories.crowds import Crowd, Hashes, Shared
from base.spool import BytesSpool, Spool

SHINGLE = 3
"""Words in a shingle."""
CONTAINMENT = 0.6
"""Share of the shorter article's shingles that must stand in the longer one."""
NUMBERS = 0.5
"""Share of the numbers of the one with fewer that must stand in the other: reports from one
template (markets, earthquakes, matches) share their words, not their figures."""

_WORDS_KEPT = 1 << 14
_COMPARED = 20
"""Articles of a group that are compared with one another."""
# Scripts without spaces: a character counts as a word.
_SPACELESS = "\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_LETTERS = rf"(?:(?![{_SPACELESS}])[^\W\d_])+"
_WORD = re.compile(rf"\d+(?:[.,:]\d+)*|[{_SPACELESS}]|{_LETTERS}(?:['’]{_LETTERS})?")
# A name inside a sentence; at its beginning every word has a capital.
_NAME = re.compile(r"(?<=[\w,;:–—-]\s)[^\W\d_a-zà-öø-ÿ][^\W\d_]{2,}")
UPDATE = 0.6
"""Share of the fullest text that a later one of the same paper has at least, to be its update."""
APART = 0.1
"""Share of their shingles that two stories have in common at most that one round-up retells."""


@dataclass(frozen=True)
class Repeated:
    """An article that was read twice: the same bytes at two locations."""

    location: str
    kept: str
    """Location of the copy that stays."""


class Stories(Sequence[Story]):
    """Stories whose articles are on the disk: each is read anew when it is asked for."""

    def __init__(self, articles: Spool[Article], members: Sequence[Sequence[int]]) -> None:
        """Take a spool of articles, and their numbers in it by story, the lead's first."""
        self._articles = articles
        self._members = members

    def __len__(self) -> int:
        return len(self._members)

    @overload
    def __getitem__(self, number: int) -> Story: ...
    @overload
    def __getitem__(self, number: slice) -> list[Story]: ...
    def __getitem__(self, number: int | slice) -> Story | list[Story]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        articles = tuple(self._articles[member] for member in self._members[number])
        return Story(id=articles[0].id, articles=articles)


@dataclass(frozen=True)
class Grouping:
    """Articles as stories, newest first, and the copies that were left out."""

    stories: Stories
    repeated: tuple[Repeated, ...]
    failed: tuple[tuple[Article, Exception], ...] = ()
    """Articles that are in no story, with what was raised when they were added."""


def group_stories(articles: Iterable[Article], folder: Path | None = None) -> Grouping:
    """Group near-duplicates: one text in several papers, edited, cut and under other titles.

    The result does not depend on the order of ``articles``. All articles of a story are
    near-duplicates of its fullest, then earliest, then the one of lowest id, so that a chain of
    small changes never joins two stories. That one is the lead, or a later version of it in the
    same paper. A round-up that retells several stories is a story by itself.

    Articles are read once, one at a time, and kept in files on the disk of ``folder``, which are
    gone with the result; without a folder, on the disk of temporary files.

    Raises:
        OSError: The disk is full, or the folder cannot be written.

    """
    index = _Index(folder)
    failed: list[tuple[Article, Exception]] = []
    for article in articles:
        try:
            index.add(article)
        except OSError:
            raise
        except Exception as error:
            failed.append((article, error))
    kept, repeated = index.without_copies()
    groups = index.groups(kept)
    groups.sort(key=lambda group: index.ids[group[0]])
    groups.sort(key=lambda group: index.published[group[0]] or "", reverse=True)
    return Grouping(Stories(index.articles, groups), repeated, tuple(failed))


class _Index:
    """What is known of articles, by their number in the order in which they were added."""

    def __init__(self, folder: Path | None) -> None:
        self.articles = Spool(Article, folder)
        self.ids = array("Q")
        self.published: list[str | None] = []
        self._lengths = array("I")
        self._days = array("I")
        """Proleptic ordinal of the day of publication; 0: it is not known."""
        self._signatures = array("Q")
        """MinHash values of shape (articles, bands): a band is two values of 32 bits."""
        self._shingles = BytesSpool(folder)
        self._figures = BytesSpool(folder)
        self._names = BytesSpool(folder)
        """Names that are in a text twice or more: what it is about."""
        self._words = BytesSpool(folder)

    def add(self, article: Article) -> None:
        """Add an article; whatever is raised but OSError, it is as if the article never came."""
        words = _WORD.findall(article.text.casefold())
        shingles = _shingles(words)
        signature = minhash(shingles)
        figures = np.unique(_hashes([word for word in words if word[0].isdigit()]))
        named = Counter(name.casefold() for name in _NAME.findall(f"- {article.text}"))
        names = np.unique(_hashes([name for name, count in named.items() if count > 1]))
        day = article.source.published_on
        self.articles.append(article)
        self.ids.append(int(article.id, 16))
        self.published.append(article.source.published)
        self._lengths.append(len(article.text))
        self._days.append(day.toordinal() if day else 0)
        self._signatures.frombytes(signature.tobytes())
        self._shingles.append(shingles.tobytes())
        self._figures.append(figures.tobytes())
        self._names.append(names.tobytes())
        self._words.append(np.unique(_hashes(words)).tobytes())

    def without_copies(self) -> tuple[list[int], tuple[Repeated, ...]]:
        """Return the article of each id whose location comes first, and the others."""
        kept: list[int] = []
        copies: list[Repeated] = []
        order = np.argsort(self.ids, kind="stable")
        bounds = np.flatnonzero(np.diff(np.asarray(self.ids)[order])) + 1
        for same in np.split(order, bounds) if len(order) else ():
            first, *others = same.tolist()
            if others:
                located = [(self.articles[n].source.location, n) for n in same.tolist()]
                (location, first), *rest = sorted(located)
                copies += [Repeated(copy, location) for copy, _ in rest]
            kept.append(first)
        copies.sort(key=lambda copy: copy.location)
        return kept, tuple(copies)

    def groups(self, kept: Sequence[int]) -> list[tuple[int, ...]]:
        """Return the stories among the articles ``kept``, each as its lead and the others."""
        fullest_first = sorted(
            kept, key=lambda n: (-self._lengths[n], self.published[n] or "9", self.ids[n])
        )
        numbers = np.array(fullest_first, dtype=np.int64)
        candidates = Candidates(
            np.frombuffer(self._signatures, dtype=np.uint32).reshape(-1, FUNCTIONS),
            numbers,
            np.asarray(self._days, dtype=np.int64)[numbers],
            partial(self._crowd, fullest_first),
        )
        free = np.ones(len(numbers), dtype=np.bool_)
        groups = []
        for place in range(len(numbers)):
            if free[place]:
                places = self._group(fullest_first, place, candidates.after(place, free))
                free[places] = False
                groups.append(tuple(self._latest_first([fullest_first[n] for n in places])))
        return groups

    def _group(self, numbers: Sequence[int], lead: int, candidates: Sequence[int]) -> list[int]:
        """Return the place of a lead and those of its near-duplicates among the candidates."""
        group = [lead]
        for place in candidates:
            if self._is_near(numbers[lead], numbers[place]):
                group.append(place)
                # No later one changes that it is a round-up.
                if len(group) == _COMPARED and self._is_round_up([numbers[n] for n in group]):
                    return [lead]
        few = len(group) < _COMPARED
        return [lead] if few and self._is_round_up([numbers[n] for n in group]) else group

    def _crowd(self, numbers: Sequence[int], places: NDArray[np.int64]) -> Crowd:
        def reading(spool: BytesSpool) -> Callable[[int], Hashes]:
            return lambda place: _read(spool, numbers[place])

        return Crowd(
            places,
            figures=Shared(reading(self._figures), NUMBERS),
            names=reading(self._names),
            words=reading(self._words),
            shingles=Shared(reading(self._shingles), CONTAINMENT),
        )

    def _is_round_up(self, group: Sequence[int]) -> bool:
        """Whether the first retells others that have nothing to do with one another."""
        titles = cache(lambda number: _title_words(self.articles[number]))
        return any(
            not _overlap(self._shingles, one, other, APART) and not titles(one) & titles(other)
            for one, other in itertools.combinations(group[1:_COMPARED], 2)
        )

    def _latest_first(self, group: list[int]) -> list[int]:
        """Put the last version of the fullest article in front: an update may well be shorter."""
        if len(group) == 1:
            return group
        lead = self.articles[group[0]].source

        def moment(number: int) -> datetime:
            return datetime.fromisoformat(self.published[number] or "1600-01-01").replace(
                tzinfo=None
            )

        versions = [
            number
            for number in group[1:]
            if self._lengths[number] >= UPDATE * self._lengths[group[0]]
            and moment(number) > moment(group[0])
            and _same_paper(lead, self.articles[number].source)
        ]
        last = max(versions, key=moment, default=group[0])
        return [last, *(number for number in group if number != last)]

    def _is_near(self, one: int, other: int) -> bool:
        first, second = self._days[one], self._days[other]
        return (
            not (first and second and abs(first - second) > DAYS)
            and _overlap(self._figures, one, other, NUMBERS)
            and _overlap(self._shingles, one, other, CONTAINMENT)
            and not (self._is_about_more(one, other) and self._is_about_more(other, one))
        )

    def _is_about_more(self, one: int, other: int) -> bool:
        """Whether one article names again and again what the other does not know at all."""
        names, words = _read(self._names, one), _read(self._words, other)
        return bool(np.setdiff1d(names, words, assume_unique=True).size)


def _title_words(article: Article) -> set[str]:
    return {word for word in _WORD.findall(article.title.casefold()) if len(word) > 3} or set(
        article.title
    )


def _same_paper(one: Provenance, other: Provenance) -> bool:
    return (one.url is not None and one.url == other.url) or (
        one.publisher is not None and one.publisher == other.publisher
    )


def _read(sets: BytesSpool, number: int) -> Hashes:
    return np.frombuffer(sets[number], dtype=np.uint64)


def _overlap(sets: BytesSpool, one: int, other: int, share: float) -> bool:
    """Tell whether two sets of hashes share so much of the smaller one."""
    first, second = _read(sets, one), _read(sets, other)
    common = np.intersect1d(first, second, assume_unique=True).size
    return bool(common >= share * min(first.size, second.size))


@lru_cache(maxsize=_WORDS_KEPT)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _hashes(words: Sequence[str]) -> Hashes:
    return np.array([_word_hash(word) for word in words], dtype=np.uint64)


def _shingles(words: Sequence[str]) -> Hashes:
    """Return the sorted hashes, shape (distinct shingles,), of all runs of some words."""
    hashes = _hashes(words)
    width = min(SHINGLE, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    # A polynomial modulo 2^64: the order of the words counts.
    factors = np.array([1_000_003**power for power in range(width)], dtype=np.uint64)
    return np.unique((windows * factors).sum(axis=1, dtype=np.uint64))
