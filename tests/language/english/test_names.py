from __future__ import annotations

import pytest

from language.english.names import find_names


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
