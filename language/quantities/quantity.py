"""What a quantity is, and how those of a text and of its translation are compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from language.quantities.currencies import agree

Kind = Literal[
    "number", "ordinal", "percent", "money", "fraction",
    "year", "month", "day", "weekday", "decade", "time",
]  # fmt: skip
Certainty = Literal["exact", "approximate", "possible"]
Sign = Literal["plain", "minus", "loss"]

DOZENS = "dozens"
"""Unit of two dozen and more, which other languages round to tens."""
SIGNED: frozenset[Kind] = frozenset({"number", "percent", "money"})
"""What can be below nought."""

HALF_DAY = 12 * 60
_FOUR_DECIMALS = Decimal("0.0001")
_LARGEST = Decimal(10) ** 20
"""Whose last digits and decimals nobody would miss, and which decimal arithmetic still has."""
_NEARBY = 8
"""Characters before a number that show its sign."""


@dataclass(frozen=True)
class Quantity:
    """A quantity: ``text`` is what stands at ``start`` to ``end``, offsets in characters.

    ``value`` by kind: *percent* in hundredths, *money* in the currency ``unit`` (ISO 4217, or a
    word of ``currencies.MEANT`` where the text says no more than dollar, yen or yuan), *month* 1 to
    12, *weekday* 1 (Monday) to 7, *decade* its first year, of any century where none is said,
    *time* in minutes after midnight, of either half of the day where none is said. A date is
    several quantities: day, month, year.

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
    sign: Sign = "plain"
    """Below nought (*minus*: the value is given without it), or what is lost or fallen by."""
    ratio: Decimal | None = None
    """The fraction that it is part of, to four decimals, as nine and ten are of *nine in ten*."""

    def moved(self, offset: int) -> Quantity:
        """Return the same quantity so many characters further on in a text."""
        if not offset:
            return self
        return replace(self, start=self.start + offset, end=self.end + offset)

    def __str__(self) -> str:
        text = self.text.strip()
        if "," in text:  # which groups digits in one language and marks decimals in another
            text = f"{text} = {self.value.normalize():f}"
        return text if self.kind == "number" else f"{text} ({self.kind})"


def quote(quantities: Iterable[Quantity], text: str) -> str:
    """Quote quantities of ``text`` as they stand there; the parts of one date are one quotation."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((q.start, q.end) for q in quantities):
        between = text[spans[-1][1] : start] if spans else "."
        if len(between) <= 2 and not between.strip(", "):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return "; ".join(dict.fromkeys(text[start:end].strip() for start, end in spans))


def quote_sign(quantity: Quantity, text: str) -> str:
    """Quote a quantity of ``text`` with the words before it, which show its sign."""
    start = max(0, quantity.start - _NEARBY)
    before = text[start : quantity.start]
    if start and before[:1].isalpha() and text[start - 1].isalpha():
        before = before.partition(" ")[2] or before  # not from the midst of a word
    return f"{before}{text[quantity.start : quantity.end]}".strip()


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


def turned_signs(
    source: Sequence[Quantity], target: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield (quantity of the source, of the target) where one of them alone is below nought.

    What falls by an amount may be a minus in the other language, so it is taken for either.
    """
    answers = _by_value(target)
    for value, rivals in _by_value(source).items():
        ours, alike = rivals[0], answers.get(value, [])
        if ours.sign == "loss" or any(rival.sign != ours.sign for rival in rivals):
            continue
        below = [q for q in alike if q.sign == "minus"]
        if ours.sign == "plain" and below:
            yield ours, below[0]
        elif ours.sign == "minus" and alike and all(q.sign == "plain" for q in alike):
            yield ours, alike[0]


def _by_value(quantities: Sequence[Quantity]) -> dict[Decimal, list[Quantity]]:
    """Return the quantities that can be below nought, by value, in order."""
    found: dict[Decimal, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        if quantity.kind in SIGNED:
            found[quantity.value].append(quantity)
    return found


def lost_currencies(source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the sums of the source whose value the target has without a currency."""
    for ours in source:
        alike = [q for q in target if q.value == ours.value]
        if ours.kind == "money" and alike and all(q.unit is None for q in alike):
            yield ours


def _unanswered(asked: Iterable[Quantity], answers: Sequence[Quantity]) -> Iterator[Quantity]:
    alike: dict[Hashable, list[Quantity]] = defaultdict(list)
    for answer in {(a.kind, a.unit, a.value): a for a in answers}.values():
        for key in _keys(answer):
            alike[key].append(answer)
    rivals = any(a.certainty == "approximate" for a in answers)
    ours, theirs = (Counter(map(_clock, filter(_is_hour, side))) for side in (asked, answers))
    for quantity in asked:
        answering = [
            a for key in _keys(quantity) for a in alike.get(key, ()) if answers_for(quantity, a)
        ]
        if quantity.kind == "time" and all(map(_is_hour, answering)):
            # A bare number that answers for another one is not an hour as well.
            hour = _clock(quantity)
            answering = answering if theirs[hour] > ours[hour] else []
        if answering or quantity.certainty == "possible":
            continue
        if quantity.certainty == "exact" or rivals:
            yield quantity


def _keys(quantity: Quantity) -> Iterator[Hashable]:
    """Yield what two quantities share if one can answer for the other."""
    yield quantity.value
    if quantity.unit == DOZENS:
        yield _in_tens(quantity)
    if (share := _share(quantity)) is not None:
        yield "share", share
    if quantity.kind in _PLAIN | {"decade"}:
        yield "decade", _in_century(quantity.value)
    if quantity.kind in _PLAIN | {"time"}:
        yield "clock", _clock(quantity)


_PLAIN = frozenset({"number", "ordinal", "year", "day", "fraction"})


def answers_for(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities, of one text and of another, can mean the same; symmetric."""
    kinds = {first.kind, second.kind}
    if "time" in kinds:
        return _clock(first) == _clock(second)
    if "decade" in kinds:
        return kinds <= _PLAIN | {"decade"} and _in_century(first.value) == _in_century(
            second.value
        )
    if kinds & {"fraction", "percent"} and None is not _share(first) == _share(second):
        return True
    dozens = [q for q in (first, second) if q.unit == DOZENS]
    if len(dozens) == 1 and kinds <= _PLAIN:
        (dozen,) = dozens
        return (second if dozen is first else first).value in {dozen.value, _in_tens(dozen)}
    if first.value != second.value or not agree(first.unit, second.unit):
        return False
    if len(kinds) == 1:
        return True
    return kinds <= _PLAIN or ("number" in kinds and not kinds & {"percent", "weekday"})


def _in_century(value: Decimal) -> Decimal:
    return value % 100 if abs(value) < _LARGEST else value


def rounded(value: Decimal) -> Decimal:
    """Return a number to four decimals, a very large one as it is."""
    return value.quantize(_FOUR_DECIMALS) if abs(value) < _LARGEST else value


def _in_tens(quantity: Quantity) -> Decimal:
    return quantity.value * 10 / 12


def _share(quantity: Quantity) -> Decimal | None:
    """Return what part of a whole it is, to four decimals; None where it is none."""
    if quantity.kind == "percent":
        return rounded(quantity.value / 100)
    return quantity.value if quantity.kind == "fraction" else quantity.ratio


def _is_hour(quantity: Quantity) -> bool:
    """Whether a bare number may be one."""
    return quantity.kind in _PLAIN and 0 <= quantity.value <= 24


def _clock(quantity: Quantity) -> Decimal | Quantity:
    """Minutes within a half day; a bare number counts as an hour."""
    if quantity.kind == "time":
        return quantity.value % HALF_DAY
    if _is_hour(quantity):
        return quantity.value * 60 % HALF_DAY
    return quantity
