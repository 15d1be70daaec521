from __future__ import annotations

import pytest

from language.gazetteer import cities, country, country_name, names_country


@pytest.mark.parametrize(
    ("code", "listed", "language", "first"),
    [
        ("NO", {}, "ru", "Норвегия"),
        ("NO", {"ru": ("норвежский",)}, "ru", "Норвегия"),
        ("AE", {"ru": ("ОАЭ",)}, "ru", "ОАЭ"),
        ("AE", {"zh": ("阿联酋",)}, "zh", "阿联酋"),
        ("AU", {"zh": ("澳洲",)}, "zh", "澳大利亚"),
        ("GB", {"de": ("Britannien",)}, "de", "Britannien"),
    ],
)
def test_of_a_country_the_better_name_comes_first(
    code: str, listed: dict[str, tuple[str, ...]], language: str, first: str
) -> None:
    renderings = country(code, listed).renderings[language]
    assert renderings[0] == first
    assert set(listed.get(language, ())) <= set(renderings)


def test_cities_are_no_islands_and_no_countries() -> None:
    found = {city.term: city for city in cities()}
    assert found["Oslo"].renderings == {"zh": ("奥斯陆",), "ru": ("Осло",)}
    assert found["Oslo"].country == "NO"
    assert not {"Azores", "Kirov", "St Helena", "Singapore", "Jamaica"} & found.keys()


def test_english_names_of_countries() -> None:
    assert country_name("KR") == "South Korea"
    assert country_name("GB-SCT") == "Scotland"
    assert country_name("Oslo") is None
    assert names_country("Norway")
    assert names_country("U.S.")
    assert not names_country("Norwegian")
