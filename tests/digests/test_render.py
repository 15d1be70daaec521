from __future__ import annotations

import json
import re
from email import message_from_bytes, policy
from html import unescape
from types import SimpleNamespace

import jsonschema
import pytest
from markdown_it import MarkdownIt

from checks.coverage import coverage
from digests.digest import Digest, digest_schema
from digests.render.formats import FormatError
from digests.render.view import (
    StoryView,
    language,
    languages,
    plain,
    safe_url,
    story_view,
    warning,
)
from tests.digests.samples import (
    canal,
    digest,
    evidence,
    failed,
    hostile,
    in_bytes,
    laid_out,
    rover,
    written,
)


def stories(made: Digest) -> list[StoryView]:
    known = languages(made)
    return [story_view(number, entry, known) for number, entry in enumerate(made.entries, 1)]


def test_every_format_gives_the_same_bytes_every_time() -> None:
    files = written(digest())
    assert list(files) == [
        "digest.json",
        "digest.md",
        "digest.html",
        "digest.zh.html",
        "digest.ru.html",
    ]
    assert files == written(Digest.model_validate_json(files["digest.json"]))


def test_files_come_in_pieces_of_a_story() -> None:
    for pieces in laid_out(digest()).files("a run").values():
        for piece in pieces:
            held = sum(entry.id in piece for entry in digest().entries)
            assert held <= 1, "holds several entries at once"


@pytest.mark.parametrize("made", [digest(), digest(canal()), digest(hostile(), rover())])
def test_json_is_what_the_whole_model_would_write(made: Digest) -> None:
    empty = made.model_copy(update={"entries": ()})
    for each in (made, empty):
        assert written(each)["digest.json"] == each.model_dump_json(indent=2) + "\n"


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(FormatError, match="format docx, odt: unknown; there are json, md, html"):
        laid_out(digest(), ["odt", "json", "docx"])


def test_an_empty_digest_says_so() -> None:
    files = written(digest().model_copy(update={"entries": ()}))
    assert "No stories." in files["digest.md"]
    assert "No stories." in files["digest.html"]


def test_json_is_valid_against_the_published_schema_and_complete() -> None:
    text = written(digest())["digest.json"]
    schema = digest_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(text), schema, jsonschema.Draft202012Validator)
    assert Digest.model_validate_json(text) == digest()


def test_json_is_unicode_as_it_is_in_the_order_of_the_model() -> None:
    text = written(digest(canal()))["digest.json"]
    assert "堵塞苏伊士运河六天的货轮重新浮起" in text
    assert text.startswith('{\n  "schema_version": "1.4",\n  "run": ')
    assert text.endswith("}\n")


def test_a_passage_has_one_number_however_many_sentences_rest_on_it() -> None:
    (story,) = stories(digest(canal()))
    assert [passage.number for passage in story.headline.passages] == [1]
    assert [[passage.number for passage in row.passages] for row in story.rows] == [[1], [2, 3]]
    assert [passage.number for passage in story.passages] == [1, 2, 3]


def test_a_passage_links_to_its_words_on_the_page() -> None:
    (story,) = stories(digest(canal()))
    assert story.passages[0].url == (
        "https://www.harbour-courier.example/world/suez-ship-afloat#:~:text="
        "The%20container%20ship%20Ever%20Given%2C,Monday%2C%20the%20canal%20authority%20said."
    )
    assert story.passages[2].url is None


def test_troubles_are_counted_where_they_are() -> None:
    first, second = stories(digest(canal(), rover()))
    assert (first.heading.unsupported, first.heading.doubted) == (0, 1)
    assert (second.heading.unsupported, second.heading.doubted) == (1, 1)
    assert second.verdicts == {"passed": 27, "failed": 3, "skipped": 1}
    assert first.publishers == ("The Harbour Courier", "Northern Ledger", "Daily Compass")


def test_evidence_of_an_article_that_the_entry_does_not_list() -> None:
    (story,) = stories(digest(hostile()))
    assert [passage.article is None for passage in story.passages] == [False, True]


@pytest.mark.parametrize(
    ("code", "tag", "name", "direction"),
    [
        ("zh", "zh-Hans", "中文", "ltr"),
        ("zh-Hant", "zh-Hant", "中文 (繁體)", "ltr"),
        ("ru", "ru", "русский", "ltr"),
        ("ar", "ar", "العربية", "rtl"),
        ("qqq", "qqq", "qqq", "ltr"),
        ("no such code", "no such code", "no such code", "ltr"),
    ],
)
def test_languages(code: str, tag: str, name: str, direction: str) -> None:
    found = language(code)
    assert (found.code, found.tag, found.name, found.direction) == (code, tag, name, direction)


def test_warnings_say_what_is_known() -> None:
    assert warning(failed("numbers", "4", "14")) == "numbers: expected 4, seen 14"
    assert warning(failed("numbers", seen="14")) == "numbers: seen 14"
    assert warning(failed("repetition")) == "repetition"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "news",
        "/path",
        "//host/path",
        "javascript:alert(1)",
        "JavaScript://host/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https:///path",
        "http://[",
    ],
)
def test_links_that_must_not_be_followed(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://news.example/a?b=c&d=e%20f#g", "https://news.example/a?b=c&d=e%20f#g"),
        (
            "HTTP://news.example/новости",
            "http://news.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
        ),
        ("https://news.example/<\"'>) x", "https://news.example/%3C%22%27%3E%29%20x"),
    ],
)
def test_links_are_percent_encoded(url: str, safe: str) -> None:
    assert safe_url(url) == safe


LINK = "https://n.example/s(a)?id=5&section=world&reg=1&copy=2&para;=3#sect&not"


def test_every_format_leads_to_an_article_by_its_url_as_it_is() -> None:
    entry = canal()
    articles = tuple(
        each.model_copy(update={"source": each.source.model_copy(update={"url": LINK})})
        for each in entry.articles
    )
    formats = ("json", "md", "html", "jsonld", "ninjs", "csv", "xliff", "eml")
    made = in_bytes(digest(entry.model_copy(update={"articles": articles})), formats)
    for name, file in made.items():
        if name.endswith(".eml"):
            parts = message_from_bytes(file, policy=policy.default).walk()
            texts = [part.get_content() for part in parts if part.get_content_maintype() == "text"]
            text, links = texts[0], re.findall(r'href="(https://n\.[^"]*)"', texts[-1])
            assert LINK in text
            assert {unescape(link).partition(":~:")[0] for link in links} == {LINK}
            continue
        text = file.decode()
        if name.endswith((".html", ".xlf")):
            links = re.findall(r'"(https://n\.[^"]*)"|>(https://n\.[^<]*)<', text)
            found = {unescape("".join(link)).partition(":~:")[0] for link in links}
        elif name.endswith(".md"):
            tokens = MarkdownIt("commonmark").parse(text)
            inner = [inline for token in tokens for inline in token.children or ()]
            hrefs = [str(each.attrs["href"]) for each in inner if each.type == "link_open"]
            found = {href.partition(":~:")[0] for href in hrefs if "n.example" in href}
        else:
            found = {LINK} if LINK in text else {each for each in [text] if "n.example" in each}
        assert found <= {LINK}, name
        assert found or name in {"digest.sentences.csv", "digest.checks.csv"}, name


def test_plain_text_is_one_line_in_its_own_direction() -> None:
    assert plain(" a\n\nb\t\x00c\u202ed\u2066\ufeff e\u200d\u0301 ") == "a b cd e\u200d\u0301"


def test_a_digest_says_what_was_checked_in_each_language() -> None:
    made = digest().model_copy(update={"coverage": coverage("en", ("ru", "de"))})
    files = written(made)
    for text in (files["digest.md"], files["digest.html"]):
        assert "Checked in German: language, " in text
        assert "Not checked: " in text.split("Checked in German")[1]
        assert "Little can be checked in German" in text.split("Contents")[0]
        assert "Little can be checked in Russian" not in text


def test_passages_of_a_paragraph_are_quoted_together() -> None:
    words = "word " * 100
    text = f"Before.\n\n{words}One. Two. Three.{words}\n\nAfter. One."
    proofs = [evidence("1a" * 8, text.index(each), each) for each in ("Three.", "One.", "After.")]
    elsewhere = evidence("1a" * 8, 0, "Not there")
    story = canal()
    said = story.headline.model_copy(update={"evidence": (*proofs, elsewhere)})
    article = SimpleNamespace(id="1a" * 8, text=text)
    made = story_view(
        1,
        story.model_copy(update={"headline": said}),
        languages(digest()),
        [article],  # type: ignore[list-item]
    )
    first, second, third = made.headline.quotations
    assert first.evidence == proofs[0]
    assert [(len(text), marked) for text, marked in first.pieces] == [
        (237, False),
        (4, True),
        (6, False),
        (6, True),
        (241, False),
    ]
    assert first.pieces[0].text.startswith("… word")
    assert second.pieces == (("After.", True), (" One.", False))
    assert third.pieces == (("Not there", True),)
