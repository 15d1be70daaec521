from __future__ import annotations

from pathlib import Path

import pytest

from articles.article import ArticleError
from articles.extract.extraction import MAX_CHARACTERS
from articles.extract.markdown import from_markdown
from tests.articles.texts import CLIPPED, STORY, read_error, read_one

TITLE = "Ferry terminal to open two months late"


def test_clipped_page_in_markdown(tmp_path: Path) -> None:
    path = tmp_path / "clipped.md"
    path.write_text(CLIPPED, encoding="utf-8")
    article = read_one(path)
    assert article.title == "Ferry Terminal to Open Two Months Late"
    assert [sentence.text for sentence in article.sentences] == [
        "The harbour authority said on Monday that the new ferry terminal will open in April, two"
        " months later than planned.",
        "Director Anna Holm told reporters that the storms of November had left the site with"
        ' "no working" crane and several flooded halls.',
        "The terminal will cost 42 million euros, Holm said, and it will handle 1.2 million"
        " passengers a year.",
        '"There will be no further delay," a spokesperson said.',
    ]
    source = article.source
    assert (source.agency, source.byline) == ("AFP", None)
    assert source.publisher == "The Moscow Times"
    assert source.published == "2022-11-28"
    assert source.url == "https://www.themoscowtimes.com/2022/11/28/ferry-terminal-a1"
    assert [removed.reason for removed in article.removed] == [
        "byline", "date", "caption", "related-link", "url", "url",
    ]  # fmt: skip


def test_front_matter_declares_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    story = "\n\n".join(STORY)
    path.write_text(
        f"---\ntitle: {TITLE}\nauthor: Jane Doe\ndate: 2022-11-28\nlayout: post\n---\n\n{story}\n",
        encoding="utf-8",
    )
    article = read_one(path)
    assert (article.title, article.source.byline) == (TITLE, "Jane Doe")
    assert article.source.published == "2022-11-28"
    assert article.text == story


@pytest.mark.parametrize(
    ("front_matter", "named"),
    [
        ("published: [2023]", "published"),
        ("title: [a, b]", "title"),
        ("title: a: b", "front matter"),
        ("- just\n- a list", "front matter"),
        ("title: " + "[" * 5_000, "front matter"),
        ('title: "\\U00110000"', "front matter"),
        ('title: "\\UFFFFFFFF"', "front matter"),
        ('title: "\\uD800"', "front matter"),
    ],
)
def test_wrong_front_matter_is_an_error(tmp_path: Path, front_matter: str, named: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{front_matter}\n---\n\n" + "\n\n".join(STORY), encoding="utf-8")
    error = read_error(path)
    assert named in error.reason
    assert error.location == str(path)


@pytest.mark.parametrize(
    "markup",
    [
        "<!DOCTYPE html>",
        "<html>",
        "<html><head></head></html>",
        "<body>",
        "<!-- -->",
        "<?x ?>",
        "<![CDATA[x]]>",
    ],
)
def test_markup_of_a_whole_page_is_no_obstacle(markup: str) -> None:
    blocks = from_markdown(f"{markup}\n\n&#x110000; is none.\n\n{markup}", "a.md").blocks
    assert [block.text for block in blocks if block.text] == ["\N{REPLACEMENT CHARACTER} is none."]


def test_markdown_is_read_by_structure() -> None:
    extract = from_markdown(
        "# Title *here*\n\nText with [a link](https://a.example), `code`, ![a crane](c.png) &amp;"
        "\n\n## Part\n\n- one\n- two\n\n> said so\n\n    An indented paragraph.\n\n"
        "<div>Inside <b>HTML</b></div><script>alert(1)</script>\n\n*All in italics*\n",
        "a.md",
    )
    assert extract.metadata.title == "Title here"
    assert [(block.kind, block.text) for block in extract.blocks] == [
        ("image", "a crane"),
        ("paragraph", "Text with a link, code,  &"),
        ("heading", "Part"),
        ("item", "one"),
        ("item", "two"),
        ("quotation", "said so"),
        ("paragraph", "An indented paragraph."),
        ("paragraph", "Inside HTML"),
        ("paragraph", "All in italics"),
    ]
    text = extract.blocks[1]
    assert [text.text[link.start : link.end] for link in text.links] == ["a link"]
    assert [block.emphasised for block in extract.blocks].count(True) == 1


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("# The title", "The title"),
        ("## World\n\n# The title", "The title"),
        ("[Share](#) [Tweet](#)\n\nBy [AFP](#)\n\n## The title", "The title"),
        ("The title\n=====", "The title"),
        ("The title", "The title"),
        ("November 28, 2022\n\nThe title", "The title"),
    ],
)
def test_title_of_markdown(header: str, title: str) -> None:
    text = f"{header}\n\n{STORY[0]}\n\n## Background\n\n{STORY[1]}"
    assert from_markdown(text, "a.md").metadata.title == title


def test_a_heading_further_down_is_no_title() -> None:
    text = f"{STORY[0]}\n\n## Background\n\n{STORY[1]}"
    assert from_markdown(text, "a.md").metadata.title is None


def test_too_long_a_text_is_an_error() -> None:
    with pytest.raises(ArticleError, match=r"longer than an article can be \(200,001 characters\)"):
        from_markdown("x" * (MAX_CHARACTERS + 1), "a")
