"""Numbers that tell something only beside another: a change, a difference, a rate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.counted.count import NEVER
from language.counted.number import Number
from language.counted.sentence import lead_text
from language.counted.units import PERCENT
from language.quantities.quantity import Quantity


@dataclass(frozen=True)
class Relative:
    """Words that say that a number is not of the whole that something counts."""

    changes_before: re.Pattern[str]
    """Says that something changes by the number."""
    rates_after: re.Pattern[str]
    """*A day*, *per thousand*."""
    differences_after: re.Pattern[str] = NEVER
    """After a number, says that it tells two others apart: *five more than*."""
    multiples: re.Pattern[str] = NEVER
    """Words that multiply, as *twice*."""
    speeds_after: re.Pattern[str] = NEVER
    """After a length, says that it is a speed."""

    def is_change(self, text: str, quantity: Quantity, start: int, end: int) -> bool:
        """Whether something changes by a quantity, told with its bound and unit at two offsets."""
        return self.changes_before.search(lead_text(text, start)) is not None or (
            quantity.kind == PERCENT and self.differences_after.match(text, end) is not None
        )

    def is_speed(self, text: str, number: Number) -> bool:
        """Whether a number that has a measure is of a speed, which is not a rate of lengths."""
        return number.measure is not None and bool(self.speeds_after.match(text, number.end))

    def is_rate(self, text: str, number: Number) -> bool:
        """Whether there are so many in a time, or of so many."""
        return self.rates_after.match(text, number.end) is not None

    def is_relative(self, text: str, number: Number) -> bool:
        """Whether a number is a difference, a multiple, a change or a rate."""
        return bool(
            (not number.change and self.differences_after.match(text, number.end))
            or self.multiples.fullmatch(number.quantity.text)
            or (number.change and number.quantity.kind != PERCENT)
            or self.is_rate(text, number)
        )
