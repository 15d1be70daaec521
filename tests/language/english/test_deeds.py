from __future__ import annotations

import pytest

from language.english.deeds import find_belongings, find_deeds


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("Denmark invited Norway.", [("Denmark", "invit", "Norway", False)]),
        ("Norway was invited by Denmark.", [("Denmark", "invit", "Norway", False)]),
        ("Wang Yi met Sergey Lavrov.", [("Wang Yi", "meet", "Sergey Lavrov", True)]),
        ("Denmark has left.", [("Denmark", "leav", None, False)]),
        ("The ferry sank.", []),
    ],
)
def test_who_does_what(text: str, deeds: list[tuple[str, str, str | None, bool]]) -> None:
    found = [
        (deed.subject.text, deed.verb, deed.object.text if deed.object else None, deed.mutual)
        for deed in find_deeds(text)
    ]
    assert found == deeds


def test_what_belongs_to_whom() -> None:
    pairs = find_belongings("China's Tianwen followed the Emirates' new Hope, not China's plan.")
    assert [(owner.text, owned.text) for owner, owned in pairs] == [
        ("China", "Tianwen"),
        ("Emirates", "Hope"),
    ]
