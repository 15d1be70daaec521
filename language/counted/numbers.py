"""The numbers of a sentence that may count something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from language.counted.count import BoundPatterns
from language.counted.number import Number, may_count
from language.counted.sentence import lead
from language.counted.wording import Wording
from language.measures import Measure
from language.quantities.quantity import Quantity


def read_numbers(
    words: Wording,
    text: str,
    quantities: Sequence[Quantity],
    measures: Mapping[Quantity, Measure],
    bounds: BoundPatterns,
) -> list[Number]:
    """Return those quantities of a sentence that may count something, as numbers.

    Args:
        words: Of its language.
        text: The sentence.
        quantities: Its quantities.
        measures: Of some of them.
        bounds: Patterns of the language's `Bounds`.

    """
    return [_read(words, text, q, measures.get(q), bounds) for q in quantities if may_count(q)]


def _read(
    words: Wording, text: str, quantity: Quantity, measure: Measure | None, bounds: BoundPatterns
) -> Number:
    start, bound = words.bounding.bound(text, quantity, bounds)
    end = max(quantity.end, quantity.start + len(measure.text) if measure else 0)
    while measure and words.spaced and text[end : end + 1].isalpha():
        end += 1  # the unit's ending
    noun = words.noun(text, quantity.end) if quantity.kind == "number" and not measure else None
    if noun and noun.what in words.listed:
        noun = None
    return Number(
        quantity=quantity,
        measure=measure,
        start=start,
        end=end,
        printed_end=max(end, noun.unit_end if noun and noun.unit_end else end),
        bound=bound,
        whole=words.parts.wholes_before.search(text, *lead(start)) is not None,
        part=words.parts.before.search(text, *lead(start)) is not None,
        noun=noun,
        change=words.relative.is_change(text, quantity, start, end),
    )


def is_passed_over(words: Wording, text: str, number: Number) -> bool:
    """Whether a number says nothing of the whole: a part, a whole's other part, a rate."""
    if words.relative.is_speed(text, number):
        return False
    is_part = words.parts.after.match(text, number.end) and not words.is_placed(text, number)
    return bool(is_part) or words.relative.is_relative(text, number)
