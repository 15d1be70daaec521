"""What stands around English numbers in a sentence and the one that it sums up.

The bounds are not those of translations (`language.english.amounts`): a summary says *up to* or
*close to* of its own accord, a translator only where the source does. Nor are the units those of
measures (`language.english.measures`), which know dimensions and leave time to dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from language.counting import REACH, Counting
from language.quantities.quantity import Quantity

_UNITS = {
    "km": "kilometre kilometres kilometer kilometers km kms",
    "mile": "mile miles",
    "m": "metre metres meter meters",
    "foot": "foot feet",
    "kg": "kilogram kilograms kilo kilos kg",
    "tonne": "tonne tonnes ton tons",
    "pound": "pound pounds lb lbs",
    "second": "second seconds",
    "minute": "minute minutes",
    "hour": "hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "barrel": "barrel barrels",
    "degree": "degree degrees",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms.split()}
_DEFINITE = re.compile(
    r"\b(?:the|these|those|their|between|other|last|first|next)\s+$", re.IGNORECASE
)
_SINGLE = re.compile(rf"\b(an?)\s(?=(?:{'|'.join(_UNIT_OF)})\b)", re.IGNORECASE)
_MEASURED = re.compile(r"\b(?:about|almost|for|in|nearly|over|than|within)\s+$", re.IGNORECASE)


def _singles(text: str) -> Iterator[Quantity]:
    for match in _SINGLE.finditer(text):
        start, end = match.span(1)
        yield Quantity(start, end, match[1], Decimal(1), "number", certainty="possible")


def _is_meant(text: str, quantity: Quantity, measured: bool) -> bool:
    """Whether the word is meant as a number: *two* is, save in *the two*, *one* need not be."""
    word = text[quantity.start : quantity.end].lower()
    lead = max(0, quantity.start - REACH), quantity.start
    if word == "one":
        return measured
    if word in {"a", "an"}:
        return _MEASURED.search(text, *lead) is not None
    return word == "first" or (word == "two" and not _DEFINITE.search(text, *lead))


_ADVERBS = {
    "hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly",
    "quarter": "quarterly", "year": "(?:yearly|annually)",
}  # fmt: skip
_RATES = "|".join(
    rf"(?P<{period}>(?:an?|per|each|every) {period}\b|{adverb}\b)"
    for period, adverb in _ADVERBS.items()
)
COUNTING = Counting(
    rounded=re.compile(
        r"\b(?:about|almost|approximately|around|close to|just over|just under|more than|nearly"
        r"|over|roughly|some)\s+[^\w\s]*$",
        re.IGNORECASE,
    ),
    above=re.compile(
        r"\b(?:above|at least|exceed(?:ed|ing|s)?|more than|no (?:fewer|less) than|over)"
        r"\s+[^\w\s]*$",
        re.IGNORECASE,
    ),
    below=re.compile(
        r"\b(?:almost|at most|below|fewer than|less than|nearly|no more than|under)\s+[^\w\s]*$",
        re.IGNORECASE,
    ),
    starts=re.compile(r"\bfrom\s+\W*$"),
    ends=re.compile(r"\bto\s+\W*$"),
    units=_UNIT_OF,
    points=re.compile(r"(?:age)?[ -]points?\b", re.IGNORECASE),
    rates=re.compile(
        rf"(?:[ -][^\W\d_][\w'’-]*+){{0,3}}? (?:{_RATES})"
        r"(?! (?:ago|earlier|later|before|after|in advance)\b)",
        re.IGNORECASE,
    ),
    singles=_singles,
    is_meant=_is_meant,
)
