"""What pages and Markdown show of an event, in the words of their readers."""

from __future__ import annotations

import re

import pytest

from digests.render import event_words
from digests.render.phrases import phrases
from digests.render.reading import reading
from tests.digests.samples import HOSTILE, canal, digest, event, figure, written


def test_no_figure_in_conflict_is_shown_without_both_values() -> None:
    made = digest(event())
    files = written(made)
    (first, *_) = reading(made, made.entries[0], "ru").sentences
    assert [note for note in first.notes if "12" in note and "15 Osama Rabie" in note]
    for name, differ in (("digest.md", "Reports differ: 12"), ("digest.zh.html", "报道不一")):
        text = files[name]
        start = text.index(differ.partition(":")[0])
        shown = text[start : start + 200]
        assert "12" in shown
        assert "15 Osama Rabie" in shown


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "digest.md",
            ["according to AFP", "changed", "in conflict", "before: 30 (AFP)", "updated",
             "Open questions",
             "denied by Osama Rabie", "2 origins", "goes on from the digest of earlier",
             "The source took it back", "28 March 2021"],
        ),
        (
            "digest.zh.html",
            ["据 AFP", "有变化", "相互矛盾", "此前：30 (AFP)", "死亡",
             "未决问题", "Osama Rabie 否认", "2 个来源",
             "续 earlier 的摘要", "earlier 的摘要曾称：九人死亡", "来源已撤回",
             "2021年3月28日", "结束了"],
        ),
        (
            "digest.ru.html",
            ["по данным AFP", "расходится", "ранее: 30 (AFP)", "погибшие",
             "Открытые вопросы", "2 первоисточника",
             "Источник снял эти слова", "Всё кончено"],
        ),
    ],
)  # fmt: skip
def test_an_event_is_told_in_the_words_of_its_readers(name: str, words: list[str]) -> None:
    text = written(digest(event()))[name].replace("\N{NO-BREAK SPACE}", " ")
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("unit", "code", "words"),
    [("GBP", "zh", "交易额 (Kestrel、英镑)"), ("GBP", "en", "deal (Kestrel, British Pound)"),
     ("dollar", "en", "deal (Kestrel)"), (None, "en", "deal (Kestrel)")],
)  # fmt: skip
def test_a_figure_of_money_names_its_currency(unit: str | None, code: str, words: str) -> None:
    found = figure("deal", "agreed", ("3.2bn", "AFP")).model_copy(
        update={"unit": unit, "of": "Kestrel"}
    )
    assert event_words.figure(phrases(code), found) == words


def test_no_text_of_an_event_does_harm() -> None:
    for word in HOSTILE:
        files = written(digest(event(word)))
        assert "<script>alert" not in files["digest.html"]
        assert not re.search(r"(?<!\\)(?:\]\(javascript:|<img|!\[x\])", files["digest.md"])


def test_one_report_alone_looks_as_it_did() -> None:
    assert 'class="event"' not in written(digest(canal()))["digest.html"]
    assert '"event"' not in written(digest(canal()))["digest.json"]
