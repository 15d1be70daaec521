"""How quantities are read: numerals first, then what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from language.quantities.currencies import MEANT
from language.quantities.quantity import DOZENS, SIGNED, Certainty, Kind, Quantity, Sign, rounded
from language.windows import windows

_CURRENCY_SIGN = r"(?:(?:US|HK|NT|A|C)?\$|[€£¥￥₽₹₩])?"
_HYPHENS = "-\u2010\u2011\u2013\u2212－"
# With a blank behind it, a hyphen may be a dash, but not within a bracket; U+2212 is no dash.
_SIGN = (
    rf"(?:(?<![^\s(\[:：,，;；“\"«（【为到至是达于了约近超从由自比、。])[{_HYPHENS}]"
    rf"|(?<=[(\[（])[{_HYPHENS}]\s|(?<![^\s(\[（])\u2212\s)"
)


def minus_pattern(words: str = "(?!)") -> re.Pattern[str]:
    """Return the pattern of a minus, in ``words`` or as a sign, that a number or sum follows."""
    return re.compile(rf"(?:{words}|{_SIGN}){_CURRENCY_SIGN}$", re.IGNORECASE)


MINUS = minus_pattern()

_LARGEST_WHOLE = 1000
"""Up to this, so many in so many is a ratio."""

_DEGREES = re.compile(r"\s?(?:°|degree|градус|度|℃)")
_DOZEN = 12
_YEARS_JOINT = frozenset("-–—/")
_SHORT_YEAR = re.compile(r"\d\d")

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
    ratio_joint: re.Pattern[str] | None = None
    """What stands between the parts of a ratio: *nine in ten*."""
    minus: re.Pattern[str] = MINUS
    """What right before a number says that it is below nought."""
    below_nought: re.Pattern[str] | None = None
    """What right after a number says so."""
    losses_before: re.Pattern[str] | None = None
    """What before a number says that something falls by it, or is lost: as good as a minus."""
    losses_after: re.Pattern[str] | None = None
    """What after it says so."""

    def read(self, text: str) -> tuple[Quantity, ...]:
        """Return the quantities of ``text`` in order, none overlapping another."""
        return tuple(
            quantity.moved(offset)
            for offset, part in windows(text)
            for quantity in self._read(part)
        )

    def _read(self, text: str) -> Iterable[Quantity]:
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
        return sorted(found, key=lambda quantity: quantity.start)

    def currencies(self, text: str) -> frozenset[str]:
        """Return the currencies that ``text`` names, beside a number or not: see `MEANT`."""
        parts = [part for _, part in windows(text)]
        return frozenset(
            rule.unit
            for rule in self.after
            if rule.kind == "money" and rule.unit and any(map(rule.pattern.search, parts))
        )

    def _named(self, text: str, numerals: Sequence[Numeral]) -> Iterator[Quantity]:
        quantities = [self._quantity(text, numeral) for numeral in numerals]
        scales = [numeral.scale for numeral in numerals]
        for i, (first, second) in enumerate(pairwise(quantities)):
            between = text[first.end : second.start]
            if _is_ratio(first, second, between, self.ratio_joint):
                lesser, greater = sorted((first.value, second.value))
                ratio = rounded(lesser / greater)
                quantities[i : i + 2] = (replace(q, ratio=ratio) for q in (first, second))
            if (
                first.kind == "year"
                and between in _YEARS_JOINT
                and _SHORT_YEAR.fullmatch(second.text)
            ):
                year = first.value // 100 * 100 + second.value  # 1950-53
                quantities[i + 1] = replace(second, value=year, kind="year", certainty="possible")
                continue
            if not self.range_joint.fullmatch(between):
                continue
            shared = "percent" not in {first.kind, second.kind} or first.kind == second.kind
            if (
                shared  # 14% to 93 million is no range
                and scales[i] == 1 < scales[i + 1]
                and first.value < second.value / scales[i + 1]
            ):
                quantities[i] = replace(first, value=first.value * scales[i + 1])
            if first.kind == "year" and second.value < 100 and scales[i + 1] == 1:
                quantities[i + 1] = replace(second, certainty="possible")
            elif first.kind == "number" and second.kind in {"percent", "money", "day"}:
                quantities[i] = replace(quantities[i], kind=second.kind, unit=second.unit)
            elif second.kind == "number" and (
                first.kind == "day" or (first.kind == "money" and first.end == numerals[i].end)
            ):
                quantities[i + 1] = replace(second, kind=first.kind, unit=first.unit)
        for i, (first, second) in enumerate(pairwise(quantities)):
            # minus 5 to 10: the sign may be of both
            if {first.sign, second.sign} == {"minus", "plain"} and self.range_joint.fullmatch(
                text, first.end, second.start
            ):
                plain = i if first.sign == "plain" else i + 1
                quantities[plain] = replace(quantities[plain], sign="loss")
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
        if kind == "number" and numeral.scale == _DOZEN < numeral.value:
            unit = DOZENS
        sign = self._sign(text, start, numeral.end, end, kind) if kind in SIGNED else "plain"
        return Quantity(
            start, end, text[start:end], numeral.value, kind, unit, numeral.certainty, sign
        )

    def _sign(self, text: str, start: int, numeral_end: int, end: int, kind: Kind) -> Sign:
        lead = text[max(0, start - REACH) : start]
        minus = self.minus.search(lead)
        if minus and minus.group()[0] in _HYPHENS:  # which may begin a list, or be a dash
            listed = (
                text[:start].strip() == minus.group()
                and kind == "number"
                and not _DEGREES.match(text, numeral_end)
            )
            negative = text[start].isdecimal() and not listed
        else:
            negative = minus is not None
        if negative or (self.below_nought and self.below_nought.match(text, numeral_end)):
            return "minus"
        if (self.losses_before and self.losses_before.search(lead)) or (
            self.losses_after and self.losses_after.match(text, end)
        ):
            return "loss"
        return "plain"


def _is_ratio(
    first: Quantity, second: Quantity, between: str, joint: re.Pattern[str] | None
) -> bool:
    return (
        joint is not None
        and first.kind == second.kind == "number"
        and 0 < min(first.value, second.value) < max(first.value, second.value) <= _LARGEST_WHOLE
        and joint.fullmatch(between) is not None
    )


def part(match: re.Match[str], kind: Kind, value: int, group: int | str = 0) -> Quantity:
    """Return a whole-number part of a fixed expression."""
    start, end = match.span(group)
    return Quantity(start, end, match.group(group), Decimal(value), kind)


def fraction(match: re.Match[str], over: int, under: int) -> Quantity:
    """Return a fraction, to four decimals."""
    return Quantity(*match.span(), match.group(), rounded(Decimal(over) / under), "fraction")


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


def currency_rules(
    link: str,
    countries: Mapping[str, str],
    words: Mapping[str, str],
    own: Mapping[str, str],
    *,
    between: str = " ",
    other: str = "",
) -> tuple[Rule, ...]:
    """Return rules for the currencies named right after a number.

    Args:
        link: Pattern of what may stand between the number and the name.
        countries: Pattern of the country's adjective, by ISO 4217 code.
        words: Pattern of the noun, by word of ``MEANT``; the codes it can mean take adjectives.
        own: Pattern of the name, by ISO 4217 code, of currencies that need no country.
        between: Pattern of what stands between adjective and noun.
        other: Pattern of an adjective that says nothing of the country.

    """
    named = [(code, pattern) for code, pattern in own.items()]
    named += [
        (code, rf"(?:{countries[code]}){between}(?:{noun})")
        for word, noun in words.items()
        for code in sorted(MEANT[word])
        if code in countries
    ]
    named += [(word, rf"(?:{other})?(?:{noun})") for word, noun in words.items()]
    return tuple(
        Rule(re.compile(rf"{link}(?:{pattern})", re.IGNORECASE), "money", unit)
        for unit, pattern in named
    )


ISO_DATE = Claim(
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"), calendar_date
)
MILITARY_TIME = Claim(
    re.compile(
        r"(?<![\d.,])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s?(?:GMT|UTC|BST|MSK"
        r"|[ECMP][SD]?T)(?![A-Za-z])|\s(?:hours?|hrs) (?:local|on|GMT)"
        r"|\s?(?:по Гринвичу|по местному|по московск|格林[威尼]治))"
    ),
    clock_time,
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
COMMON_CLAIMS = (NO_QUANTITY, ISO_DATE, CLOCK, MILITARY_TIME, SLASHED)

CODES = (
    "USD|EUR|GBP|CNY|RMB|JPY|RUB|INR|KRW|CHF|AUD|CAD|HKD|NZD|SGD|TWD|SEK|NOK|DKK|PLN|CZK|HUF"
    "|UAH|KZT|TRY|ILS|AED|SAR|BRL|MXN|ZAR|THB|IDR|MYR|PHP|VND|EGP|NGN|KES|PKR|BDT"
)
"""Codes of currencies, as a pattern."""
_SIGNS: dict[str, str] = {
    r"US\$|\bUS ?\$": "USD", r"HK\$": "HKD", r"NT\$": "TWD", r"(?<![A-Z])A(?:U|us)?\$": "AUD",
    r"(?<![A-Z])C(?:A|an)?\$": "CAD", r"(?<![A-Z])S\$": "SGD", r"NZ\$": "NZD", r"R\$": "BRL",
    r"\bSFr\.?": "CHF", r"\$": "dollar", "€": "EUR", "£": "GBP", "[¥￥]": "¥",
    "₽": "RUB", "₹": "INR",
    r"\bRs\.?": "rupee", "₩": "KRW", "₴": "UAH", "₺": "TRY", "₪": "ILS",
    "₸": "KZT", "₫": "VND", "฿": "THB", "₦": "NGN",
}  # fmt: skip
SIGN_BEFORE = tuple(
    Rule(re.compile(rf"(?:{sign})\s?$"), "money", code) for sign, code in _SIGNS.items()
) + tuple(
    Rule(re.compile(rf"\b{code}\s?$"), "money", "CNY" if code == "RMB" else code)
    for code in CODES.split("|")
)
_NEXT = r"(?!\s?\d)"
"""What stands before another number is that one's: *in 2019 $5 million*."""
SIGN_AFTER = tuple(
    Rule(re.compile(rf"\s?(?:{sign}){_NEXT}"), "money", code) for sign, code in _SIGNS.items()
) + tuple(
    Rule(re.compile(rf"\s?{code}\b{_NEXT}"), "money", "CNY" if code == "RMB" else code)
    for code in CODES.split("|")
)
PERCENT_SIGN = Rule(re.compile(r"\s?[%％]"), "percent")
