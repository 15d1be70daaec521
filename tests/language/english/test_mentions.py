from __future__ import annotations

import pytest

from language.english.mentions import EnglishMentions
from language.gazetteer import country
from language.glossary_name import GlossaryName

MENTIONS = EnglishMentions(
    (
        GlossaryName("Wang Yi", "person", ("Wang Yi",), {}, "Wang"),
        GlossaryName("Paris", "place", ("Paris",), {}),
        GlossaryName("Fed", "body", ("Fed",), {}),
        GlossaryName("security council", "body", ("security council",), {}),
        country("NO"),
    )
)


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ("Wang Yi left Paris.", "", ["Wang Yi", "Paris"]),
        ("Wang left.", "", []),
        ("Wang left.", "It was Wang Yi.", ["Wang"]),
        ("Paris Hilton and Norwegian kings.", "", ["Norwegian"]),
        ("Fed up with it, the Fed left.", "", ["Fed"]),
        ("The Security Council sat; U.S. envoys asked us.", "", ["Security Council", "U.S."]),
    ],
)
def test_names_are_told_from_namesakes(text: str, context: str, found: list[str]) -> None:
    mentions = MENTIONS.find(text, context)
    assert [text[mention.start : mention.end] for mention in mentions] == found


def test_loosely_a_namesake_is_found_too() -> None:
    assert [m.name.term for m in MENTIONS.find("Paris Hilton", loose=True)] == ["Paris"]
