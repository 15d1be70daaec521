from __future__ import annotations

import pytest

from language.renderings import forms, occurs


def test_russian_renderings_are_declined_and_keep_their_capitals() -> None:
    assert forms("Южная Корея", "ru")[:2] == ("Южная Корея", "Южной Кореи")
    assert "Владимиром Путиным" in forms("Владимир Путин", "ru")
    assert "министерством иностранных дел" in forms("министерство иностранных дел", "ru")
    assert forms("США", "ru") == ("США",)


def test_a_single_character_stands_for_no_name() -> None:
    assert forms("韩国", "zh") == ("韩国",)
    assert forms("韩", "zh") == ()


@pytest.mark.parametrize(
    ("rendering", "text", "language", "expected"),
    [
        ("Патрушев", "по приглашению Патрушева", "ru", True),
        ("Южная Корея", "в Южной Корее", "ru", True),
        ("Южная Корея", "в Северной Корее", "ru", False),
        ("Австрия", "в Австралии", "ru", False),
        ("США", "в США", "ru", True),
        ("Львов", "Жители Львова уехали.", "ru", True),
        ("Львов", "Папа Лев XIV и два льва", "ru", False),
        ("МИД", "по данным МИДа", "ru", True),
        ("российский", "российско-китайский", "ru", True),
        ("американский", "афроамериканский", "ru", True),
        ("Совет безопасности", "секретарь Совета Безопасности", "ru", True),
        ("西里尔·拉马福萨", "西里尔•拉马福萨", "zh", True),
        ("中", "中俄关系", "zh", True),
        ("中", "在会谈中", "zh", False),
        ("Südkorea", "Südkoreas", "de", True),
    ],
)
def test_occurs(rendering: str, text: str, language: str, expected: bool) -> None:
    assert occurs(rendering, text, language) is expected
