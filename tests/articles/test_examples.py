from __future__ import annotations

import re
from pathlib import Path

import pytest

from articles.article import Article
from articles.stories.duplicates import group_stories
from tests.articles.texts import read

ROOT = Path(__file__).parents[2]
ITEMS = read(ROOT / "examples" / "articles")
ARTICLES = [item for item in ITEMS if isinstance(item, Article)]
FURNITURE = re.compile(
    r"cookie|newsletter|subscribe|share|tweet|whatsapp|photo:|read (?:more|also)|related|comment"
    r"|©|\burl\b|sign (?:in|up)|most read",
    re.I,
)


def test_all_are_read_and_the_wire_text_is_one_story() -> None:
    assert ITEMS == ARTICLES
    assert len(ARTICLES) == 9
    grouping = group_stories(ARTICLES)
    assert [len(story.articles) for story in grouping.stories].count(2) == 1
    assert len(grouping.stories) == 8
    assert grouping.repeated == ()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.title[:30])
def test_each_is_clean_and_attributed(article: Article) -> None:
    assert not FURNITURE.search(article.text)
    assert 200 < len(article.text.split()) < 450
    assert all(re.match(r"[A-Z“\"]", paragraph) for paragraph in article.text.split("\n\n"))
    assert all(re.search(r"[.!?][”\"]?$", each.text) for each in article.certain_sentences)
    source = article.source
    assert source.published
    assert source.publisher
    assert source.url
    assert source.url.split("/")[2].endswith(".example")
    assert "?" not in source.url
    assert source.byline or source.agency


def test_example_list_names_every_example() -> None:
    items = read(ROOT / "configs" / "sources.yaml")
    listed = [item for item in items if isinstance(item, Article)]
    assert items == listed
    assert {item.id for item in listed} == {item.id for item in ARTICLES}
    assert {item.source.publisher for item in listed} == {"Harbour Courier", "The Lantern Observer"}
