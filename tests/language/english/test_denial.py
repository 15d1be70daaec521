from __future__ import annotations

import pytest

from language.english.denial import denied_words


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("It has stopped short of joining the war or sending arms.", {"joining", "sending"}),
        ("He did not resign, but he left.", {"resign"}),
        ("He did not refuse to go.", {"refuse"}),
        ("Not only did he resign.", set()),
        ("None of the crew was hurt.", {"hurt"}),
        ("The court ruled out bail and banned him from speaking.", {"bail", "speaking"}),
        ("Rather than wait, they voted against strikes.", {"wait", "strikes"}),
        ("The bridge was closed.", set()),
    ],
)
def test_what_a_negative_reaches(text: str, denied: set[str]) -> None:
    assert {word.text for word in denied_words(text)} == denied
