"""What is new since an earlier digest, and what of it does not hold any more."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checks.verdict import Check
from digests.digest import DigestSentence, Entry, EntryArticle, EventAccount, Translation
from digests.events.changes import going_on
from digests.events.corrections import find_corrections
from digests.events.records import Figure, FigureValue
from digests.evidence import Evidence
from digests.render import event_words
from digests.render.phrases import phrases
from models.embedder import E5Embedder
from tests.digests.events.reports import report

RUN = "2024-03-05T090000Z-desk"


def evidence(text: str, article: str = "0" * 16) -> Evidence:
    return Evidence(article=article, start=0, end=len(text), text=text, score=1)


def entry(*sentences: str, event: EventAccount | None = None, **more: object) -> Entry:
    made = [
        DigestSentence(
            id=f"e-{number}", text=text, origin="model", supported=True, evidence=(evidence(text),)
        )
        for number, text in enumerate(sentences)
    ]
    fields = {"id": "e", "fingerprint": "f", "articles": (), **more}
    return Entry.model_validate(
        {**fields, "headline": made[0], "summary": tuple(made), "event": event}
    )


def dead(value: int, status: str = "single") -> Figure:
    text = f"{value} people died."
    one = FigureValue(
        text=str(value), value=Decimal(value), origins=("Reuters",), evidence=(evidence(text),)
    )
    return Figure.model_validate({"what": "dead", "status": status, "values": (one,)})


def test_sentences_are_new_as_before_or_changed() -> None:
    earlier = entry(
        "The ferry Orla sank off Romblon on Tuesday with 120 people aboard.",
        "At least 12 people died, the coast guard said.",
    )
    failed = Check(name="numbers", status="failed")
    told = {
        "zh": Translation(renders="e-1", target="zh", text="至少12人死亡。"),
        "ru": Translation(renders="e-1", target="ru", text="Погибли 20.", checks=(failed,)),
    }
    toll = earlier.summary[1].model_copy(update={"translations": told})
    earlier = earlier.model_copy(update={"summary": (earlier.summary[0], toll)})
    now = entry(
        "The ferry Orla sank off Romblon on Tuesday with 120 people aboard.",
        "At least 19 people died, the coast guard said.",
        "The captain was arrested at his home in Manila.",
    )
    made = going_on(now, earlier, RUN, E5Embedder(), "en")
    assert [(s.change, s.before) for s in made.summary] == [
        ("as-before", None),
        ("changed", "At least 12 people died, the coast guard said."),
        ("new", None),
    ]
    assert made.summary[1].before_translations == {"zh": "至少12人死亡。"}
    assert event_words.change(phrases("zh"), made.summary[1]) == "有变化：至少12人死亡。"
    assert event_words.change(phrases("ru"), made.summary[1]).startswith("изменилось: At least 12")
    assert made.event is not None
    assert (made.event.run, made.event.is_news) == (RUN, True)
    again = going_on(earlier, earlier, RUN, E5Embedder(), "en")
    assert again.event is not None
    assert not again.event.is_news


def test_a_figure_is_carried_on_with_what_it_was() -> None:
    now = entry("19 people died.", event=EventAccount(figures=(dead(19),)))
    injured = dead(40).model_copy(update={"what": "injured"})
    earlier = entry("12 people died.", event=EventAccount(figures=(dead(12), injured)))
    made = going_on(now, earlier, RUN, E5Embedder(), "en").event
    assert made is not None
    toll, hurt = made.figures
    assert (toll.status, [int(v.value) for v in toll.values]) == ("updated", [19, 12])
    assert [each.run for v in toll.values for each in v.evidence] == [None, RUN]
    assert (hurt.what, hurt.values[0].evidence[0].run) == ("injured", RUN)


@pytest.mark.parametrize(
    ("now", "after"),
    [
        ("Twelve people died when the ferry sank. Divers went on.", None),
        ("Nineteen people died when the ferry sank, not twelve. Divers went on.", "Nineteen"),
        ("Divers went on. The port authority will speak at noon.", ""),
    ],
    ids=["still there", "changed", "taken back"],
)
def test_a_sentence_whose_source_changed_is_corrected(now: str, after: str | None) -> None:
    old = report(
        "Twelve people died when the ferry sank. Divers went on.", url="https://a.example/1"
    )
    said = evidence("Twelve people died when the ferry sank.", old.id)
    shown = EntryArticle(id=old.id, title=old.title, language="en", source=old.source)
    told = entry("A ferry sank and twelve died.", articles=(shown,))
    told = told.model_copy(
        update={"summary": (told.summary[0].model_copy(update={"evidence": (said,)}),)}
    )
    new = report(now + " ", url="https://a.example/1")
    elsewhere = report(now, url="https://a.example/2")
    assert find_corrections([elsewhere, old], [(RUN, told)]) == ()
    found = [
        each
        for each in find_corrections([new], [(RUN, told)])
        if each.before == said.model_copy(update={"run": RUN})
    ]
    if after is None:
        assert not found
        return
    (correction,) = found
    assert (correction.run, correction.text) == (RUN, "A ferry sank and twelve died.")
    if after:
        assert correction.after is not None
        assert correction.after.text.startswith(after)
        assert correction.after.article == new.id
    else:
        assert correction.after is None
