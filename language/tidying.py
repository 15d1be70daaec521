"""What a translation may keep of the English way of writing, put right without a model."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_group_symbol

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d)")


def tidy(hypothesis: str, source: str, target: str) -> str:
    """Write the digit groups of numbers as the target language does.

    Only numbers that stand in the English ``source`` letter for letter are changed: those that a
    model copied. A comma would make two of two thousand in Russian.
    """
    copied = set(_GROUPED.findall(source))
    if not copied or (symbol := _group_symbol(target)) == ",":
        return hypothesis
    return _GROUPED.sub(
        lambda match: (
            match.group().replace(",", symbol) if match.group() in copied else match.group()
        ),
        hypothesis,
    )


@cache
def _group_symbol(target: str) -> str:
    try:
        return get_group_symbol(Locale.parse(target, sep="-"))
    except (UnknownLocaleError, ValueError):
        return ","
