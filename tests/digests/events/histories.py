"""An event that two runs told of, on two days, as their runs would have left it in a store."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from base.database import default_url
from digests.digest import DigestSentence, Entry, EventAccount, QuotedSentence
from digests.events.grouping import Cluster
from digests.events.records import Correction, Figure, FigureValue, OpenQuestion, Origin, Side
from digests.events.state import EventStore
from digests.store import Store
from tests.digests.samples import HOSTILE, article, evidence, sentence, source

FERRY, RUMOUR, ALONE = "3f9c" * 4, "a1b2" * 4, "3f9c" + "0" * 12
MONDAY, TUESDAY = "2024-03-04T200000Z-desk", "2024-03-05T200000Z-desk"
WIRE, PAPER, LATER = "11" * 8, "22" * 8, "33" * 8
SUNK = "The ferry sank off Romblon."


def entry(key: str, run: str, *summary: DigestSentence, **more: Any) -> Entry:
    fields = {
        "id": key,
        "fingerprint": f"{key}{run}",
        "headline": sentence(f"{key}-h", "A ferry sinks", zh="渡轮沉没"),
        "summary": summary,
    }
    return Entry.model_validate({**fields, **more})


def dead(value: int, article: str) -> Figure:
    text = f"{value} people died."
    given = FigureValue(
        text=str(value),
        value=Decimal(value),
        origins=("AFP",),
        evidence=(evidence(article, 0, text),),
    )
    return Figure(what="dead", status="single", values=(given,))


def quoted(number: int, speaker: str | None, text: str, article: str, zh: str) -> QuotedSentence:
    said = sentence(f"{FERRY}-q{number}", text, evidence(article, 60, text), zh=zh)
    return QuotedSentence(
        speaker=speaker, verb="said", sentence=said.model_copy(update={"origin": "quotation"})
    )


def question(claim: str, denial: str, article: str) -> OpenQuestion:
    claims = Side(origins=("AFP",), denies=False, evidence=(evidence(article, 90, claim),))
    denies = Side(origins=("Ledger",), denies=True, evidence=(evidence(article, 120, denial),))
    return OpenQuestion(sides=(claims, denies))


def entries() -> dict[str, list[Entry]]:
    """Build what each run said."""
    wire = article(
        WIRE,
        "Ferry sinks",
        source("a", publisher="Ledger", published="2024-03-04T10:00:00+00:00", agency="AFP"),
    )
    paper = article(
        PAPER,
        HOSTILE[0],
        source(
            "b", publisher=HOSTILE[1], published="2024-03-04T09:00:00+00:00", url="javascript:1"
        ),
    )
    later = article(
        LATER,
        "Toll rises to 19",
        source("c", publisher="Courier", published="2024-03-05", url="https://courier.example/19"),
    )
    toll = f"{FERRY}-2"
    first = entry(
        FERRY,
        MONDAY,
        sentence(f"{FERRY}-1", SUNK, evidence(WIRE, 0, SUNK), zh="渡轮沉没。"),
        sentence(toll, "12 people died.", evidence(WIRE, 30, "12 people died.")),
        articles=(wire,),
        event=EventAccount(
            figures=(dead(12, WIRE),),
            quotations=(
                quoted(1, "Ana Cruz", "We heard a bang and then the lights went out", WIRE, "巨响"),
                quoted(2, "Ana Cruz", HOSTILE[0], WIRE, HOSTILE[1]),
            ),
            questions=(question("It was overloaded.", "It was not overloaded.", WIRE),),
        ),
    )
    rumour = entry(
        RUMOUR,
        MONDAY,
        sentence(f"{RUMOUR}-1", HOSTILE[2], evidence(PAPER, 0, HOSTILE[3]), zh=HOSTILE[1]),
        headline=sentence(f"{RUMOUR}-h", HOSTILE[0], origin="title"),
        articles=(paper,),
    )
    changed = sentence(toll, "19 people died.", evidence(LATER, 0, "19 people died."))
    second = entry(
        FERRY,
        TUESDAY,
        changed.model_copy(update={"change": "changed", "before": "12 people died."}),
        articles=(later,),
        event=EventAccount(
            origins=(Origin(name="AFP", kind="agency", articles=(LATER,)),),
            figures=(dead(19, LATER),),
            quotations=(
                quoted(1, "Leo Tan", "Nobody checked the doors", LATER, "没人检查舱门"),
                quoted(2, None, "We heard a bang, and then the lights went", LATER, "一声巨响"),
            ),
            questions=(
                question("It was overloaded.", "It was not overloaded.", WIRE),
                question("The doors were open.", HOSTILE[0], LATER),
            ),
            run=MONDAY,
            corrections=(
                Correction(
                    run=MONDAY,
                    sentence=f"{FERRY}-1",
                    text=SUNK,
                    before=evidence(WIRE, 0, SUNK),
                    after=evidence(LATER, 0, "It sank off Cebu."),
                ),
            ),
        ),
    )
    alone = entry(ALONE, TUESDAY, articles=(wire,))
    return {MONDAY: [first, rumour], TUESDAY: [second, alone]}


def told_over_two_days(out: Path) -> None:
    """Fill the store of an output folder; the rumour turns out to be of the same event."""
    with EventStore(default_url(out)) as events, Store(default_url(out)) as store:
        for generation, (run, said) in enumerate(entries().items()):
            day = datetime.strptime(run[:10], "%Y-%m-%d").replace(hour=20, tzinfo=UTC)
            cluster = Cluster(day, day, 1, {}, {}, {}, {}, {}, np.zeros(4, np.float32))
            merged = {RUMOUR: FERRY} if run == TUESDAY else {}
            ids = [each.id for each in said]
            assert events.save(generation, dict.fromkeys(ids, cluster), [], merged)
            for each in said:
                store.put_entry(each)
            events.tell(run, day, {each.id: each.fingerprint for each in said})
