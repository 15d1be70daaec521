"""Which articles may be near-duplicates of one: those that have a band of its MinHash values."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from articles.stories.crowds import Crowd, Hashes, Mask

# 64 bands of 2: an article cut to a quarter of another is a candidate with probability 0.98,
# unrelated ones about once in a thousand pairs; verification sorts those out.
_BANDS = 64
FUNCTIONS = 2 * _BANDS
"""That make a signature: a band is the values of two."""
_BLOCK = 4096
"""Shingles that are hashed at once."""
DAYS = 7
"""Days between publications above which the same words are another story, or its anniversary."""
_CROWDED = 512
"""Others that share a band with an article, counted once a band, from which on it is in a crowd."""


@cache
def _factors() -> Hashes:
    chance = random.Random(1)
    return np.array([chance.getrandbits(64) | 1 for _ in range(FUNCTIONS)], dtype=np.uint64)


def minhash(shingles: Hashes) -> NDArray[np.uint32]:
    """Return the least hash of the shingles by each of some functions, shape (functions,).

    The functions multiply modulo 2^64 by an odd number and take the upper half (Dietzfelbinger et
    al. 1997: A reliable randomized algorithm for the closest-pair problem).
    """
    least = np.full(FUNCTIONS, -1, dtype=np.int64).view(np.uint64)
    for start in range(0, len(shingles), _BLOCK):
        products = np.multiply.outer(_factors(), shingles[start : start + _BLOCK])
        np.minimum(least, products.min(axis=1), out=least)
    return (least >> np.uint64(32)).astype(np.uint32)


class Candidates:
    """Articles by their bands; those in a crowd also by what tells them apart."""

    def __init__(
        self,
        signatures: NDArray[np.uint32],
        numbers: NDArray[np.int64],
        days: NDArray[np.int64],
        crowd: Callable[[NDArray[np.int64]], Crowd],
    ) -> None:
        """Take articles in the order in which they are asked for: each has its place there.

        Args:
            signatures: MinHash values by number of the article, shape (articles, functions).
            numbers: By place.
            days: Of publication by place; 0: it is not known.
            crowd: Makes an index of the articles at some places.

        """
        self._bands, self._numbers, self._days = signatures.view(np.uint64), numbers, days
        self._following, self._is_crowded, self._members = _chains(self._bands, numbers)
        self._crowd = crowd(self._members)

    def after(self, place: int, wanted: Mask) -> list[int]:
        """Return the places behind one whose articles may be near-duplicates, in order.

        Args:
            place: Of an article.
            wanted: By place, whether it counts.

        """
        if not self._is_crowded[place]:
            return [other for other in _reached(self._following, place) if wanted[other]]
        members = wanted[self._members] & ~are_apart(self._days[self._members], self._days[place])
        members[: np.searchsorted(self._members, place, side="right")] = False
        found = self._members[self._crowd.sift(place, members)]
        own = self._bands[self._numbers[place]]
        later: list[int] = found[(self._bands[self._numbers[found]] == own).any(axis=1)].tolist()
        return later


def are_apart(days: NDArray[np.int64], day: np.int64) -> Mask:
    """Tell of which days it is known that they are too far from another one."""
    apart: Mask = (days > 0) & (day > 0) & (np.abs(days - day) > DAYS)
    return apart


def _chains(
    bands: Hashes, numbers: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], Mask, NDArray[np.int64]]:
    """Find the articles that have the same bands.

    Returns:
        By place and band the next place whose article has it, 0 where none has; whether the
        article at a place is in a crowd; the places of those that are, and of all that have a band
        of one of them.

    """
    following = np.zeros((len(numbers), _BANDS), dtype=np.uint32)
    others = np.zeros(len(numbers), dtype=np.int64)
    for band in range(_BANDS):
        order, starts, sizes = _same(bands[numbers, band])
        ends = np.zeros(len(order), dtype=np.bool_)
        ends[starts - 1] = True
        inner = np.flatnonzero(~ends)
        following[order[inner], band] = order[inner + 1]
        others[order] += np.repeat(sizes - 1, sizes)
    is_crowded = others > _CROWDED
    is_member = is_crowded.copy()
    for band in range(_BANDS) if is_crowded.any() else ():
        order, starts, sizes = _same(bands[numbers, band])
        is_member[order] |= np.repeat(np.logical_or.reduceat(is_crowded[order], starts), sizes)
    return following, is_crowded, np.flatnonzero(is_member)


def _same(values: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of values in their order, and of its equal runs the starts and sizes."""
    order = np.argsort(values, kind="stable")
    starts = np.flatnonzero(np.append(len(values) > 0, np.diff(values[order]) != 0))
    return order, starts, np.diff(np.append(starts, len(values)))


def _reached(following: NDArray[np.uint32], place: int) -> list[int]:
    """Return the places on the chains that lead on from ``place``, in order."""
    found: set[int] = set()
    bands = np.arange(_BANDS)
    places = following[place]
    while (on := places > 0).any():
        places, bands = places[on], bands[on]
        found.update(places.tolist())
        places = following[places, bands]
    return sorted(found)
