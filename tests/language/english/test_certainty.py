from __future__ import annotations

import pytest

from language.english.certainty import is_doubting, possible_words, uncertain_words
from language.english.words import find_words


@pytest.mark.parametrize(
    ("text", "uncertain", "possible"),
    [
        ("Dahl could resign in May.", {"resign"}, {"resign"}),
        ("Engineers hope to repair the bridge.", {"repair"}, set()),
        ("She tried quietly to leave.", {"leave"}, set()),
        ("She left in May.", set(), set()),
    ],
)
def test_what_is_possible_or_planned(text: str, uncertain: set[str], possible: set[str]) -> None:
    assert {word.text for word in uncertain_words(text)} == uncertain
    assert {word.text for word in possible_words(text)} == possible


def test_a_month_is_no_doubt() -> None:
    doubting = [
        word.text for word in find_words("It may rain in May, perhaps.") if is_doubting(word)
    ]
    assert doubting == ["may", "perhaps"]
