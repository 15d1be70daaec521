from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

WRONG = [
    ("The talks go on.", "Переговоры идут, переговоры идут, переговоры идут.", "ru"),
    ("The talks will go on for days.", "会谈将持续数天将持续数天。", "zh"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(source: str, hypothesis: str, target: str) -> None:
    check = verdict("repetition", source, hypothesis, target)
    assert (check.name, check.status) == ("repetition", "failed")
    assert check.expected
    assert check.seen


RIGHT = [
    ("again and again and again they said", "снова, снова и снова", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(source: str, hypothesis: str, target: str) -> None:
    assert verdict("repetition", source, hypothesis, target).status != "failed"


def test_a_phrase_said_over_and_over_fails_whatever_the_source_repeats() -> None:
    source = "Weather and climate - The weather and climate will have various effects on zones."
    loop = "天气和气候 - 天气和气候将产生各种影响" + "各种影响" * 5
    assert verdict("repetition", source, loop, "zh").status == "failed"
    once = "天气和气候 - 天气和气候将产生各种影响。"
    assert verdict("repetition", source, once, "zh").status == "passed"
