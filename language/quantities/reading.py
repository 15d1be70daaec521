"""The quantities of a text, by the grammar of its language."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from language.measures import Measure
from language.pack import pack
from language.quantities.grammar import COMMON_CLAIMS, PERCENT_SIGN, SIGN_BEFORE, Grammar, Numeral
from language.quantities.numerals import digit_numbers, digit_style, western_digits
from language.quantities.quantity import Quantity

_FULL_WIDTH = {full: full - 0xFEE0 for full in map(ord, "０１２３４５６７８９．％－")}


@lru_cache(maxsize=4096)
def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Find the quantities of ``text``, in order, none overlapping another.

    A language whose pack has a grammar is read in full; of any other language only what stands in
    digits, with its separators by CLDR.
    """
    text = text.translate(_FULL_WIDTH)
    if (grammar := pack(language).quantities) is not None:
        return grammar.read(text)
    return _digits_only(language).read(western_digits(text, digit_style(language)))


@lru_cache(maxsize=4096)
def find_measures(text: str, language: str) -> tuple[Measure, ...]:
    """Find the quantities of ``text`` that have a unit; none where the units are not known."""
    measures = pack(language).measures
    return tuple(measures.find(text, find_quantities(text, language))) if measures else ()


@cache
def _digits_only(language: str) -> Grammar:
    style = digit_style(language)
    return Grammar(
        numerals=lambda text: (Numeral(*number) for number in digit_numbers(text, style)),
        claims=COMMON_CLAIMS,
        after=(PERCENT_SIGN,),
        before=SIGN_BEFORE,
        range_joint=re.compile(r"\s?[-–—]\s?"),
    )
