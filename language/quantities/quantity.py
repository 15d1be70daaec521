"""What a quantity is, and how those of a text and of its translation are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "number", "ordinal", "percent", "money", "fraction",
    "year", "month", "day", "weekday", "decade", "time",
]  # fmt: skip
Certainty = Literal["exact", "approximate", "possible"]

HALF_DAY = 12 * 60


@dataclass(frozen=True)
class Quantity:
    """A quantity: ``text`` is what stands at ``start`` to ``end``, offsets in characters.

    ``value`` by kind: *percent* in hundredths, *money* in the currency ``unit`` (ISO 4217, None
    where the sign says no more than dollar, yen or yuan), *month* 1 to 12, *weekday* 1 (Monday) to
    7, *decade* its first year, of any century where none is said, *time* in minutes after midnight,
    of either half of the day where none is said. A date is several quantities: day, month, year.

    ``certainty``: *approximate* as in *dozens*, the value being the magnitude; *possible* where the
    words may as well mean something else, as *one* does: it can answer for a quantity of the other
    text, but none is missed for it.
    """

    start: int
    end: int
    text: str
    value: Decimal
    kind: Kind
    unit: str | None = None
    certainty: Certainty = "exact"

    def __str__(self) -> str:
        text = self.text.strip()
        if "," in text:  # which groups digits in one language and marks decimals in another
            text = f"{text} = {self.value.normalize():f}"
        return text if self.kind == "number" else f"{text} ({self.kind})"


@dataclass(frozen=True)
class QuantityDifference:
    """What a translation lacks of its source, and what it adds; false when the two agree."""

    missing: tuple[Quantity, ...]
    added: tuple[Quantity, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.added)


def compare_quantities(
    source: Sequence[Quantity], target: Sequence[Quantity]
) -> QuantityDifference:
    """Compare the quantities of a text with those of its translation.

    Values must be equal; kinds may differ where languages differ (a bare number for an ordinal, a
    year, a sum without its currency), never percent, months or weekdays. How often a value is said
    does not count: languages repeat and leave out. Approximate magnitudes are at fault only where
    the other text has approximate ones too and not this one.
    """
    return QuantityDifference(
        missing=tuple(_unanswered(source, target)), added=tuple(_unanswered(target, source))
    )


def _unanswered(asked: Iterable[Quantity], answers: Sequence[Quantity]) -> Iterator[Quantity]:
    alike: dict[Hashable, list[Quantity]] = defaultdict(list)
    for answer in {(a.kind, a.unit, a.value): a for a in answers}.values():
        for key in _keys(answer):
            alike[key].append(answer)
    rivals = any(a.certainty == "approximate" for a in answers)
    for quantity in asked:
        if quantity.certainty == "possible" or any(
            answers_for(quantity, a) for key in _keys(quantity) for a in alike.get(key, ())
        ):
            continue
        if quantity.certainty == "exact" or rivals:
            yield quantity


def _keys(quantity: Quantity) -> Iterator[Hashable]:
    """Yield what two quantities share if one can answer for the other."""
    yield quantity.value
    if quantity.kind in _PLAIN | {"decade"}:
        yield "decade", quantity.value % 100
    if quantity.kind in _PLAIN | {"time"}:
        yield "clock", _clock(quantity)


_PLAIN = frozenset({"number", "ordinal", "year", "day", "fraction"})


def answers_for(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities, of one text and of another, can mean the same; symmetric."""
    kinds = {first.kind, second.kind}
    if "time" in kinds:
        return _clock(first) == _clock(second)
    if "decade" in kinds:
        return kinds <= _PLAIN | {"decade"} and first.value % 100 == second.value % 100
    if first.value != second.value:
        return False
    if len(kinds) == 1:
        return (
            first.kind != "money"
            or None in {first.unit, second.unit}
            or (first.unit == second.unit)
        )
    return kinds <= _PLAIN or ("number" in kinds and not kinds & {"percent", "weekday"})


def _clock(quantity: Quantity) -> Decimal | Quantity:
    """Minutes within a half day; a bare number counts as an hour."""
    if quantity.kind == "time":
        return quantity.value % HALF_DAY
    if quantity.kind in _PLAIN and 0 <= quantity.value <= 24:
        return quantity.value * 60 % HALF_DAY
    return quantity
