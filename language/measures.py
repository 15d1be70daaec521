"""Measures: numbers with a unit of length, mass, area, volume or temperature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from language.quantities.quantity import Quantity


@dataclass(frozen=True)
class Measure:
    """A number with its unit, and the words that say both."""

    text: str
    value: Decimal
    dimension: str
    unit: str


@dataclass(frozen=True)
class Measures:
    """How a language says units; each with its dimension and its English name."""

    after: tuple[tuple[str, str, re.Pattern[str]], ...]
    """What stands right after a number."""
    within: tuple[tuple[str, str, str], ...] = ()
    """What is written as one word with the number."""
    before: tuple[tuple[str, str, str], ...] = ()
    """What stands right before the number."""

    def find(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Measure]:
        """Yield the measures of a text whose quantities are known, in order."""
        for quantity in quantities:
            lead, word = text[: quantity.start].rstrip(), quantity.text.lower()
            for dimension, unit, pattern in self.after:
                if match := pattern.match(text, quantity.end):
                    said = text[quantity.start : match.end()]
                    yield Measure(said, quantity.value, dimension, unit)
                    break
            else:
                for dimension, unit, said in self.within:
                    if said in word:
                        yield Measure(quantity.text, quantity.value, dimension, unit)
                        break
                for dimension, unit, said in self.before:
                    if lead.endswith(said):
                        yield Measure(said + quantity.text, quantity.value, dimension, unit)


def units_after(
    link: str, units: Sequence[tuple[str, str, str]]
) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return patterns of (dimension, unit, words) that stand after a number.

    Args:
        link: Pattern of what may stand between the number and the unit.
        units: Dimension, unit and the pattern of its words.

    """
    return tuple(
        (dimension, unit, re.compile(rf"[\s\u00a0-]?{link}(?:{words})", re.IGNORECASE))
        for dimension, unit, words in units
    )
