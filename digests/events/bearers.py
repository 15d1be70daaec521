"""Whose share a share is: of the votes each candidate has one, and of one candidate there is one.

Names are compared within a language that finds them; what is the same share in another language is
of the same candidate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from language.counted.count import Span
from language.pack import pack


class Share(NamedTuple):
    """A share where it stands."""

    sentence: str
    span: Span
    language: str
    what: Hashable
    amount: Decimal


def bearers_of(shares: Sequence[Share]) -> list[str]:
    """Return the name of whose each share is, as printed where it is first; none if not known."""
    names = _names(shares)
    groups = _Groups(len(shares))
    by_name: defaultdict[tuple[Hashable, str], list[int]] = defaultdict(list)
    by_amount: defaultdict[tuple[Hashable, Decimal], list[int]] = defaultdict(list)
    for number, share in enumerate(shares):
        by_amount[share.what, share.amount].append(number)
        for name in names[number]:
            by_name[share.what, name].append(number)
    for alike in by_name.values():
        for first, second in pairwise(alike):
            groups.join(first, second)
    named: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for number, found in enumerate(names):
        for name, printed in found.items():
            named[groups.of(number)].setdefault(name, printed)
    for alike in by_amount.values():
        of_names = {groups.of(number) for number in alike if groups.of(number) in named}
        if len(of_names) == 1:  # of several, nobody knows whose it is
            (known,) = of_names
            for number in alike:
                groups.join(known, number)
    whose = {groups.of(group): next(iter(found.values())) for group, found in named.items()}
    return [whose.get(groups.of(number), "") for number in range(len(shares))]


def _names(shares: Sequence[Share]) -> list[dict[str, str]]:
    """Return the last names that each share stands with, and how they are printed.

    They are those between a share and the one before it, else those right after it. What a
    sentence gives two shares tells them not apart.
    """
    beside: defaultdict[tuple[str, Hashable], list[int]] = defaultdict(list)
    for number, share in enumerate(shares):
        beside[share.sentence, share.what].append(number)
    names: list[dict[str, str]] = [{} for _ in shares]
    for (sentence, _), numbers in beside.items():
        known = pack(shares[numbers[0]].language)
        if known.syntax is None or known.counted is None:
            continue
        joints = [joint.start() for joint in known.counted.joints.finditer(sentence)]
        people = [
            (name.start, name.words[-1], name.text)
            for name in known.syntax.find_names(sentence)
            if name.kind == "name" and name.words and not name.code
        ]
        spans = sorted({shares[number].span for number in numbers})
        found: dict[Span, dict[str, str]] = {}
        for place, (start, end) in enumerate(spans):
            before = spans[place - 1][1] if place else 0
            after = next((joint for joint in joints if joint >= end), len(sentence))
            found[start, end] = {w: text for at, w, text in people if before <= at < start} or {
                w: text for at, w, text in people if end <= at < after
            }
        for number in numbers:
            own = found[shares[number].span]
            others = [name for span, name in found.items() if span != shares[number].span]
            names[number] = {
                word: text for word, text in own.items() if not any(word in o for o in others)
            }
    return names


class _Groups:
    """Numbers that belong together."""

    def __init__(self, size: int) -> None:
        self._of = list(range(size))

    def of(self, number: int) -> int:
        """Return the number that stands for all of its group."""
        while self._of[number] != number:
            self._of[number] = self._of[self._of[number]]
            number = self._of[number]
        return number

    def join(self, first: int, second: int) -> None:
        """Make one group of two; that of the first goes on standing for it."""
        self._of[self.of(second)] = self.of(first)
