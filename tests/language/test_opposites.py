from __future__ import annotations

import pytest

from language.english.words import find_words
from language.opposites import opposite_lemmas, opposite_words

LEMMAS = opposite_lemmas(
    """
rise grow
 climb
/ fall
win / lose
oppose / support
""",
    apart=frozenset({"opposing"}),
)


def test_a_table_of_lemmas_has_both_sides_of_each_row() -> None:
    rising = frozenset({"rise", "grow", "climb"})
    assert LEMMAS.sides["climb"] == (rising, frozenset({"fall"}))
    assert LEMMAS.sides["fall"] == (frozenset({"fall"}), rising)


@pytest.mark.parametrize(("word", "entry"), [("rose", "rise"), ("Opposing", "opposing")])
def test_a_word_is_looked_up_by_itself_or_its_lemma(word: str, entry: str) -> None:
    (found,) = find_words(word)
    assert LEMMAS.entry(found) == entry


def test_what_plainly_says_a_side_may_say_it() -> None:
    rise, _ = opposite_words({"rise": (("rises?", "up"), ("falls?", "down"))})["rise"]
    assert rise.plain.search("It rises.")
    assert not rise.plain.search("It is up, on sunrise.")
    assert rise.any.search("It is up.")
