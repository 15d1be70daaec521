"""A sentence and the joints that part its statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from language.counted.count import Span
from language.counting import REACH

NEAR = 30
"""Characters beside a statement that can say how it is meant."""


class Sentence(NamedTuple):
    """A sentence in which something is counted."""

    text: str
    joints: Sequence[Span]
    """What parts its statements, in order."""

    def crossed(self, low: int, high: int) -> int:
        """Return how many joints there are between two offsets."""
        return sum(low <= first and last <= high for first, last in self.joints)

    def between(self, one: Span, other: Span) -> tuple[int, int]:
        """Return how many characters and joints are between two spans."""
        low, high = sorted((*one, *other))[1:3]
        return high - low, self.crossed(low, high)

    def part(self, low: int, high: int, *, beyond: int = 0) -> Span:
        """Return the part that a statement stands in, with as many more on both sides."""
        starts = [last for _, last in self.joints if last <= low]
        ends = [first for first, _ in self.joints if first >= high]
        return (
            starts[-1 - beyond] if len(starts) > beyond else 0,
            ends[beyond] if len(ends) > beyond else len(self.text),
        )

    def told_beside(self, low: int, high: int) -> Span:
        """Return the part that a statement stands in, together with the one before it."""
        return self.part(low, high, beyond=1)[0], self.part(low, high)[1]


def lead(start: int) -> Span:
    """Return the bounds of what right before a number can say how it is meant."""
    return max(0, start - REACH), start


def lead_text(text: str, start: int) -> str:
    """Return what right before a number can say how it is meant."""
    return text[slice(*lead(start))]
