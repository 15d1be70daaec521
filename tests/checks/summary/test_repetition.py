from __future__ import annotations

import pytest

from checks.summary.repetition import Repetition
from tests.checks.summary.texts import context


@pytest.mark.parametrize(
    ("sentence", "others", "status"),
    [
        ("The bridge closed and he had had enough.", (), "passed"),
        ("The the bridge closed.", (), "failed"),
        ("It fell in the end and it fell in the end.", (), "failed"),
        ("The bridge closed.", ("The ferry sank.",), "passed"),
        ("The bridge was closed on Monday.", ("On Monday the bridge closed.",), "failed"),
    ],
)
def test_repetition(sentence: str, others: tuple[str, ...], status: str) -> None:
    assert Repetition().verdict(context(sentence, "E.", others=others)).status == status
