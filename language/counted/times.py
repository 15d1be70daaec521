"""When what a sentence counts was so: now, before, at another time, or only in fear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from language.counted.count import NEVER, Head
from language.counted.number import Number
from language.counted.sentence import NEAR, Sentence, lead, lead_text
from language.quantities.quantity import Quantity

_FORETOLD = frozenset(
    {
        "aboard", "aid", "budget", "capacity", "cost", "deal", "dividend", "expected", "fine",
        "funding", "interest rate", "jobs cut", "pay rise", "per share", "retirement age",
    }
)  # fmt: skip
"""What is worth telling though it is only planned: an offer."""


class State(NamedTuple):
    """Whether a number is said of an earlier state, or to have become so."""

    old: bool
    moved: bool

    @property
    def changed(self) -> bool:
        """Whether there is another number before or after it."""
        return self.old or self.moved


@dataclass(frozen=True)
class Times:
    """Words that say when it was so."""

    old_before: re.Pattern[str]
    old_opening: re.Pattern[str]
    """At the beginning of a sentence, says that what it tells was so before."""
    old_after: re.Pattern[str]
    moved_before: re.Pattern[str]
    feared: re.Pattern[str]
    """Says that it may be so, or may become so."""
    earlier: re.Pattern[str]
    """Says that it was another time."""
    records: re.Pattern[str]
    """Says that an earlier time is named as that of the last event of the kind."""
    then: re.Pattern[str]
    """A joint that says that what follows was at the earlier time."""
    now: re.Pattern[str] = NEVER
    """At the beginning of a part of a sentence, says that it tells what is, not what is feared."""
    corrects_before: re.Pattern[str] = NEVER
    """Right before a number, says that another takes its place: *rather than*."""

    def state(self, text: str, number: Number) -> State:
        """Return whether a number is said of an earlier state, or to have become so."""
        before = lead_text(text, number.start)
        moved = self.moved_before.search(before) is not None
        old = (
            self.old_before.search(before) is not None
            or self.old_after.match(text, number.end) is not None
            or (not moved and self.old_opening.match(text) is not None)
        )
        return State(old, moved)

    def is_old(self, text: str, start: int) -> bool:
        """Whether what stands right before a number says that it was so before."""
        return self.old_before.search(lead_text(text, start)) is not None

    def is_corrected(self, text: str, start: int) -> bool:
        """Whether what stands right before a number says that another takes its place."""
        return self.corrects_before.search(text, *lead(start)) is not None

    def is_feared(self, sentence: Sentence, low: int, high: int, head: Head) -> bool:
        """Whether what is counted is only feared or planned."""
        if head.what in _FORETOLD:
            return False
        first, last = sentence.told_beside(low, high)
        first = max(
            (
                end
                for _, end in sentence.joints
                if first <= end <= low and self.now.match(sentence.text, end)
            ),
            default=first,
        )
        near = max(first, low - NEAR), min(last, high + NEAR)
        return self.feared.search(sentence.text, *near) is not None

    def is_earlier(
        self,
        sentence: Sentence,
        low: int,
        high: int,
        quantities: Sequence[Quantity],
        year: int | None,
    ) -> bool:
        """Whether what is counted was at another time.

        Args:
            sentence: In which it is counted.
            low: Where the statement begins.
            high: Where it ends.
            quantities: Of the sentence; an earlier year says it.
            year: Of publication.

        """
        text = sentence.text
        first, last = sentence.told_beside(low, high)
        if self.records.search(text, first, last) and not any(
            first < start and end <= low and self.then.search(text, start, end)
            for start, end in sentence.joints
        ):
            return False
        return self.earlier.search(text, first, last) is not None or (
            year is not None
            and any(
                q.kind in {"year", "decade"} and first <= q.start < last and q.value < year
                for q in quantities
            )
        )
