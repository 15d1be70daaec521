from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.article import Article, ArticleError
from articles.sources import KINDS, read_articles
from articles.sources.json_lines import ArticleRecord
from articles.sources.kind import InputKind, Skipped
from articles.sources.resource import MAX_BYTES
from tests.articles.texts import RETRIEVED, STORY, read, read_error, read_one, write

TITLE = "Ferry terminal to open two months late"
TEXT = "\n\n".join(STORY)


def jsonl(path: Path, *records: object) -> Path:
    lines = (each if isinstance(each, str) else json.dumps(each) for each in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_article_of_a_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TITLE, STORY)
    article = read_one(path)
    assert article.title == TITLE
    assert article.text == TEXT
    assert article.language == "en"
    assert [sentence.text for sentence in article.sentences] == list(STORY)
    assert article.source.location == str(path)
    assert article.source.retrieved == RETRIEVED
    assert article.id == article.source.sha256[:16]
    assert article == read_one(path)


def test_retrieved_is_now_by_default(tmp_path: Path) -> None:
    before = datetime.now(UTC)
    (article,) = read_articles([str(write(tmp_path / "a.txt", TITLE, STORY))])
    assert isinstance(article, Article)
    assert before <= article.source.retrieved <= datetime.now(UTC)


def test_reading_is_lazy_and_goes_on_after_an_error(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", TITLE, STORY)
    items = read_articles([str(tmp_path / "missing.txt"), str(good), str(good)])
    first = next(items)
    assert isinstance(first, ArticleError)
    assert first.reason == "no such file or folder"
    second, third = items
    assert isinstance(second, Article)
    assert third == second


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.md", bytes(range(256)) * 40, "binary"),
        ("a.pdf", b"%PDF-1.7", "PDF cannot be read"),
        ("a.docx", b"PK", "no kind of input looks like this"),
        ("noise.html", b"<html><body></body></html>", "no story text found"),
        ("title.txt", b"Ferry terminal to open two months late", "no story text found"),
        ("teaser.txt", b"Ferry terminal opens late\n\nThe new terminal opens in May. It is late.",
         r"too short to summarise \(2 sentences, 9 words\)"),
        ("single.txt", f"{TITLE}\n\n{STORY[0][:-1]} and {STORY[1]}".encode(),
         r"too short to summarise \(1 sentence,"),
        ("large.txt", b"x" * (MAX_BYTES + 1), "larger than 10,000,000 bytes"),
        ("line.txt", b"word " * 200_000, "longer than an article can be"),
        ("marks.txt", ("Marks everywhere\n\n" + "“‘" * 40_000 + TEXT).encode(), "no language"),
        ("many.txt", "\n".join([TITLE, *(f"The talks went into day {number:,} on Monday, officials"
         " said." for number in range(3_000))]).encode(),
         r"longer than an article can be \(3,000 sentences\)"),
    ],
)  # fmt: skip
def test_each_bad_file_is_one_error_with_reason_and_remedy(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = read_error(path)
    assert error.location == str(path)
    with pytest.raises(ArticleError, match=reason):
        raise error
    assert error.remedy


def test_other_languages_are_named(tmp_path: Path) -> None:
    german = (
        "Die Hafenbehörde teilte am Montag mit, dass das neue Terminal erst im April öffnet.",
        "Grund sind nach Angaben der Direktorin die Stürme im November, die einen Kran"
        " beschädigten und einen Teil der Baustelle unter Wasser setzten.",
    )
    path = write(tmp_path / "a.txt", "Neues Terminal öffnet später", german)
    assert read_error(path).reason == "written in de, not in en"
    (article,) = read(path, language="de")
    assert isinstance(article, Article)
    assert article.language == "de"


def test_text_of_no_language(tmp_path: Path) -> None:
    numbers = ["1 2 3. 4 5 6. 7 8 9!" * 5]
    assert (
        "no language that is known"
        in read_error(write(tmp_path / "a.txt", "12 34", numbers)).reason
    )


def test_unreadable_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TITLE, STORY)
    path.chmod(0)
    user = os.geteuid()
    if user == 0:  # root may read everything
        os.seteuid(65534)
    try:
        error = read_error(path)
    finally:
        os.seteuid(user)
    assert error.reason == "cannot be read (Permission denied)"


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    assert read_error(path).reason == "not a regular file"


@pytest.mark.parametrize(
    "location", ["ftp://a.example/x", "file:///etc/passwd", "a\0b", "x" * 5_000, ""]
)
def test_what_is_no_path_is_an_error(location: str) -> None:
    assert read_error(location).remedy


def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    article = read_one(write(path, TITLE, STORY))
    assert article.source.location.endswith("caf%E9.txt")


# Folders


def test_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", TITLE, STORY)
    write(tmp_path / "a.md", f"# {TITLE}", STORY)
    (tmp_path / "c").mkdir()
    write(tmp_path / "c" / "d.txt", TITLE, STORY)
    write(tmp_path / ".hidden.txt", TITLE, STORY)
    (tmp_path / ".git").mkdir()
    (tmp_path / "c" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "list.yaml").write_text("- location: b.txt")
    items = read(tmp_path)
    found = [item.source.location if isinstance(item, Article) else item.location for item in items]
    assert [Path(each).name for each in found] == [
        "a.md",
        "b.txt",
        "d.txt",
        "picture.png",
        "list.yaml",
    ]
    assert [type(item) for item in items] == [Article, Article, Article, ArticleError, ArticleError]


def test_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert read_error(tmp_path).reason == "empty folder"


def test_links_lead_to_each_file_once_and_not_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "deep" / "empty").mkdir(parents=True)
    write(folder / "a.txt", TITLE, STORY)
    write(tmp_path / "elsewhere.txt", TITLE, STORY)
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "gone.txt").symlink_to("nothing.txt")
    (folder / "out.txt").symlink_to(tmp_path / "elsewhere.txt")
    (folder / "self.txt").symlink_to("self.txt")
    article, *others = read(folder)
    assert isinstance(article, Article)
    reasons = {Path(i.location).name: i.reason for i in others if isinstance(i, ArticleError)}
    assert reasons == {
        "b.txt": f"the same as {folder / 'a.txt'}",
        "empty": "empty folder",
        "up": f"the same as {folder}",
        "gone.txt": "a link that leads nowhere",
        "out.txt": f"a link that leads out of the folder, to {tmp_path / 'elsewhere.txt'}",
        "self.txt": "cannot be read (Too many levels of symbolic links)",
    }
    skipped = {Path(item.location).name for item in others if isinstance(item, Skipped)}
    assert skipped == {"b.txt", "empty", "up"}
    (named,) = read(folder / "out.txt")
    assert isinstance(named, Article)


def test_links_do_not_multiply_what_is_read(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(12):
        (folder / "c").mkdir()
        (folder / "a").symlink_to("c")
        (folder / "b").symlink_to("c")
        folder = folder / "c"
    write(folder / "a.txt", TITLE, STORY)
    items = read(tmp_path)
    assert sum(isinstance(item, Article) for item in items) == 1
    assert len(items) == 1 + 2 * 12


def test_folders_of_any_depth_come_to_an_end(tmp_path: Path) -> None:
    tmp_path.joinpath(*["d"] * 100).mkdir(parents=True)
    assert read_error(tmp_path).reason == "nested too deeply"


def test_what_is_taken_out_is_kept_in_measure(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.txt", TITLE, [*STORY, *["* * *"] * 5_000, "ENDS"]))
    assert len(article.removed) == 301
    assert article.removed[-1].text.endswith("* * * / ENDS")


# JSON Lines


def test_records(tmp_path: Path) -> None:
    html = "".join(f"<p>{each}</p>" for each in STORY)
    path = jsonl(
        tmp_path / "a.jsonl",
        {"title": TITLE, "text": TEXT, "publisher": "The Daily", "byline": "Jane Doe",
         "agency": "Agence France-Presse", "url": "https://a.example/x?utm_source=b",
         "published": "2022-11-28", "language": "en", "licence": "CC BY 4.0"},
        "",
        {"title": TITLE, "html": html, "published": "2022-11-28T10:00:00+01:00"},
    )  # fmt: skip
    first, second = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == second.text == TEXT
    assert first.source.location == f"{path}#1"
    assert second.source.location == f"{path}#3"
    assert first.source.model_dump(include={"publisher", "byline", "agency", "url", "licence"}) == {
        "publisher": "The Daily", "byline": "Jane Doe", "agency": "AFP",
        "url": "https://a.example/x", "licence": "CC BY 4.0",
    }  # fmt: skip
    assert (first.source.published, second.source.published) == (
        "2022-11-28",
        "2022-11-28T10:00:00+01:00",
    )
    assert first.id != second.id


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"title": "A", "text": ', "wrong record"),
        ("[1, 2]", "wrong record"),
        ("[" * 100_000, "wrong record"),
        ({"title": TITLE, "text": TEXT, "author_email": "x"}, "author_email: Extra inputs"),
        ({"text": TEXT}, "title: Field required"),
        ({"title": " ", "text": TEXT}, "title: String should have at least 1 character"),
        ({"title": TITLE}, "give either text or html"),
        ({"title": TITLE, "text": TEXT, "html": TEXT}, "give either text or html"),
        ({"title": TITLE, "text": TEXT, "published": 20230101}, "published: "),
        ({"title": TITLE, "text": TEXT, "language": "de"}, "declared as de, not en"),
        ('{"title": "\\ud800", "text": "x"}', "wrong record"),
        ({"title": "Only this", "text": "Only this"}, "no story text found"),
    ],
)  # fmt: skip
def test_a_bad_line_is_an_error_and_the_next_is_read(
    tmp_path: Path, record: object, reason: str
) -> None:
    path = jsonl(tmp_path / "a.jsonl", record, {"title": TITLE, "text": TEXT})
    error, article = read(path)
    assert isinstance(error, ArticleError)
    assert error.location == f"{path}#1"
    assert reason in error.reason
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    "published", ["2023-02-31", "2099-01-01", "0023-01-01", "0001-01-01T00:00:00Z", "last week"]
)
def test_an_impossible_date_is_no_date_and_is_noted(tmp_path: Path, published: str) -> None:
    record = {"title": TITLE, "text": TEXT, "published": published}
    article = read_one(jsonl(tmp_path / "a.jsonl", record))
    assert article.source.published is None
    (note,) = article.notes
    assert published[:10] in note
    page = f'<time datetime="2022-11-28" itemprop="datePublished">x</time>{TEXT}'
    article = read_one(jsonl(tmp_path / "b.jsonl", {**record, "text": None, "html": page}))
    assert article.source.published == "2022-11-28"
    assert "2022-11-28 is taken" in article.notes[0]


@pytest.mark.parametrize(
    "fields",
    [{"published": ""}, {"language": "en-US"}, {"language": "EN"}, {"language": "", "url": ""}],
)
def test_fields_that_say_nothing_or_more_are_read(tmp_path: Path, fields: dict[str, str]) -> None:
    article = read_one(jsonl(tmp_path / "a.jsonl", {"title": TITLE, "text": TEXT, **fields}))
    assert (article.source.published, article.notes) == (None, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_records_in_utf_16(tmp_path: Path, encoding: str) -> None:
    lines = [{"title": TITLE, "text": f"{TEXT} “Olá”, said 张 nr. {n}."} for n in range(3)]
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    mark = "" if encoding == "utf-16" else "\ufeff"
    path = tmp_path / "a.jsonl"
    path.write_bytes((mark + text + "\n").encode(encoding))
    articles = [each for each in read(path) if isinstance(each, Article)]
    assert [each.text for each in articles] == [line["text"] for line in lines]
    assert [each.source.location.partition("#")[2] for each in articles] == ["1", "3", "5"]


def test_a_record_in_utf_16_that_is_cut_is_an_error_and_the_others_stay(tmp_path: Path) -> None:
    good = json.dumps({"title": TITLE, "text": TEXT})
    path = tmp_path / "a.jsonl"
    path.write_bytes((good + "\n" + good).encode("utf-16")[:-31])
    article, error = read(path)
    assert isinstance(article, Article)
    assert isinstance(error, ArticleError)
    assert "wrong record" in error.reason


def test_unknown_fields_are_answered_with_the_known(tmp_path: Path) -> None:
    error = read_error(jsonl(tmp_path / "a.jsonl", {"headline": TITLE, "text": TEXT}))
    for field in ArticleRecord.model_fields:
        assert field in error.remedy


def test_a_line_of_any_length_costs_its_limit_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"title": TITLE, "text": TEXT}).encode()
    path.write_bytes(b'{"title": "' + b"x" * (2 * MAX_BYTES) + b'"}\n' + good + b"\n")
    error, article = read(path)
    assert isinstance(error, ArticleError)
    assert "larger than" in error.reason
    assert isinstance(article, Article)
    assert article.source.location == f"{path}#2"


def test_empty_json_lines(tmp_path: Path) -> None:
    assert read_error(jsonl(tmp_path / "a.jsonl", "", " ")).reason == "empty"


# Lists


def test_list_gives_defaults_to_articles_that_name_none(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.txt", TITLE, STORY)
    write(folder / "b.txt", TITLE, [*STORY, "© 2022 The Weekly"])
    listed = tmp_path / "sources.yaml"
    listed.write_text(
        "- location: in\n  publisher: The Daily\n  licence: CC0-1.0\n- location: gone\n"
    )
    first, second, third = read(listed)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.source.location == str(folder / "a.txt")
    assert (first.source.publisher, first.source.licence) == ("The Daily", "CC0-1.0")
    assert (second.source.publisher, second.source.licence) == ("The Daily", "© 2022 The Weekly")
    assert isinstance(third, ArticleError)
    assert third.location == str(tmp_path / "gone")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("location: a", "not a list of inputs"),
        ("[]", "not a list of inputs"),
        ("- [", "not valid YAML"),
        ("- 2023-02-31", "wrong entry"),
        ("- !!python/object/apply:os.system ['true']", "a tag, which is not read"),
        ("- a.txt", "wrong entry"),
        ("- location: a\n  publishr: x", "publishr: Extra inputs"),
        ("- location: sources.yaml", "lists itself"),
        ('- location: "a\\0b"', "location: String should match"),
    ],
)
def test_wrong_lists(tmp_path: Path, text: str, reason: str) -> None:
    listed = tmp_path / "sources.yaml"
    listed.write_text(text)
    assert reason in read_error(listed).reason


def test_every_kind_is_named_where_none_fits(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK")
    remedy = read_error(path).remedy
    kinds: tuple[InputKind, ...] = KINDS
    assert all(kind.shape in remedy for kind in kinds)
