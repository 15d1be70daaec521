from __future__ import annotations

from checks.summary.length import Length
from tests.checks.summary.texts import context


def test_length() -> None:
    def status(words: int, *evidence: str) -> str:
        return Length().verdict(context("word " * words, *evidence)).status

    assert (status(3), status(4), status(60), status(61)) == (
        "failed",
        "passed",
        "passed",
        "failed",
    )
    assert status(61, "word " * 61) == status(3, "Two words.") == "passed"
