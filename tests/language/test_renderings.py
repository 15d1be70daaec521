from __future__ import annotations

from language.renderings import forms


def test_russian_renderings_are_declined_and_keep_their_capitals() -> None:
    assert forms("Южная Корея", "ru")[:2] == ("Южная Корея", "Южной Кореи")
    assert "Владимиром Путиным" in forms("Владимир Путин", "ru")
    assert "министерством иностранных дел" in forms("министерство иностранных дел", "ru")
    assert forms("США", "ru") == ("США",)


def test_a_single_character_stands_for_no_name() -> None:
    assert forms("韩国", "zh") == ("韩国",)
    assert forms("韩", "zh") == ()
