from __future__ import annotations

import pytest

from language.russian.bearers import BEARERS

NAMES = ("Берлин", "Южная Корея", "Корея", "Буш")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Переговоры в Берлине и Южной Корее.", ["Берлин", "Южная Корея"]),
        ("С Бушем говорили.", ["Буш"]),
        ("Корее нужен мир.", ["Корея"]),
        ("Об этом говорили в буше.", []),
    ],
)
def test_names_are_found_in_any_case(text: str, found: list[str]) -> None:
    index: dict[str, list[str]] = {}
    for name in NAMES:
        for key in BEARERS.keys(name, False):
            index.setdefault(key, []).append(name)
    assert list(BEARERS.find(index, text)) == found


@pytest.mark.parametrize("rendering", ["немецкий", "США", "Ли"])
def test_what_tells_nobody_apart_is_not_filed(rendering: str) -> None:
    assert not tuple(BEARERS.keys(rendering, False))
