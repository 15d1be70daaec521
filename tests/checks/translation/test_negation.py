from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

WRONG = [
    ("He decided against going.", "他决定前往。", "zh"),
    ("The march was called off.", "Марш состоялся.", "ru"),
    ("It has stopped short of sending arms.", "它提供了武器。", "zh"),
    ("It has stopped short of sending arms.", "Он поставлял оружие.", "ru"),
    ("He refused to go.", "他同意前往。", "zh"),
    ("He did not go and never wrote.", "他没有去，但写了信。", "zh"),
    ("The plan was approved by parliament.", "План не был одобрен парламентом.", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(source: str, hypothesis: str, target: str) -> None:
    check = verdict("negation", source, hypothesis, target)
    assert (check.name, check.status) == ("negation", "failed")
    assert check.expected or check.seen


RIGHT = [
    ("He did not go until five.", "Он пошёл в пять.", "ru"),
    ("I know Jerry (not his real name).", "Я знаю Джерри (имя вымышлено).", "ru"),
    ("not only that", "и это ещё не всё", "ru"),
    ("He denied it.", "他否认了。", "zh"),
    ("He did not go and never wrote.", "他没有去，也从未写信。", "zh"),
    ("There is no time.", "Времени нет.", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(source: str, hypothesis: str, target: str) -> None:
    assert verdict("negation", source, hypothesis, target).status != "failed"
