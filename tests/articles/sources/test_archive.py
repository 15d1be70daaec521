"""Archived articles: whoever wrote the file may have written anything."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from articles.article import Article, ArticleError
from articles.fetch.bodies import Bodies
from articles.sources.archive import keep, supersede, tidy
from base.files import whole_file
from tests.articles.texts import STORY, read, write

Craft = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Article, str]:
    """Return an article, and its archived file's contents."""
    folder = tmp_path_factory.mktemp("kept")
    (article,) = read(write(folder / "a.txt", "Ferry is late", STORY))
    assert isinstance(article, Article)
    keep(article, folder / "archive")
    (path,) = (folder / "archive").rglob("*.json")
    return article, path.read_text(encoding="utf-8")


def crafted(folder: Path, contents: str, craft: Craft) -> Article | ArticleError:
    fields = json.loads(contents)
    craft(fields)
    path = folder / "b.article.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    (item,) = read(path)
    return item


def test_an_archived_article_is_the_one_that_was_kept(
    tmp_path: Path, kept: tuple[Article, str]
) -> None:
    assert crafted(tmp_path, kept[1], lambda fields: None) == kept[0]


def test_what_is_kept_is_for_its_owner_alone_unless_somebody_shares_it(
    tmp_path: Path, kept: tuple[Article, str]
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    before = os.umask(0o022)
    try:
        for archive in (tmp_path / "new" / "archive", shared):
            keep(kept[0], archive)
            Bodies(archive / ".raw").keep(b"as fetched")
            supersede(kept[0].id, archive)
    finally:
        os.umask(before)
    open_ones = {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.is_dir() and path.stat().st_mode & 0o077
    }
    assert open_ones == {"new", "shared"}


def past_the_end(fields: dict[str, Any]) -> None:
    fields["sentences"][-1]["end"] += 1_000


def overlapping(fields: dict[str, Any]) -> None:
    fields["sentences"].append(fields["sentences"][0])


def one_for_all(fields: dict[str, Any]) -> None:
    fields["sentences"] = [{"start": 0, "end": len(fields["text"]), "text": fields["text"]}]


def in_source(**values: object) -> Craft:
    return lambda fields: fields["source"].update(values)


@pytest.mark.parametrize(
    ("craft", "reason"),
    [
        (past_the_end, "does not match the text"),
        (overlapping, "does not match the text"),
        (in_source(retrieved="9999-12-31T23:59:59-23:59"), "which cannot be"),
        (in_source(retrieved=1e300), "retrieved"),
        (in_source(published="0001-01-01T00:00:00+99:00"), "published"),
        (lambda fields: fields.update(text="Too short.", sentences=[]), "sentences"),
        (lambda fields: fields.update(doubtful=[[0, 10**30]]), "doubtful"),
        (lambda fields: fields.update(removed=[[[[]]]] * 10), "removed"),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, kept: tuple[Article, str], craft: Craft, reason: str
) -> None:
    found = crafted(tmp_path, kept[1], craft)
    assert isinstance(found, ArticleError)
    assert reason in found.reason
    assert len(found.reason) < 1_000


@pytest.mark.parametrize(
    "craft",
    [
        one_for_all,
        lambda fields: fields.update(id="0" * 16, language="xx"),
        lambda fields: fields.update(text=fields["text"].replace("The", "The\u202e", 1), sentences=[
            {"start": 0, "end": 3, "text": "The"}
        ]),
    ],
)  # fmt: skip
def test_what_can_be_found_out_again_is(
    tmp_path: Path, kept: tuple[Article, str], craft: Craft
) -> None:
    assert crafted(tmp_path, kept[1], craft) == kept[0]


def test_nothing_is_longer_than_an_article_has_it(
    tmp_path: Path, kept: tuple[Article, str]
) -> None:
    long = "x" * 20_000

    def craft(fields: dict[str, Any]) -> None:
        fields["title"] = long * 15
        fields["source"].update(
            publisher=long, byline=long, licence=long, section=long, location=long,
            tags=[long] * 100, opt_outs=[long] * 100, published="9999-12-31T23:59:59-23:59",
        )  # fmt: skip
        fields["notes"] = [long] * 100
        fields["removed"] = [{"text": long, "reason": long}] * 20

    found = crafted(tmp_path, kept[1], craft)
    assert isinstance(found, Article)
    without = found.model_copy(update={"removed": ()})
    assert len(found.title) == 500
    assert len(without.model_dump_json()) < 100_000
    assert all(len(each.reason) <= 500 for each in found.removed)
    assert found.source.published is None
    assert any("cannot be" in note for note in found.notes)


def test_what_a_killed_writer_left_is_never_read_and_goes(
    tmp_path: Path, kept: tuple[Article, str]
) -> None:
    keep(kept[0], tmp_path)
    left = tmp_path / "2020-01-01" / ".a.article.json.1234abcd.part"
    body = tmp_path / ".raw" / "ab" / ".ab.zst.1234abcd.part"
    for path in (left, body):
        path.parent.mkdir(parents=True)
        path.touch()
    failures = [item for item in read(tmp_path) if type(item) is ArticleError]
    assert failures == []
    with whole_file(body.with_name("cd.zst")):
        (written,) = body.parent.glob(".cd*")
        tidy(tmp_path)
        assert (left.exists(), body.exists(), written.exists()) == (False, False, True)
    assert [path.name for path in body.parent.iterdir()] == ["cd.zst"]
