from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from articles.article import Article
from benchmarks.hostile import faults, tried
from benchmarks.hostile_files import CANARY, STORY, HostileInput, archived
from benchmarks.hostile_inputs import INPUTS
from benchmarks.mutations import mutations, seeds

_FORESEEN = {"no item", "article", "refused"}
_LARGE = 30_000
"""Bytes of an input from which on the whole table alone reads it: these are about time."""

_REMEDIED = {
    "half a character in a PDF's title": "no title",
    "RSS item: 10,000 namespaces": "a feed of over 500 namespaces",
    "Atom entry: attributes": "tags with over 5,000 attributes",
    "RSS item: unknown entity": "",
    "JSON Feed: name that is a number": "",
    "JSON Feed: tags of wrong types": "",
}
"""Inputs that once were unforeseen or slow, and what is said of them."""


def test_every_kind_can_be_read_and_what_chance_makes_of_it_is_foreseen(tmp_path: Path) -> None:
    files = (HostileInput(name, name, data) for name, data in seeds().items())
    assert {each.name: each.fate for each in tried(files, tmp_path) if each.fate != "article"} == {}
    mutated = (HostileInput(name, name, data) for name, data in mutations(120, seed=1))
    odd = [each for each in tried(mutated, tmp_path) if each.fate not in _FORESEEN]
    assert odd == []


def test_a_sample_of_the_hostile_inputs_costs_nothing_but_itself(tmp_path: Path) -> None:
    assert len({each.name for each in INPUTS}) == len(INPUTS) > 300
    small = [
        each
        for each in INPUTS
        if not callable(each.data) and (each.file == "folder" or len(each.data) < _LARGE)
    ]
    sample = [each for each in INPUTS if each.name in _REMEDIED] + small[::5]
    found = list(tried(sample, tmp_path))
    assert [each for each in found if each.fate not in _FORESEEN] == []
    said = {each.name: each.words for each in found if each.name in _REMEDIED}
    assert said == _REMEDIED


@pytest.mark.parametrize(
    ("of_article", "of_source", "fault"),
    [
        ({}, {}, None),
        ({"text": "Another text. " * 50}, {}, "is not in the text"),
        ({"doubtful": ((0, 9_999),)}, {}, "doubtful"),
        ({"title": "x" * 501}, {}, "title"),
        ({"title": "Ferry\nis late"}, {}, "title"),
        ({}, {"byline": "\u202eAnna"}, "byline"),
        ({}, {"tags": ("\x1b[2J",)}, "tag 0"),
        ({}, {"location": "a\n.txt"}, "control"),
        ({}, {"url": "javascript:alert(1)"}, "address"),
        ({}, {"url": "https://user:secret@news.example/"}, "address"),
        ({"notes": ("x" * 5_000_000,)}, {}, "to keep"),
        ({"notes": (CANARY,)}, {}, "another file"),
    ],
)
def test_what_an_article_must_not_be_is_found(
    of_article: dict[str, Any], of_source: dict[str, Any], fault: str | None
) -> None:
    article = Article.model_validate_json(archived())
    assert article.sentences[0].text == STORY[0]
    source = article.source.model_copy(update=of_source)
    found = faults(article.model_copy(update={"source": source, **of_article}))
    assert [each for each in found if fault and fault in each] == found
    assert bool(found) == bool(fault)
