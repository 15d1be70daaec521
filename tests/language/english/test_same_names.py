from __future__ import annotations

import pytest

from language.english.names import find_names
from language.english.same_names import index_names, same_name

SOURCE = index_names(
    "Wang Yi, China's top diplomat, met Nikolai Patrushev, secretary of Russia's security council."
    " South Korea, Northern Ireland and the European Union watched; the WHO, the Ministry of"
    " Foreign Affairs and Mr Bush did not. North and South Ossetia were not asked."
)


@pytest.mark.parametrize(
    "said",
    [
        "the Chinese",
        "a Wang plan",
        "the Russian Security Council",
        "the Security Council of Russia",
        "the EU",
        "the World Health Organization",
        "the Foreign Affairs Ministry",
        "in North Ossetia",
        "the South Koreans",
    ],
)
def test_the_source_holds_other_forms_of_a_name(said: str) -> None:
    names = find_names(said)
    assert names
    assert all(SOURCE.holds(name) for name in names)


@pytest.mark.parametrize(
    "said",
    [
        "in North Korea",
        "the Patrusev plan",
        "a visit by Wang Li",
        "in Ireland",
        "President George Bush",
        "in Moscow",
        "the Ministry of Defence",
        "the Bush Ministry",
        "the UN",
    ],
)
def test_a_likeness_is_not_enough(said: str) -> None:
    assert not all(SOURCE.holds(name) for name in find_names(said))
    assert find_names(said)


def test_same_name() -> None:
    wang, wang_yi, wang_li, eu, european_union, us, american = find_names(
        "With Wang, with Wang Yi, with Wang Li, the EU, the European Union, the US, the Americans."
    )
    assert same_name(wang, wang_yi)
    assert not same_name(wang_yi, wang_li)
    assert same_name(eu, european_union)
    assert same_name(us, american)
    assert not same_name(us, eu)
