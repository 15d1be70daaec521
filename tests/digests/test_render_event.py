"""What pages and Markdown show of an event, in the words of their readers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from digests.digest import Entry, EventAccount, QuotedSentence, TimelineDay
from digests.events.records import (
    Correction,
    Figure,
    FigureValue,
    OpenQuestion,
    Origin,
    Side,
)
from digests.render.reading import reading
from tests.digests.samples import HOSTILE, canal, digest, evidence, sentence, written

WIRE = "1a" * 8


def figure(what: str, status: str, *values: tuple[str, str]) -> Figure:
    given = tuple(
        FigureValue(
            text=text,
            value=Decimal(number),
            origins=(origin,),
            published="2021-03-29",
            evidence=(evidence(WIRE, 7 * number, f"It was {text}."),),
        )
        for number, (text, origin) in enumerate(values)
    )
    return Figure.model_validate({"what": what, "status": status, "values": given})


def event(word: str = "Osama Rabie", **more: Any) -> Entry:
    entry = canal()
    account = EventAccount(
        origins=(
            Origin(name="AFP", kind="agency", articles=(WIRE,)),
            Origin(name=word, kind="own", articles=()),
        ),
        figures=(
            figure("dead", "conflict", ("12", "AFP"), (f"15 {word}", word)),
            figure("injured", "updated", ("40", "AFP"), ("30", "AFP")),
        ),
        quotations=(
            QuotedSentence(
                speaker=word,
                verb="said",
                sentence=sentence(
                    f"{entry.id}-q1",
                    "It is over",
                    evidence(WIRE, 3, "It is over"),
                    origin="quotation",
                    zh="结束了",
                    ru="Всё кончено",
                ),
            ),
        ),
        questions=(
            OpenQuestion(
                sides=(
                    Side(origins=("AFP",), denies=False, evidence=(evidence(WIRE, 9, "It sank."),)),
                    Side(
                        origins=(word,),
                        denies=True,
                        evidence=(evidence(WIRE, 19, f"It did not, {word}"),),
                    ),
                )
            ),
        ),
        timeline=(
            TimelineDay(day=date(2021, 3, 28), articles=1, headlines=(evidence(WIRE, 0, word),)),
            TimelineDay(day=date(2021, 3, 29), articles=2),
        ),
        corrections=(
            Correction(
                run="earlier",
                sentence="s",
                text=f"Nine died, {word}",
                before=evidence(WIRE, 1, "Nine died."),
            ),
        ),
        run="earlier",
    )
    first, *rest = entry.summary
    told = first.model_copy(
        update={"according_to": ("AFP",), "disputed": (0,), "change": "changed", "before": word}
    )
    return entry.model_copy(update={"event": account, "summary": (told, *rest), **more})


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
            ["according to AFP", "changed", "in conflict", "updated", "Open questions",
             "denied by Osama Rabie", "2 origins", "goes on from earlier",
             "The source took it back", "28 March 2021"],
        ),
        (
            "digest.zh.html",
            ["据 AFP", "有变化", "相互矛盾", "死亡", "未决问题", "Osama Rabie 否认", "2 个来源",
             "续 earlier", "来源已撤回", "2021年3月28日", "结束了"],
        ),
        (
            "digest.ru.html",
            ["по данным AFP", "расходится", "погибшие", "Открытые вопросы", "2 первоисточника",
             "Источник снял эти слова", "Всё кончено"],
        ),
    ],
)  # fmt: skip
def test_an_event_is_told_in_the_words_of_its_readers(name: str, words: list[str]) -> None:
    text = written(digest(event()))[name].replace("\N{NO-BREAK SPACE}", " ")
    assert [word for word in words if word not in text] == []


def test_no_text_of_an_event_does_harm() -> None:
    for word in HOSTILE:
        files = written(digest(event(word)))
        assert "<script>alert" not in files["digest.html"]
        assert not re.search(r"(?<!\\)(?:\]\(javascript:|<img|!\[x\])", files["digest.md"])


def test_one_report_alone_looks_as_it_did() -> None:
    assert 'class="event"' not in written(digest(canal()))["digest.html"]
    assert '"event"' not in written(digest(canal()))["digest.json"]
