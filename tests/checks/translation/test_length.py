from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

WRONG = [
    ("The two ministers will meet in the capital to discuss trade, energy and security.",
     "两位部长。", "zh"),
    ("The talks go on.", "Переговоры " * 12, "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(source: str, hypothesis: str, target: str) -> None:
    check = verdict("length", source, hypothesis, target)
    assert (check.name, check.status) == ("length", "failed")
    assert check.expected
    assert check.seen
