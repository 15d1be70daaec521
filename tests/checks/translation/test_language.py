from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

WRONG = [
    ("language", "The government said on Friday that talks would go on.",
     "Уряд повідомив у п'ятницю, що переговори триватимуть ще кілька днів у Києві.", "ru"),
    ("language", "The talks go on.", "会谈继续。", "ru"),
    ("untranslated", "The talks go on for now.", "The talks go on for now.", "zh"),
    ("untranslated", "The talks go on for now.", "Беседы the talks go on for now.", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(
    name: str, source: str, hypothesis: str, target: str
) -> None:
    check = verdict(name, source, hypothesis, target)
    assert (check.name, check.status) == (name, "failed")
    assert check.expected
    assert check.seen


RIGHT = [
    ("untranslated", "Apple iPhone", "Apple iPhone", "zh"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(name: str, source: str, hypothesis: str, target: str) -> None:
    assert verdict(name, source, hypothesis, target).status != "failed"
