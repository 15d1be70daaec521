"""Who in a crowd may be near-duplicates at all, without comparing each with each.

Reports of one template (weather, markets, matches) share so many words that MinHash makes a
candidate of each two of them. What tells them apart are figures, names, or words that no other has:
by these the crowd is indexed. Figures and names are counted. Shingles, which are many, are filed
under the rarest alone, by prefix filtering (Chaudhuri et al. 2006: A primitive operator for
similarity joins in data cleaning): of two sets that share k members, each has a common one among
the n - k + 1 rarest of its n.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]
Reader = Callable[[int], Hashes]
"""Reads a set of hashes of the article at a place: sorted, each once."""

_FEW = 64
"""Places that are compared one by one rather than sifted further."""
_WORTH = 50
"""Entries of an index that are read in the time in which one place is compared."""
_LEAST = 0.9
"""Shingles of an article, as a share of another's, from which on these two are sifted by them."""
_COUNTERS = 1 << 20
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Shared:
    """Sets of which near-duplicates have something in common."""

    read: Reader
    share: float
    """Of the smaller set, at least."""


class Crowd:
    """Articles that are indexed by what tells them apart.

    It takes some 20 bytes of memory for a figure, name or shingle that several of them have.
    """

    def __init__(
        self,
        places: NDArray[np.int64],
        *,
        figures: Shared,
        names: Reader,
        words: Reader,
        shingles: Shared,
    ) -> None:
        """Read what is known of the articles at some places, twice.

        Args:
            places: Of the articles, ascending.
            figures: Their figures.
            names: What they are about.
            words: All their words, names too.
            shingles: Their shingles.

        """
        self._indexes: tuple[_Index, ...] = (
            _Figures(places, figures),
            _Names(places, names, words),
            _Shingles(places, shingles),
        )

    def sift(self, place: int, wanted: Mask) -> Mask:
        """Return which of the articles may be near-duplicates of one of them.

        Args:
            place: Of that one.
            wanted: Which count.

        """
        left = np.count_nonzero(wanted)
        if left > _FEW:
            found = [index.find(place) for index in self._indexes]
            for entries in sorted(found, key=lambda each: each.size):
                if left <= _FEW or entries.size > _WORTH * left:
                    break
                wanted = wanted & entries.mask()
                left = np.count_nonzero(wanted)
        return wanted


@dataclass(frozen=True)
class _Found:
    """What an index has for an article."""

    size: int
    """Entries that are read to make the mask."""
    mask: Callable[[], Mask]
    """Tells of each member of the crowd whether it may be a near-duplicate."""


class _Index(Protocol):
    def find(self, place: int) -> _Found: ...


class _Postings:
    """Members by hash. Of a hash 32 bits are kept: who has it is found, and others may be."""

    def __init__(self) -> None:
        self._filed = array("Q")

    def file(self, member: int, hashes: Hashes) -> None:
        self._filed.frombytes((hashes >> _HALF << _HALF | np.uint64(member)).tobytes())

    def close(self) -> None:
        """Make ready for `find`: nothing is filed from here on."""
        entries = np.frombuffer(self._filed, dtype=np.uint64)
        entries.sort()
        self._members = entries.astype(np.uint32)
        self._keys, starts = np.unique((entries >> _HALF).astype(np.uint32), return_index=True)
        self._bounds = np.append(starts, len(entries))
        del entries, self._filed

    def find(self, hashes: Hashes) -> list[NDArray[np.uint32]]:
        """Return who was filed under each of the hashes that anybody was."""
        if not len(self._keys):
            return []
        keys = (hashes >> _HALF).astype(np.uint32)
        at = np.searchsorted(self._keys, keys)
        at = at[self._keys.take(at, mode="clip") == keys]
        return [self._members[self._bounds[n] : self._bounds[n + 1]] for n in at.tolist()]


def _counted(parts: Sequence[NDArray[np.uint32]], members: int) -> NDArray[np.uint32]:
    """Return of how many hashes each member was found."""
    counts = np.zeros(members, dtype=np.uint32)
    for part in parts:
        counts[part] += 1
    return counts


class _Figures:
    """Finds who shares figures with an article."""

    def __init__(self, places: NDArray[np.int64], figures: Shared) -> None:
        self._read, self._share = figures.read, figures.share
        self._sizes = np.zeros(len(places), dtype=np.uint32)
        self._having = _Postings()
        for member, place in enumerate(places.tolist()):
            hashes = self._read(place)
            self._sizes[member] = hashes.size
            self._having.file(member, hashes)
        self._having.close()

    def find(self, place: int) -> _Found:
        own = self._read(place)
        parts = self._having.find(own)

        def mask() -> Mask:
            fewer = np.minimum(self._sizes, own.size)
            return _counted(parts, len(fewer)) >= self._share * fewer

        return _Found(sum(map(len, parts)), mask)


class _Names:
    """Finds who has all names of an article, or none that it has not."""

    def __init__(self, places: NDArray[np.int64], names: Reader, words: Reader) -> None:
        self._names, self._words = names, words
        self._sizes = np.zeros(len(places), dtype=np.uint32)
        self._naming, self._having = _Postings(), _Postings()
        is_name = np.zeros(_COUNTERS, dtype=np.bool_)
        for member, place in enumerate(places.tolist()):
            hashes = names(place)
            is_name[hashes % _COUNTERS] = True
            self._sizes[member] = hashes.size
            self._naming.file(member, hashes)
        for member, place in enumerate(places.tolist()):
            hashes = words(place)
            self._having.file(member, hashes[is_name[hashes % _COUNTERS]])
        self._naming.close()
        self._having.close()

    def find(self, place: int) -> _Found:
        names = self._names(place)
        having = self._having.find(names)
        naming = self._naming.find(self._words(place))

        def mask() -> Mask:
            has_all = _counted(having, len(self._sizes)) >= names.size
            return has_all | (_counted(naming, len(self._sizes)) >= self._sizes)

        return _Found(sum(map(len, (*having, *naming))), mask)


class _Shingles:
    """Finds who may share shingles with an article."""

    def __init__(self, places: NDArray[np.int64], shingles: Shared) -> None:
        self._read = shingles.read
        self._sizes = np.zeros(len(places), dtype=np.uint32)
        self._rarest = _Postings()
        # How many have each; those that share a counter count as less rare than they are.
        counts = np.zeros(_COUNTERS, dtype=np.uint32)
        for place in places.tolist():
            counts[self._read(place) % _COUNTERS] += 1
        for member, place in enumerate(places.tolist()):
            hashes = self._read(place)
            self._sizes[member] = hashes.size
            common = math.ceil(shingles.share * math.ceil(_LEAST * hashes.size))
            frequency = counts[hashes % _COUNTERS]
            # The sort is stable and what it sorts is sorted: all articles have one order.
            rarest = np.argsort(frequency, kind="stable")[: hashes.size - common + 1]
            self._rarest.file(member, hashes[rarest[frequency[rarest] > 1]])
        self._rarest.close()

    def find(self, place: int) -> _Found:
        own = self._read(place)
        parts = self._rarest.find(own)

        def mask() -> Mask:
            is_found = _counted(parts, len(self._sizes)) > 0
            return is_found | (own.size < _LEAST * self._sizes)

        return _Found(sum(map(len, parts)), mask)
