from __future__ import annotations

from language.russian.sounds import most_like, romanise


def test_names_by_sound() -> None:
    assert romanise("Хрущёв") == "hrushov"
    assert most_like("Ramaphosa", "президент Рамафосы").text == "Рамафосы"
    assert most_like("Ursky", "в урском лесу").text == "урском"
