"""How quantities are read: numerals first, then what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from language.quantities.quantity import Certainty, Kind, Quantity

REACH = 32
"""Characters before a numeral that can say what it is."""


@dataclass(frozen=True)
class Numeral:
    """A number in digits or words; ``scale`` is its magnitude word (million), if any."""

    start: int
    end: int
    value: Decimal
    certainty: Certainty = "exact"
    ordinal: bool = False
    scale: Decimal = Decimal(1)


@dataclass(frozen=True)
class Rule:
    """What a numeral is where ``pattern`` stands right after or right before it."""

    pattern: re.Pattern[str]
    kind: Kind
    unit: str | None = None
    values: range | None = None
    """Whole numbers that it can be, None for any number."""

    def admits(self, numeral: Numeral) -> bool:
        """Whether a numeral can be of this kind; an ordinal is no sum."""
        if self.values is None:
            return not numeral.ordinal
        return numeral.value == int(numeral.value) and int(numeral.value) in self.values


@dataclass(frozen=True)
class Claim:
    """A fixed expression read as a whole: returns its parts, none where it is no quantity."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Iterable[Quantity]]


@dataclass(frozen=True)
class Grammar:
    """How one language writes quantities."""

    numerals: Callable[[str], Iterable[Numeral]]
    claims: tuple[Claim, ...]
    after: tuple[Rule, ...]
    before: tuple[Rule, ...]
    range_joint: re.Pattern[str]
    """What joins the ends of a range: *5 to 10 million* is five million to ten million."""

    def read(self, text: str) -> tuple[Quantity, ...]:
        """Return the quantities of ``text`` in order, none overlapping another."""
        found: list[Quantity] = []
        covered = [False] * len(text)
        for claim in self.claims:
            for match in claim.pattern.finditer(text):
                if not any(covered[match.start() : match.end()]):
                    covered[match.start() : match.end()] = [True] * len(match.group())
                    found.extend(claim.read(match))
        numerals = []
        for numeral in sorted(self.numerals(text), key=lambda n: (n.start, -n.end)):
            if not any(covered[numeral.start : numeral.end]):
                covered[numeral.start : numeral.end] = [True] * (numeral.end - numeral.start)
                numerals.append(numeral)
        found.extend(self._named(text, numerals))
        return tuple(sorted(found, key=lambda quantity: quantity.start))

    def _named(self, text: str, numerals: Sequence[Numeral]) -> Iterator[Quantity]:
        quantities = [self._quantity(text, numeral) for numeral in numerals]
        scales = [numeral.scale for numeral in numerals]
        for i, (first, second) in enumerate(pairwise(quantities)):
            if not self.range_joint.fullmatch(text, first.end, second.start):
                continue
            if scales[i] == 1 < scales[i + 1] and first.value < second.value / scales[i + 1]:
                quantities[i] = replace(first, value=first.value * scales[i + 1])
            if first.kind == "year" and second.value < 100 and scales[i + 1] == 1:
                quantities[i + 1] = replace(second, certainty="possible")  # 1950-53
            elif first.kind == "number" and second.kind in {"percent", "money", "day"}:
                quantities[i] = replace(quantities[i], kind=second.kind, unit=second.unit)
            elif second.kind == "number" and first.kind in {"money", "day"}:
                quantities[i + 1] = replace(second, kind=first.kind, unit=first.unit)
        yield from quantities

    def _quantity(self, text: str, numeral: Numeral) -> Quantity:
        start, end = numeral.start, numeral.end
        kind: Kind = "ordinal" if numeral.ordinal else "number"
        unit = None
        lead = text[max(0, start - REACH) : start]
        for rule in self.after:
            if rule.admits(numeral) and (match := rule.pattern.match(text, end)):
                kind, unit, end = rule.kind, rule.unit, match.end()
                break
        else:
            for rule in self.before:
                if rule.admits(numeral) and (match := rule.pattern.search(lead)):
                    kind, unit = rule.kind, rule.unit
                    break
            else:
                digits = text[start:end]
                if len(digits) == 4 and digits.isdecimal() and 1500 <= int(digits) < 2100:
                    kind = "year"
        return Quantity(start, end, text[start:end], numeral.value, kind, unit, numeral.certainty)


def part(match: re.Match[str], kind: Kind, value: int, group: int | str = 0) -> Quantity:
    """Return a whole-number part of a fixed expression."""
    start, end = match.span(group)
    return Quantity(start, end, match.group(group), Decimal(value), kind)


def fraction(match: re.Match[str], over: int, under: int) -> Quantity:
    """Return a fraction, to four decimals."""
    value = (Decimal(over) / under).quantize(Decimal("0.0001"))
    return Quantity(*match.span(), match.group(), value, "fraction")


def slashed_fraction(match: re.Match[str]) -> Iterable[Quantity]:
    """Read a fraction such as 3/4."""
    return (fraction(match, int(match["over"]), int(match["under"])),)


def nothing(match: re.Match[str]) -> Iterable[Quantity]:
    """Read an expression whose digits are no quantity, such as COVID-19."""
    del match
    return ()


def clock_time(match: re.Match[str]) -> Iterable[Quantity]:
    """Read the groups hour, minute and half (am, pm) of a time."""
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    if hour > 24 or minute > 59:
        return ()
    afternoon = (groups.get("half") or "").lower().startswith("p") and hour < 12
    return (part(match, "time", (hour + 12 * afternoon) * 60 + minute),)


def calendar_date(match: re.Match[str]) -> Iterable[Quantity]:
    """Read the groups year, month and day of a date in figures."""
    year, month, day = (int(match.group(name)) for name in ("year", "month", "day"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ()
    return (
        part(match, "year", year, "year"),
        part(match, "month", month, "month"),
        part(match, "day", day, "day"),
    )


def named(kind: Kind, names: Sequence[str], flags: int = re.IGNORECASE) -> tuple[Claim, ...]:
    """Claims for names that count from 1, such as months; each name is a pattern."""

    def claim(number: int, name: str) -> Claim:
        return Claim(re.compile(name, flags), lambda match: (part(match, kind, number),))

    return tuple(claim(number, name) for number, name in enumerate(names, start=1))


def ranks(
    kinds: Sequence[tuple[str, Kind, str | None]], flags: int = re.IGNORECASE
) -> tuple[Rule, ...]:
    """Rules of (pattern, kind, unit) that admit any value."""
    return tuple(Rule(re.compile(pattern, flags), kind, unit) for pattern, kind, unit in kinds)


ISO_DATE = Claim(
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"), calendar_date
)
CLOCK = Claim(
    re.compile(r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])"), clock_time
)
NO_QUANTITY = Claim(
    re.compile(
        r"\b(?:covid|ковид)[-\u2010-\u2015 ]?(?:19|2019)\b|\b24/7\b|\b(?:CO|NO|SO|CH)\d\b", re.I
    ),
    nothing,
)
SLASHED = Claim(
    re.compile(
        r"(?<![\d/.,:])(?=1/[23458]|2/[35]|3/[458]|4/5|[57]/8)(?P<over>\d)/(?P<under>\d)(?![\d/])"
    ),
    slashed_fraction,
)
COMMON_CLAIMS = (NO_QUANTITY, ISO_DATE, CLOCK, SLASHED)

_CODES = "USD|EUR|GBP|CNY|RMB|JPY|RUB|INR|KRW|CHF|AUD|CAD|HKD"
_SIGNS: dict[str, str | None] = {
    r"US\$|\bUS ?\$": "USD", r"HK\$": "HKD", r"NT\$": "TWD", r"(?<![A-Z])A(?:U|us)?\$": "AUD",
    r"(?<![A-Z])C(?:A|an)?\$": "CAD", r"(?<![A-Z])S\$": "SGD", r"R\$": "BRL", r"\$": None,
    "€": "EUR", "£": "GBP", "[¥￥]": None, "₽": "RUB", "₹": "INR", "₩": "KRW", "₴": "UAH",
    "₺": "TRY", "₪": "ILS",
}  # fmt: skip
SIGN_BEFORE = tuple(
    Rule(re.compile(rf"(?:{sign})\s?$"), "money", code) for sign, code in _SIGNS.items()
) + tuple(
    Rule(re.compile(rf"\b{code}\s?$"), "money", "CNY" if code == "RMB" else code)
    for code in _CODES.split("|")
)
SIGN_AFTER = tuple(
    Rule(re.compile(rf"\s?(?:{sign})"), "money", code) for sign, code in _SIGNS.items()
) + tuple(
    Rule(re.compile(rf"\s?{code}\b"), "money", "CNY" if code == "RMB" else code)
    for code in _CODES.split("|")
)
PERCENT_SIGN = Rule(re.compile(r"\s?[%％]"), "percent")
