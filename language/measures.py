"""Measures: numbers with a unit of time, length, area, mass, volume, energy and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from language.quantities.quantity import Quantity

UNITS: Mapping[str, tuple[str, str]] = {
    "second": ("time", "1"), "minute": ("time", "60"), "hour": ("time", "3600"),
    "day": ("time", "86400"), "week": ("time", "604800"), "month": ("time", "2629746"),
    "year": ("time", "31556952"), "century": ("time", "3155695200"),
    "mile": ("length", "1609.344"), "kilometre": ("length", "1000"), "metre": ("length", "1"),
    "foot": ("length", "0.3048"), "yard": ("length", "0.9144"), "inch": ("length", "0.0254"),
    "centimetre": ("length", "0.01"), "millimetre": ("length", "0.001"),
    "nautical mile": ("length", "1852"), "light year": ("length", "9460730472580800"),
    "square mile": ("area", "2589988.11"), "square kilometre": ("area", "1000000"),
    "square metre": ("area", "1"), "square foot": ("area", "0.09290304"),
    "square yard": ("area", "0.83612736"), "acre": ("area", "4046.8564"),
    "hectare": ("area", "10000"), "mu": ("area", "666.6667"),
    "tonne": ("mass", "1000"), "kilogram": ("mass", "1"), "gram": ("mass", "0.001"),
    "milligram": ("mass", "0.000001"), "pound": ("mass", "0.45359237"),
    "ounce": ("mass", "0.028349523"), "stone": ("mass", "6.35029318"), "jin": ("mass", "0.5"),
    "litre": ("volume", "1"), "millilitre": ("volume", "0.001"),
    "gallon": ("volume", "3.785411784"),
    "barrel": ("volume", "158.987295"), "cubic metre": ("volume", "1000"),
    "cubic foot": ("volume", "28.316847"),
    "watt": ("power", "1"), "kilowatt": ("power", "1000"), "megawatt": ("power", "1000000"),
    "gigawatt": ("power", "1000000000"), "terawatt": ("power", "1000000000000"),
    "horsepower": ("power", "745.7"),
    "joule": ("energy", "1"), "kilojoule": ("energy", "1000"), "calorie": ("energy", "4184"),
    "kilowatt-hour": ("energy", "3600000"), "megawatt-hour": ("energy", "3600000000"),
    "gigawatt-hour": ("energy", "3600000000000"), "terawatt-hour": ("energy", "3600000000000000"),
    "volt": ("voltage", "1"), "kilovolt": ("voltage", "1000"),
    "hertz": ("frequency", "1"), "kilohertz": ("frequency", "1000"),
    "megahertz": ("frequency", "1000000"), "gigahertz": ("frequency", "1000000000"),
    "kilobyte": ("data", "1000"), "megabyte": ("data", "1000000"),
    "gigabyte": ("data", "1000000000"), "terabyte": ("data", "1000000000000"),
    "Fahrenheit": ("temperature", "1"), "Celsius": ("temperature", "1"),
    "degree": ("temperature", "1"),
}  # fmt: skip
"""Dimension of each unit, and how many of the dimension's first unit it is."""

_TOLERANCE = Decimal("0.05")
"""Share by which a converted value may be rounded."""
_PERIODS = Decimal("0.02")
"""Share by which a period may be: thirty days are a month."""
_DEGREE = Decimal("0.6")
_REACH = 32
"""Characters before a number in which its unit may stand."""


@dataclass(frozen=True)
class Measure:
    """A number with its unit, and the words that say both."""

    text: str
    quantity: Quantity
    unit: str
    rest: Measure | None = None
    """What follows in a smaller unit, as the inches of six feet two inches."""

    def covers(self, quantity: Quantity) -> bool:
        """Whether a quantity is part of it."""
        return quantity == self.quantity or (self.rest is not None and self.rest.covers(quantity))

    @property
    def value(self) -> Decimal:
        """How many of the unit; below nought where the text says so."""
        return -self.quantity.value if self.quantity.sign == "minus" else self.quantity.value

    @property
    def amount(self) -> Decimal:
        """How many of the dimension's first unit; not of temperatures."""
        rest = self.rest.amount if self.rest else Decimal(0)
        return self.value * Decimal(UNITS[self.unit][1]) + rest

    @property
    def dimension(self) -> str:
        """What the unit measures."""
        return UNITS[self.unit][0]

    def same_unit(self, other: Measure) -> bool:
        """Whether the units can be one; *degrees* without more are of any scale."""
        return self.unit == other.unit or (
            self.dimension == other.dimension == "temperature"
            and "degree" in {self.unit, other.unit}
        )

    def converts_to(self, other: Measure) -> bool:
        """Whether the other says the same in another unit, rounded at most a little."""
        if self.dimension != other.dimension:
            return False
        if self.dimension == "temperature":
            return abs(_fahrenheit(self) - _fahrenheit(other)) <= _DEGREE * 9 / 5 and (
                "Fahrenheit" in {self.unit, other.unit} or self.unit == other.unit
            )
        ours, theirs = self.amount, other.amount
        share = _PERIODS if self.dimension == "time" else _TOLERANCE
        return abs(ours - theirs) <= share * abs(ours)


def _fahrenheit(measure: Measure) -> Decimal:
    return measure.value * 9 / 5 + 32 if measure.unit == "Celsius" else measure.value


@dataclass(frozen=True)
class Measures:
    """How a language says units, each by its name in ``UNITS``."""

    after: tuple[tuple[str, re.Pattern[str]], ...]
    """What stands right after a number."""
    within: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """What is written as one word with the number."""
    before: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """What stands right before the number."""
    joint: re.Pattern[str] = field(default=re.compile(r"(?!)"))
    """What joins numbers that share the unit of the last."""

    def find(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Measure]:
        """Yield the measures of a text whose quantities are known, from the last to the first."""
        later: Measure | None = None
        for quantity in reversed(quantities):
            if quantity.kind in _NO_MEASURES:
                later = None
                continue
            measure = self._measure(text, quantity)
            if measure is None and later and quantity.kind == later.quantity.kind:
                between = text[quantity.end : later.quantity.start]
                if self.joint.fullmatch(between):
                    measure = Measure(quantity.text, quantity, later.unit)
            if measure:
                yield measure
            later = measure

    def _measure(self, text: str, quantity: Quantity) -> Measure | None:
        if quantity.kind != "year":
            for unit, pattern in self.within:
                if pattern.search(quantity.text):
                    return Measure(quantity.text, quantity, unit)
        found = self._after(text, quantity)
        if found is None or found.unit == "degree":
            for unit, pattern in self.before:
                first = max(0, quantity.start - _REACH)
                if match := pattern.search(text, first, quantity.start):
                    return Measure(text[match.start() : quantity.end], quantity, unit)
        return found

    def _after(self, text: str, quantity: Quantity) -> Measure | None:
        for unit, pattern in self.after:
            if quantity.kind == "year" and UNITS[unit][0] == "time":
                continue
            if match := pattern.match(text, quantity.end):
                return Measure(text[quantity.start : match.end()], quantity, unit)
        return None


_CLOSE = 8
"""Characters between the parts of a compound measure."""


def compounds(measures: Sequence[Measure]) -> Iterator[Measure]:
    """Yield what neighbouring measures say together, such as six feet two inches."""
    for first, second in pairwise(sorted(measures, key=lambda m: m.quantity.start)):
        if (
            first.dimension == second.dimension != "temperature"
            and Decimal(UNITS[first.unit][1]) > Decimal(UNITS[second.unit][1])
            and second.quantity.start - first.quantity.start - len(first.text) <= _CLOSE
        ):
            yield replace(first, rest=second)


_NO_MEASURES = frozenset({"month", "weekday", "decade", "time", "percent", "money"})


def unit_patterns(
    link: str, words: Mapping[str, str], end: str = ""
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return patterns of units, in the order of ``words``.

    Args:
        link: Pattern of what may stand before the words.
        words: Pattern of the words of each unit; a name with a blank at its end stands for the
            unit again, at another place in the order.
        end: Pattern of what must follow the words.

    """
    return tuple(
        (unit.rstrip(), re.compile(rf"{link}(?:{pattern}){end}", re.IGNORECASE))
        for unit, pattern in words.items()
    )
