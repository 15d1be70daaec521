from __future__ import annotations

from pathlib import Path

import pytest

from articles.article import ArticleError
from articles.extract.extraction import MAX_CHARACTERS
from articles.extract.plain_text import from_text
from tests.articles.texts import STORY, read_error, read_one, reasons

TITLE = "Ferry terminal to open two months late"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n" + "\n\n".join(STORY),
        f"{TITLE}\r\n\r\n" + "\r\n\r\n".join(STORY),
        f"{TITLE}\n" + "\n".join(STORY),
        f"{TITLE}\nBy Jane Doe\nNovember 28, 2022\n\n" + "\n\n".join(STORY),
        f"{TITLE}\n\nBy Jane Doe\nNovember 28, 2022\n" + "\n".join(STORY),
    ],
    ids=["blank lines", "crlf", "a line each", "header together", "header over lines"],
)
def test_shapes_of_plain_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    article = read_one(path)
    assert article.title == TITLE
    assert article.text == "\n\n".join(STORY)


def test_hard_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    wrapped = "\n\n".join(story.replace(" the ", " the\n") for story in STORY)
    path.write_text(f"{TITLE}\n\n{wrapped}", encoding="utf-8")
    assert read_one(path).text == "\n\n".join(STORY)


def test_wire_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        f"{TITLE}\n\nOSLO, March 3 (Reuters) - {STORY[0]}\n\n{STORY[1]}\n\n"
        "(Reporting by Jane Doe; Editing by John Roe)",
        encoding="utf-8",
    )
    article = read_one(path)
    assert article.text == "\n\n".join(STORY[:2])
    assert (article.source.dateline, article.source.agency) == ("OSLO", "Reuters")
    assert article.source.published is None
    assert reasons(article)["OSLO, March 3 (Reuters) -"] == "dateline"


def test_a_sentence_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(STORY), encoding="utf-8")
    assert read_error(path).reason == "no title"


def test_what_looks_like_a_date_in_the_text_is_left_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "The permit is dated 2023-02-31, which is no day, lawyers for the city said in court."
    path.write_text(f"{TITLE}\n\n{text}\n\n{STORY[0]}", encoding="utf-8")
    article = read_one(path)
    assert article.source.published is None
    assert article.text.startswith(text)


def test_too_long_a_text_is_an_error() -> None:
    with pytest.raises(ArticleError, match=r"longer than an article can be \(200,001 characters\)"):
        from_text("x" * (MAX_CHARACTERS + 1), "a")


@pytest.mark.parametrize(
    "title",
    [
        "Ferry terminal opens late.",
        "Ferries: Terminal opens late",
        "Terminal opens late:",
        "“We are late”",
        'Minister: "No more delays"',
        "Breakthrough",
        "Why is the terminal late?",
        "Terminal late; crane damaged",
        "U.S. ferries late",
        "码头将于四月启用，比原计划晚",
        "Терминал откроется позже",
    ],
)
def test_a_headline_is_told_by_what_stands_below(title: str) -> None:
    extract = from_text(f"{title}\n\n" + "\n\n".join(STORY), "a.txt")
    assert extract.metadata.title == title
    assert tuple(block.text for block in extract.blocks) == STORY


def test_the_title_of_a_mail_is_its_subject() -> None:
    header = (
        "From: Jane Doe <jane@courier.example>\nTo: desk@observer.example\n"
        "Subject: Fwd: Ferry terminal late\nDate: Mon, 28 Nov 2022 10:00:00 +0000\n\n"
    )
    extract = from_text(header + "\n\n".join(STORY), "a.txt")
    assert extract.metadata.title == "Ferry terminal late"
    assert extract.metadata.byline == "Jane Doe"
    assert extract.metadata.published == "2022-11-28T10:00:00+00:00"
    assert tuple(block.text for block in extract.blocks) == STORY
    assert [each.reason for each in extract.removed] == ["mail-header"]
