from __future__ import annotations

import pytest

from language.english.names import NameIndex, find_names, same_name


def texts(sentence: str) -> list[str]:
    return [name.text for name in find_names(sentence)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Norwegian Prime Minister Jonas Gahr Støre met Ursula von der Leyen of the European "
            "Commission in Oslo on Tuesday.",
            [
                "Norwegian",
                "Prime Minister",
                "Jonas Gahr Støre",
                "Ursula von der Leyen",
                "European Commission",
                "Oslo",
            ],
        ),
        (
            "U.S. Secretary of State Antony Blinken thanked Gen. Mark Milley.",
            ["U.S.", "Secretary of State", "Antony Blinken", "Mark Milley"],
        ),
        ("Secretary of state Antony Blinken left.", ["Antony Blinken"]),
        ("He was what they call a Secretary of.", []),
        (
            "The Ministry of Housing and Urban Development and the Bank of England's Monetary "
            "Policy Committee disagreed.",
            [
                "Ministry of Housing and Urban Development",
                "Bank of England",
                "Monetary Policy Committee",
            ],
        ),
        ("Officials said the talks would resume in May.", []),
        ("Putin's aide spoke. Police denied it. Yesterday Scholz agreed.", ["Putin", "Scholz"]),
        ("Beijing and Moscow trade more. Trade between them grew.", ["Beijing", "Moscow"]),
        ("Visiting Beijing, Lavrov thanked his hosts.", ["Beijing", "Lavrov"]),
        ("A pro-Russian group attacked a U.S.-led NATO unit.", ["Russian", "U.S.", "NATO"]),
        ("He asked us what the US wanted, and I agreed.", ["US"]),
        ("Theresa May resigned in May 2019, and St. Petersburg noticed.", None),
        ("", []),
    ],
)
def test_names_are_found(sentence: str, names: list[str] | None) -> None:
    if names is None:
        names = ["Theresa May", "St. Petersburg"]
    assert texts(sentence) == names
    assert all(sentence[n.start : n.end] == n.text for n in find_names(sentence))


def test_kinds_and_folded_words() -> None:
    ministry, minister, country, acronym = find_names(
        "The Foreign Ministry told the Foreign Minister that Türkiye's NATO duties stand."
    )
    assert (ministry.kind, ministry.words) == ("name", ("foreign", "ministry"))
    assert (minister.kind, minister.words) == ("office", ("foreign", "minister"))
    assert (country.kind, country.code, country.words) == ("country", "TR", ("turkiye",))
    assert acronym.kind == "acronym"


SOURCE = NameIndex(
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
