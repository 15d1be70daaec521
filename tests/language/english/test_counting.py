from __future__ import annotations

from decimal import Decimal

import pytest

from language.english.counting import COUNTING
from language.quantities.reading import find_quantities


@pytest.mark.parametrize(
    ("text", "bound", "unit"),
    [
        ("Nearly 20 km of it", "below", "km"),
        ("no more than 20 kilometres", "below", "km"),
        ("exceeding “20 pounds”", "above", "pound"),
        ("at least 20-mile walks", "above", "mile"),
        ("about 20 people", None, None),
    ],
)
def test_bounds_and_units_of_a_number(text: str, bound: str | None, unit: str | None) -> None:
    (quantity,) = find_quantities(text, "en")
    assert COUNTING.bound(text, quantity) == bound
    assert COUNTING.unit(text, quantity) == unit


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The two ministers met.", False),
        ("Two people were hurt.", True),
        ("He ran one mile.", True),
        ("One of them ran.", False),
    ],
)
def test_words_that_may_be_numbers(text: str, meant: bool) -> None:
    (quantity,) = find_quantities(text, "en")
    assert quantity.certainty == "possible"
    measured = COUNTING.unit(text, quantity) is not None
    assert COUNTING.is_meant(text, quantity, measured) is meant


def test_an_article_before_a_unit_may_be_one() -> None:
    text = "He swam for an hour and a laugh."
    (single,) = COUNTING.singles(text)
    assert (single.text, single.value) == ("an", Decimal(1))
    assert COUNTING.is_meant(text, single, True)
