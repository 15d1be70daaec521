from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

WRONG = [
    ("The talks go on.", "Переговоры продолжаются", "ru"),
    ("The talks go on.", "Вот русский перевод: Переговоры идут.", "ru"),
    ("The talks go on.", "会谈继续。（注：原文如此）", "zh"),
    ('He said "we will not go there" today.', "他今天说我们不去那里。", "zh"),
    ("The talks go on.", "会谈继续。这很重要。大家满意。", "zh"),
    ("The talks go on.", "", "zh"),
    ("NASA rover lands", "Ровер НАСА сел (NASA = НАСА)", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(source: str, hypothesis: str, target: str) -> None:
    check = verdict("completeness", source, hypothesis, target)
    assert (check.name, check.status) == ("completeness", "failed")
    assert check.expected
    assert check.seen


RIGHT = [
    ("Minister to visit", "Министр посетит", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(source: str, hypothesis: str, target: str) -> None:
    assert verdict("completeness", source, hypothesis, target).status != "failed"
