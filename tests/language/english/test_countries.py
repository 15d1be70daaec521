from __future__ import annotations

from language.english.countries import country_code, governed_from


def test_countries() -> None:
    assert country_code(("the", "United", "States")) == country_code(("Americans",)) == "US"
    assert country_code(("South", "Korean")) == "KR"
    assert country_code(("Congo",)) is None
    assert country_code(("Moscow",)) is None
    assert governed_from(("Kremlin",)) == country_code(("Russian",)) == "RU"
