from __future__ import annotations

import pytest

from articles.article import ArticleError
from articles.extract.media import KINDS, extract, media_type_of
from tests.articles.texts import STORY

TITLE = "Ferry terminal to open late"
PAGE = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>" + "</p><p>".join(STORY)
MARKDOWN = f"# {TITLE}\n\n" + "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("location", "media_type"),
    [
        ("a.HTML", "text/html"),
        ("page.htm", "text/html"),
        ("notes.md", "text/markdown"),
        ("wire.txt", "text/plain"),
        ("https://a.example/x/story.html?id=3#top", "text/html"),
        ("https://a.example/", None),
        ("picture.png", None),
        ("html", None),
    ],
)
def test_suffixes_stand_for_media_types(location: str, media_type: str | None) -> None:
    assert media_type_of(location) == media_type


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PAGE, "text/html"),
        (PAGE, "Text/HTML; charset=utf-8"),
        (PAGE, "application/xhtml+xml"),
        (MARKDOWN, "text/markdown"),
        (MARKDOWN.removeprefix("# "), "text/plain"),
    ],
)
def test_each_kind_is_read_as_what_it_is(data: str, media_type: str) -> None:
    extracted = extract(data.encode(), media_type, "a")
    assert extracted.metadata.title == TITLE
    assert tuple(block.text for block in extracted.blocks if block.kind == "paragraph") == STORY


def test_the_charset_that_a_server_declares_is_used() -> None:
    data = f"{TITLE}\n\nПрезидент прибыл в Москву".encode("cp1251")
    extracted = extract(data, 'text/plain; charset="windows-1251"', "a")
    assert extracted.blocks[0].text == "Президент прибыл в Москву"


def test_an_unknown_kind_is_named_beside_those_that_are_read() -> None:
    with pytest.raises(ArticleError, match="image/png") as caught:
        extract(b"\x89PNG", "image/png", "a.png")
    assert all(kind.media_types[0] in caught.value.remedy for kind in KINDS)
