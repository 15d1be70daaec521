from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.fitting import split_to_fit

LONG = (
    "The ministers met on Monday; they spoke about grain, about gas and about prisoners, "
    "and agreed to meet again in May: in Geneva, if the hosts agree."
)


def test_text_that_fits_is_not_split() -> None:
    assert split_to_fit(LONG, lambda text: True) == [LONG]


def test_split_comes_at_clauses() -> None:
    assert split_to_fit(LONG, lambda text: len(text) <= 100) == [
        "The ministers met on Monday;",
        "they spoke about grain, about gas and about prisoners, and agreed to meet again in May:",
        "in Geneva, if the hosts agree.",
    ]


@given(st.text(alphabet="ab ,;:—.", min_size=1, max_size=200), st.integers(1, 30))
def test_split_loses_nothing_and_always_fits(text: str, limit: int) -> None:
    pieces = split_to_fit(text, lambda piece: len(piece) <= limit)
    assert all(len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
