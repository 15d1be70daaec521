from __future__ import annotations

import os
from pathlib import Path

import pytest

from articles.article import Article
from articles.locations import is_url, location_of, path_of
from articles.sources import listed_sources, read_articles
from articles.sources.source import Source
from tests.articles.sources.samples import story

NAMES = [
    b"plain.txt",
    "Новости 新闻.txt".encode(),
    b"two\nlines.txt",
    b"\x1b[2J\x1b]0;x\x07.txt",
    b"not \xff\xfe unicode.txt",
    "\u202egpj.txt".encode(),
    b"100%25 #1?.txt",
    b"file:%20a.txt",
]


def text(number: int) -> str:
    return "\n\n".join([f"Ferry {number} is late", *story(number)])


def test_a_location_prints_and_leads_to_its_file(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        (tmp_path / os.fsdecode(name)).write_text(text(number), encoding="utf-8")
    found = list(read_articles([str(tmp_path)]))
    assert len(found) == len(NAMES)
    for article in found:
        assert isinstance(article, Article)
        location = article.source.location
        assert location.isprintable()
        assert location.encode()
        [again] = read_articles([location])
        assert isinstance(again, Article)
        assert (again.id, again.source.location) == (article.id, location)
        [listed] = listed_sources([location])
        assert isinstance(listed, Source)
        assert not is_url(location)
    assert {path_of(a.source.location).name for a in found if isinstance(a, Article)} == {
        os.fsdecode(name) for name in NAMES
    }


def test_a_list_names_such_files_too(tmp_path: Path) -> None:
    path = tmp_path / "a\nb.txt"
    path.write_text(text(1), encoding="utf-8")
    listed = tmp_path / "sources.yaml"
    listed.write_text(f"- location: {location_of(path)}\n", encoding="utf-8")
    [article] = read_articles([str(listed)])
    assert isinstance(article, Article)
    assert path_of(article.source.location) == path


@pytest.mark.parametrize("location", ["file:///%00", "file:///no/such/%0Afile", "\0"])
def test_what_is_not_there_is_an_error_that_prints(location: str) -> None:
    [error] = read_articles([location])
    assert str(error).isprintable()


def test_no_list_from_elsewhere_names_a_file_of_this_machine() -> None:
    assert is_url("file://server/share.txt")
    assert is_url("https://paper.example/a")
