"""Near-duplicates to stories.

Candidates come from MinHash locality-sensitive hashing of word shingles (Broder 1997: On the
resemblance and containment of documents); each is then verified on the shingles themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from datasketch import LeanMinHash, MinHash, MinHashLSH
from numpy.typing import NDArray

from articles.article import Article, Story

SHINGLE = 3
"""Words in a shingle."""
CONTAINMENT = 0.6
"""Share of the shorter article's shingles that must stand in the longer one."""
NUMBERS = 0.5
"""Share of the numbers of the one with fewer that must stand in the other: reports from one
template (markets, earthquakes, matches) share their words, not their figures."""
DAYS = 7
"""Days between publications above which the same words are another story, or its anniversary."""

# 64 bands of 2: an article cut to a quarter of another is a candidate with probability 0.98,
# unrelated ones about once in a thousand pairs; verification sorts those out.
_PERMUTATIONS, _BANDS = 128, (64, 2)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class Repeated:
    """An article that was read twice: the same bytes at two locations."""

    location: str
    kept: str
    """Location of the copy that stays."""


@dataclass(frozen=True)
class Grouping:
    """Articles as stories, newest first, and the copies that were left out."""

    stories: tuple[Story, ...]
    repeated: tuple[Repeated, ...]


@dataclass(frozen=True)
class _Signature:
    article: Article
    shingles: NDArray[np.uint64]
    """Sorted hashes of shape (number of distinct shingles,)."""
    numbers: frozenset[str]
    minhash: LeanMinHash


def group_stories(articles: Iterable[Article]) -> Grouping:
    """Group near-duplicates: one text in several papers, edited, cut and under other titles.

    The result does not depend on the order of ``articles``. A story's lead is its fullest article,
    then its earliest, then the one of lowest id; all others are near-duplicates of the lead itself,
    so that a chain of small changes never joins two stories.
    """
    kept: dict[str, Article] = {}
    copies: list[tuple[str, Article]] = []
    for article in sorted(articles, key=lambda article: article.source.location):
        if article.id in kept:
            copies.append((article.source.location, kept[article.id]))
        else:
            kept[article.id] = article
    fullest_first = sorted(
        kept.values(),
        key=lambda article: (-len(article.text), article.source.published or "9", article.id),
    )
    signatures = [_signature(article) for article in fullest_first]
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    for number, signature in enumerate(signatures):
        index.insert(number, signature.minhash)
    members: dict[int, list[Article]] = {}
    grouped: set[int] = set()
    for number, lead in enumerate(signatures):
        if number in grouped:
            continue
        near = sorted(
            other
            for other in index.query(lead.minhash)
            if other > number and other not in grouped and _is_near(lead, signatures[other])
        )
        grouped.update(near)
        members[number] = [lead.article, *(signatures[other].article for other in near)]
    stories = [Story(id=group[0].id, articles=tuple(group)) for group in members.values()]
    stories.sort(key=lambda story: story.id)
    stories.sort(key=lambda story: story.lead.source.published or "", reverse=True)
    return Grouping(
        tuple(stories),
        tuple(Repeated(location, article.source.location) for location, article in copies),
    )


@cache
def _empty_minhash() -> MinHash:
    return MinHash(num_perm=_PERMUTATIONS, hashfunc=_low_bits)


@lru_cache(maxsize=500_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _signature(article: Article) -> _Signature:
    words = _WORD.findall(article.text.casefold())
    hashes = np.array([_word_hash(word) for word in words], dtype=np.uint64)
    width = min(SHINGLE, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    # A polynomial modulo 2^64: the order of the words counts.
    factors = np.array([1_000_003**power for power in range(width)], dtype=np.uint64)
    shingles = np.unique((windows * factors).sum(axis=1, dtype=np.uint64))
    minhash = _empty_minhash().copy()
    minhash.update_batch(shingles.tolist())
    numbers = frozenset(word for word in words if word[0].isdigit())
    return _Signature(article, shingles, numbers, LeanMinHash(minhash))


def _low_bits(shingle: int) -> int:
    return shingle & 0xFFFFFFFF


def _is_near(one: _Signature, other: _Signature) -> bool:
    first, second = one.article.source.published_on, other.article.source.published_on
    if first and second and abs((first - second).days) > DAYS:
        return False
    fewer = min(len(one.numbers), len(other.numbers))
    if len(one.numbers & other.numbers) < NUMBERS * fewer:
        return False
    common = np.intersect1d(one.shingles, other.shingles, assume_unique=True).size
    return bool(common >= CONTAINMENT * min(one.shingles.size, other.shingles.size))
