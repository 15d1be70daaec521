"""How the words around a number bound it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.counted.count import NEVER, Bound, BoundPatterns
from language.counted.sentence import lead, lead_text
from language.quantities.quantity import Quantity


@dataclass(frozen=True)
class Bounding:
    """Words that bound a number, beside those of the language's `Bounds`."""

    more_than_before: re.Pattern[str]
    """Says that a number is rounded down."""
    about_before: re.Pattern[str]
    about_after: re.Pattern[str] = NEVER
    differences_before: re.Pattern[str] = NEVER
    """Before a number, says how far another is from it, which bounds nothing."""

    def bound(self, text: str, quantity: Quantity, bounds: BoundPatterns) -> tuple[int, Bound]:
        """Return where the words that bound a number begin, and how they do."""
        before = lead_text(text, quantity.start)
        if self.differences_before.search(before):
            return quantity.start, "exact"
        patterns: tuple[tuple[re.Pattern[str], Bound], ...] = (
            (self.more_than_before, "more-than"),
            (bounds["above"], "at-least"),
            (bounds["below"], "at-most"),
            (self.about_before, "about"),
        )
        for pattern, bound in patterns:
            if match := pattern.search(before):
                word = "bound" if "bound" in match.re.groupindex and match["bound"] else 0
                return lead(quantity.start)[0] + match.start(word), bound
        if bounds["after_above"].match(text, quantity.end):
            return quantity.start, "more-than"
        if bounds["after_below"].match(text, quantity.end):
            return quantity.start, "at-most"
        if quantity.certainty == "approximate" or self.about_after.match(text, quantity.end):
            return quantity.start, "about"
        return quantity.start, "exact"
