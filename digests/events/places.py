"""Places of counts: an event that reached several has one count of the dead, say, for each.

Nothing is told apart by places unless a report does it: *four died in Taiwan, two in Fujian*. What
else is said to have been there, or in a report on one of them, is then of that place too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence, Set
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from articles.article import Article
from language.counted.count import Span
from language.pack import pack
from language.topics import COUNTRY, places

_HEARD = 0.85
"""How much a name must sound like one of another language to be it."""
_LIKE = 0.5
"""The same from which on it may be it."""
_MOST = 6
"""Places of an event that are told apart: what has more is a table."""
_MOST_COUNTS = 400
"""Counts of one thing that are compared, those of the first reports."""
_READ = 2_000
"""Characters of a report in which its place may be named."""


class Place(NamedTuple):
    """A place, by what it is compared by across languages."""

    key: str
    name: str
    """As printed."""
    language: str


class Counting(NamedTuple):
    """A count where it stands."""

    article: Article
    sentence: str
    span: Span
    what: Hashable
    """What is counted, and of what kind: only counts of one thing are compared."""
    amount: Decimal
    current: bool
    """Not said of an earlier state."""

    @property
    def is_part(self) -> bool:
        """Whether it is said to be of some of those who were counted, those in a place."""
        counted = pack(self.article.language).counted
        return counted is not None and counted.is_part(self.sentence, self.span)


def place_in(sentence: str, span: Span, language: str) -> Place | None:
    """Return the place that a sentence gives for a count in it."""
    counted = pack(language).counted
    name = counted.place(sentence, span) if counted else ""
    return _place(name, language) if name else None


def are_apart(first: Place, second: Place) -> bool:
    """Whether two places are two for sure, and none may be within the other."""
    if (first.key[:1] == COUNTRY) != (second.key[:1] == COUNTRY):
        return False
    return not _is_same(first, second, _LIKE)


def places_of(counts: Sequence[Counting]) -> list[str]:
    """Return the name of the place of each count; none where no report tells places apart."""
    names = [""] * len(counts)
    own = [place_in(c.sentence, c.span, c.article.language) for c in counts]
    apart = _told_apart(counts, own)
    if not apart:
        return names
    taken: defaultdict[tuple[str, str, Hashable], set[str]] = defaultdict(set)
    for count, place in zip(counts, own, strict=True):
        taken[count.article.id, count.sentence, count.what] |= {
            known.name for known in apart if place and _is_same(place, known)
        }
    for number, (count, place) in enumerate(zip(counts, own, strict=True)):
        others = taken[count.article.id, count.sentence, count.what]
        names[number] = next(_where(count, place, apart, others), "")
    of_amount: defaultdict[tuple[Hashable, Decimal], set[str]] = defaultdict(set)
    of_report: defaultdict[tuple[Hashable, str], dict[str, Decimal]] = defaultdict(dict)
    for count, name in zip(counts, names, strict=True):
        if name:
            of_amount[count.what, count.amount].add(name)
            if count.current:
                of_report[count.what, count.article.id][name] = count.amount
    totals = {
        (what, sum(amounts.values()))
        for (what, _), amounts in of_report.items()
        if len(amounts) > 1
    }
    for number, (count, place) in enumerate(zip(counts, own, strict=True)):
        alike = of_amount[count.what, count.amount]
        if (count.what, count.amount) in totals and place is None:
            names[number] = ""
        elif not names[number] and len(alike) == 1:
            names[number] = next(iter(alike))
    return names


def _told_apart(counts: Sequence[Counting], own: Sequence[Place | None]) -> list[Place]:
    """Return the places for which some report gives two values of one thing.

    Of a place and one within it, the wider one is where all is counted.
    """
    beside: defaultdict[tuple[str, Hashable], list[tuple[Decimal, Place]]] = defaultdict(list)
    texts = {count.article.id: count.article.text[:_READ] for count in counts}
    found: list[Place] = []
    for count, place in zip(counts, own, strict=True):
        together = beside[count.article.id, count.what]
        if place and count.current and len(together) < _MOST:
            together.append((count.amount, place))
            if count.is_part:  # which the whole is apart from
                found.append(place)
    for (article, _), together in beside.items():
        for (amount, place), (other_amount, other) in combinations(together, 2):
            if amount != other_amount and place.key != other.key:
                found += (
                    each
                    for each, inner in ((place, other), (other, place))
                    if not _is_within(inner, each, texts[article])
                )
    apart: list[Place] = []
    for place in found:
        if len(apart) < _MOST and not any(_is_same(place, known) for known in apart):
            apart.append(place)
    return apart


def _is_within(inner: Place, outer: Place, text: str) -> bool:
    """Whether a text says that a place is within another: *Dolpa, Nepal*, *Nepal's Dolpa*."""
    small, wide = re.escape(inner.name), re.escape(outer.name)
    return (
        re.search(
            rf"{small}\w*(?: \w+)?(?:,| in| of| на| в)(?: [^\W\d_]+){{0,2}}? {wide}"
            rf"|{wide}(?:['’]s (?:\w+ ){{0,2}}?|[省市县]?){small}",
            text,
        )
        is not None
    )


def _where(
    count: Counting, own: Place | None, apart: Sequence[Place], others: Set[str]
) -> Iterator[str]:
    """Yield where a count may be of, the surest first.

    Args:
        count: The count.
        own: What its sentence says of it.
        apart: The places that are told apart.
        others: Of these, where the sentence counts others.

    """
    if own and (known := next((p for p in apart if _is_same(own, p)), None)):
        yield known.name
    if len(apart) == 1:
        return
    article = count.article
    before = article.text[:_READ].partition(count.sentence)[0]
    for text in (count.sentence, article.title, before):
        named = [place for place in apart if _is_named(place, text, article.language)]
        if len(named) == 1 and not (text is count.sentence and named[0].name in others):
            yield named[0].name


def _place(name: str, language: str) -> Place:
    reader = pack(language).topics
    key = next(iter(reader.names(name)), None) if reader else None
    return Place(key or places(language).get(name) or name.casefold(), name, language)


def _is_same(first: Place, second: Place, likeness: float = _HEARD) -> bool:
    return first.key == second.key or (
        first.language != second.language
        and (
            _is_named(first, second.name, second.language, likeness)
            or _is_named(second, first.name, first.language, likeness)
        )
    )


@lru_cache(maxsize=4096)
def _is_named(place: Place, text: str, language: str, likeness: float = _HEARD) -> bool:
    """Whether a text of a language names a place."""
    if place.language == language and place.name in text:
        return True
    known = pack(language)
    if known.topics and place.key in set(known.topics.names(text)):
        return True
    return (
        known.sounds is not None
        and place.name.isascii()
        and known.sounds.most_like(place.name, text).score >= likeness
    )
