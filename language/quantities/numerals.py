"""Numbers in digits, with the separators of a language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from unicodedata import decimal

from babel import Locale, UnknownLocaleError

_SPACES = "\u00a0\u2009\u202f "
_ANYWHERE = "\u00a0\u2009\u202f'’"
"""What parts groups in some text of any language: fixed spaces, and the Swiss apostrophe."""


@dataclass(frozen=True)
class DigitStyle:
    """Which characters part groups of three digits, and which one starts the decimals."""

    groups: str
    decimals: str

    @property
    def pattern(self) -> str:
        """Pattern of a number: grouped or not, with or without decimals; no sign."""
        group, point = f"[{re.escape(self.groups)}]", f"[{re.escape(self.decimals)}]"
        return rf"(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{point}\d+)?"

    def value(self, digits: str) -> Decimal:
        """Return the value of a text that matches ``pattern``."""
        point = re.search(rf"[{re.escape(self.decimals)}](?=\d*$)", digits)
        grouped = re.fullmatch(rf"\d{{1,3}}(?:[{re.escape(self.groups)}]\d{{3}})+", digits)
        cut = point.start() if point and not grouped else len(digits)
        whole, part = ("".join(filter(str.isdecimal, d)) for d in (digits[:cut], digits[cut:]))
        return Decimal(f"{whole}.{part}" if part else whole)


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a table that is written as running text."""
    return tuple(text.split())


ENGLISH = DigitStyle(groups=",", decimals=".")
RUSSIAN = DigitStyle(groups=_SPACES + ".", decimals=",.")


@cache
def digit_style(language: str) -> DigitStyle:
    """Return the separators of a language by CLDR; those of English where CLDR lacks it."""
    try:
        symbols = Locale.parse(language).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return ENGLISH
    group = symbols["group"]
    groups = _SPACES if group.isspace() else group
    return DigitStyle("".join(dict.fromkeys(groups + _ANYWHERE)), symbols["decimal"])


def western_digits(text: str, style: DigitStyle) -> str:
    """Return a text of the same length with the digits of all scripts as 0 to 9."""
    return "".join(
        str(decimal(char)) if char.isdecimal() else _ARABIC.get(char, char) for char in text
    ).translate({ord("٫"): style.decimals[0], ord("٬"): style.groups[0]})


_ARABIC = {"٪": "%", "؉": "‰"}


@cache
def _digits(style: DigitStyle) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){style.pattern}")


MAX_NUMERAL = 60
"""Characters: what is longer is no number that anybody counts, but a key or a row of a table."""


def digit_numbers(text: str, style: DigitStyle) -> Iterator[tuple[int, int, Decimal]]:
    """Yield (start, end, value) of each number in digits of at most 60 characters."""
    for match in _digits(style).finditer(text):
        if match.end() - match.start() <= MAX_NUMERAL:
            yield match.start(), match.end(), style.value(match.group())
