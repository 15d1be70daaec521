"""What stands around a number and says how it is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from language.quantities.quantity import Quantity

REACH = 60
"""Characters before a number that can say how it is meant."""
_NEXT_WORD = re.compile(r"[\s-]*([^\W\d_]+)")


@dataclass(frozen=True)
class Counting:
    """How a language says how many, and of what; each pattern ends where the number begins."""

    rounded: re.Pattern[str]
    """What says that a number is rounded."""
    above: re.Pattern[str]
    below: re.Pattern[str]
    starts: re.Pattern[str]
    """What says that something changes from the number."""
    ends: re.Pattern[str]
    """What says that it changes to the number."""
    units: Mapping[str, str]
    """Units of which one is not taken for another, by their forms in lower case."""
    points: re.Pattern[str]
    """What says right behind a percentage that it is percentage points."""
    rates: re.Pattern[str]
    """In which period so many are, behind a number; its last group is named after the period."""
    singles: Callable[[str], Iterable[Quantity]]
    """Finds words that may mean one and are no quantities else: *a mile*."""
    is_meant: Callable[[str, Quantity, bool], bool]
    """Whether in a text a quantity that is only possible, as *one* is, is meant as a number.

    The last argument says whether a unit follows.
    """

    def unit(self, text: str, quantity: Quantity) -> str | None:
        """Return the unit that follows a quantity."""
        following = _NEXT_WORD.match(text, quantity.end)
        return self.units.get(following.group(1).lower()) if following else None

    def rate(self, text: str, quantity: Quantity) -> str | None:
        """Return the period in which there are so many, as *a day* and *daily* say."""
        found = self.rates.match(text, quantity.end)
        return found.lastgroup if found else None

    def is_points(self, text: str, quantity: Quantity) -> bool:
        """Whether a percentage is in percentage points."""
        return quantity.kind == "percent" and bool(self.points.match(text, quantity.end))

    def bound(self, text: str, quantity: Quantity) -> str | None:
        """Return whether a quantity is said to be *above* or *below* what it is."""
        lead = max(0, quantity.start - REACH), quantity.start
        if self.below.search(text, *lead):
            return "below"
        return "above" if self.above.search(text, *lead) else None
