"""The time of every public function that reads text grows no faster than the text."""

from __future__ import annotations

from functools import partial

import pytest

from benchmarks.linear_time.functions import (
    LEFT_OUT,
    TextFunction,
    declared,
    reason_for,
    text_functions,
)
from benchmarks.linear_time.growth import Sizes, measure
from benchmarks.linear_time.units import FEWEST, UNITS, Shape

SIZES = Sizes(first=400, least=0.02, most=12_800)
ROOMS = ("articles", "base", "checks", "digests", "language", "models")
FUNCTIONS = [
    function
    for room in ROOMS
    for function in text_functions(f"{room}.")
    # The judge asks every check, each of which is here; German has no pack whose patterns could be
    # at fault.
    if not function.name.startswith("digests.judge:") and not function.name.endswith("[de]")
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_time_grows_no_faster_than_the_text(function: TextFunction) -> None:
    for unit in FEWEST:
        found = measure(function.prepare, Shape(unit), SIZES)
        assert found.is_linear, f"{unit!r}: {found.ratio:.1f} times the time of a quarter of it"


@pytest.mark.parametrize(
    ("name", "unit", "sizes"),
    [
        # A sentence that is longer than this is refused by another check.
        ("checks.summary.opposites:Opposites.verdict", "denied ", Sizes(200, 0.2, 1_900)),
        ("checks.summary.numbers:Numbers.verdict", "twenty-", Sizes(200, 0.5, 1_900)),
        ("language.sentences:split_sentences[ru]", "A.", Sizes(400, 0.1, 12_800)),
        ("models.fitting:split_to_fit", "\n", SIZES),
    ],
)
def test_what_was_slow_is_not(name: str, unit: str, sizes: Sizes) -> None:
    [function] = (each for each in FUNCTIONS if each.name == name)
    assert measure(function.prepare, Shape(unit), sizes).is_linear


def quadratic(text: str) -> int:
    return sum(len(text[:end].split("“")) for end in range(0, len(text), 4))


def test_a_function_that_is_not_linear_is_found() -> None:
    assert not measure(lambda text: partial(quadratic, text), Shape("“"), SIZES).is_linear


def linear_in_parts(text: str) -> int:
    return sum(quadratic(text[at : at + 2_000]) for at in range(0, len(text), 2_000))


def test_a_function_that_is_quadratic_in_short_parts_alone_is_linear() -> None:
    assert measure(lambda text: partial(linear_in_parts, text), Shape("“"), SIZES).is_linear


def test_every_reason_to_leave_a_function_out_is_of_one() -> None:
    names = [function.name for function in declared()]
    assert all(reason_for(name) for name in names if name.startswith("flows."))
    for start in LEFT_OUT:
        assert any(name.startswith(start) for name in names), f"nothing is called {start}"


def test_units_are_of_every_kind() -> None:
    assert {"\u200d", "1,", "一", "<!--", "U.S. ", "“", "'"} <= {*UNITS}
    assert len(UNITS) == len(set(UNITS))
