from __future__ import annotations

import pytest

from language.english.clauses import find_clauses
from language.syntax import Neighbours, find_neighbours

TEXT = "The old bridge cost 12 million crowns, said the mayor, and ferries cost 3 million."


@pytest.mark.parametrize(
    ("said", "apart", "before", "after"),
    [
        ("12", (), {"bridg", "cost"}, {"million", "crown"}),
        ("12", ("cost",), set(), {"million", "crown"}),
        ("12", ("million",), {"bridg", "cost"}, set()),
        ("mayor", (), {"say"}, set()),
    ],
)
def test_neighbours_are_of_the_clause(
    said: str, apart: tuple[str, ...], before: set[str], after: set[str]
) -> None:
    def span(words: str) -> tuple[int, int]:
        return TEXT.index(words), TEXT.index(words) + len(words)

    found = find_neighbours(find_clauses(TEXT), span(said), [span(words) for words in apart])
    assert found == Neighbours(frozenset(before), frozenset(after))


def test_neighbours_are_counted_by_side() -> None:
    clauses = find_clauses("Ships carry grain. Grain is what ships carry.")
    carry, other = (find_neighbours(clauses, span) for span in ((6, 11), (39, 44)))
    assert carry.in_place(other) == 1
    assert carry.beside(other) == 2
