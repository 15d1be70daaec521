from __future__ import annotations

import json
import logging
import pickle
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from articles.article import ArticleError
from base.errors import ExplainedError
from base.showing import (
    LONGEST,
    LONGEST_FAULT,
    LONGEST_LINE,
    fault,
    named,
    printable_json,
    shown,
    shown_lines,
)
from digests.report import Outcome
from flows.artifacts import cell, table
from flows.cli.output import print_json, print_line, print_lines, print_table
from flows.logs import show_logs

HOSTILE = (
    "\x1b[2J\x1b]0;title\x07name",
    "a\r\x1b[Kforged",
    "a\n12:00:00.000 | ERROR   | polydigest - all is lost",
    "\x9b31mred\x85next\x0b\x0c\x1c",
    "\u202etxt.exe\u2066\u200b\ufeff",
    "\u2028line\u2029",
    "\udcff\udcfe.txt",
    "\U000e0041tag\ue000",
    "[red]markup[/red] [link=https://evil.example]x[/link]",
    "k" * 3_000_000,
    "\x1b" * 100_000,
    "\n" * 100_000,
)
ANY = st.text(st.characters(codec=None) | st.sampled_from("\x1b\n\r\u202e \ud800"))
PARSER = MarkdownIt("gfm-like")


@given(ANY, st.integers(2, 40))
def test_what_is_shown_is_a_line_that_prints(text: str, longest: int) -> None:
    line = shown(text, longest)
    assert line.isprintable()
    assert len(line) <= longest
    assert shown(line, longest) == line
    assert all(part.isprintable() for part in shown_lines(text).split("\n"))
    if text.isprintable():
        assert text == shown(text)


@given(ANY, ANY)
def test_a_name_that_is_cut_stays_itself(one: str, other: str) -> None:
    names = [named(f"{'x' * 100}{part}{'y' * 100}", 60) for part in (one, other)]
    assert all(name.isprintable() and len(name) <= 60 for name in names)
    assert (names[0] == names[1]) == (one == other)


@given(ANY)
def test_json_that_prints_says_the_same(text: str) -> None:
    document = json.dumps({text: [text]}, ensure_ascii=False, indent=2)
    written = printable_json(document)
    assert written.replace("\n", "").isprintable()
    assert json.loads(written) == {text: [text]}


def of_error(text: str) -> list[str]:
    error: ExplainedError = pickle.loads(pickle.dumps(ExplainedError(text, text, text)))
    return [str(error), error.thing, error.reason, error.remedy]


def of_fault(text: str) -> list[str]:
    said = fault(ValueError(text))
    assert said.startswith("ValueError")
    assert len(said) <= LONGEST_FAULT
    return [said]


def of_article(text: str) -> list[str]:
    error = ArticleError(text, text, text)
    return [str(error), error.location]


def of_outcome(text: str) -> list[str]:
    outcome = Outcome(location=text, status="failed", reason=text)
    return [outcome.location, str(outcome.reason)]


def of_table(text: str) -> list[str]:
    [row] = table([{"name": text, "count": 1}])
    return [str(row["name"])]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("outlet", [of_error, of_article, of_outcome, of_table, of_fault])
def test_records_hold_lines_that_print(outlet: Callable[[str], list[str]], text: str) -> None:
    for line in outlet(text):
        assert line.isprintable()
        assert len(line) < 4 * LONGEST + 1_100


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_log_holds_lines_that_print(
    text: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "_logRecordFactory", logging.LogRecord)
    show_logs()
    with caplog.at_level(logging.INFO):
        logging.getLogger("some.library").info("read %s", text)
        try:
            raise ValueError(text)
        except ValueError:
            logging.getLogger("articles").exception("cannot read %s", text)
    first, second, *traceback = caplog.text.splitlines()
    assert "read" in first
    assert "cannot read" in second
    assert all(line.startswith("  | ") for line in traceback)
    assert all(line.isprintable() for line in (first, second, *traceback))
    assert len(caplog.text) < 2 * LONGEST_LINE + 25_000


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_command_prints_lines_that_print(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_line(text)
    print_line(text, err=True)
    print_lines([f"{text[:5_000]}\n"])
    print_json(json.dumps(text[:5_000], ensure_ascii=False))
    print_table(["name"], [[text[:500]]])
    written = "".join(capsys.readouterr())
    assert written.replace("\n", "").isprintable()
    assert "[red]" in written or "[red]" not in text
    assert written.encode(sys.stdout.encoding)


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)",
        "<img src=x onerror=alert(1)>",
        "see https://evil.example, www.evil.example",
        "news@evil.example",
        "&lt;b&gt; `x` *x* _x_ ~~x~~ \\",
        "# x",
        "1. x",
        "- x",
        "=== ",
        "| a | b |",
        "    code",
        "[x]: https://evil.example",
    ],
)
def test_a_cell_of_a_table_is_text(text: str) -> None:
    tokens = PARSER.parse(cell(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} == {"text"}
    assert "".join(child.content for child in children) == text.strip()


def test_an_address_alone_is_a_link_to_itself() -> None:
    assert cell("https://news.example/a_b?x=1") == "https://news.example/a_b?x=1"
