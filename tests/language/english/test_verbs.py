from __future__ import annotations

import pytest

from language.english.verbs import has_verb
from language.english.words import find_words


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The bridge sank.", True),
        ("The bridge closed.", True),
        ("Four people died.", True),
        ("Protests began in Oslo.", True),
        ("Evening in Oslo.", False),
        ("He isn’t here.", True),
        ("The king of Norway.", False),
        ("A new bridge in Norway.", False),
        ("The closing of the bridge.", False),
    ],
)
def test_a_sentence_is_told_from_a_fragment(text: str, verb: bool) -> None:
    assert has_verb(find_words(text)) is verb
