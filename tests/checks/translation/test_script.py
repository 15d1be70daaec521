from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

WRONG = [
    ("sending lethal arms", "поставка lethalных вооружений", "ru"),
    ("Chinese Foreign Minister", "Чinese министр", "ru"),
    ("Nikolai Patrushev", "Николай Патрусева и Патрusева", "ru"),
    ("relations with China", "отношения с Chinaом", "ru"),
    ("strategic allies", "战略 allies 关系", "zh"),
    ("a routine event", "例行ское活动", "zh"),
    ("This is what they said.", "這是他們說的。", "zh"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(source: str, hypothesis: str, target: str) -> None:
    check = verdict("script", source, hypothesis, target)
    assert (check.name, check.status) == ("script", "failed")
    assert check.expected
    assert check.seen


RIGHT = [
    ("the iPhone of Apple in the U.S.", "Apple 的 iPhone 在 U.S.", "zh"),
    ("see https://example.org/lethal", "см. https://example.org/lethal", "ru"),
    ("5 km", "5 km", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(source: str, hypothesis: str, target: str) -> None:
    assert verdict("script", source, hypothesis, target).status != "failed"
