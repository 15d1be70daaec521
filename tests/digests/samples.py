"""A digest with every feature, as a run would have made it; its hostile story attacks readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from articles.article import Provenance
from checks.verdict import Check
from digests.digest import (
    Digest,
    DigestHead,
    DigestSentence,
    Entry,
    EntryArticle,
    EventAccount,
    Model,
    QuotedSentence,
    TimelineDay,
    Translation,
)
from digests.events.records import (
    Correction,
    Figure,
    FigureValue,
    OpenQuestion,
    Origin,
    Side,
    Watched,
)
from digests.evidence import Evidence
from digests.format_names import DEFAULT
from digests.render import Layout
from digests.report import Outcome, RunReport, Tally

CREATED = datetime(2021, 3, 30, 6, 15, tzinfo=UTC)

HOSTILE = (
    "<script>document.title='pwned'</script><img src=//evil.example/x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![x](https://evil.example/pixel.png) <https://evil.example>",
    "`code` **bold** | cell | ~~gone~~ $x$ # heading\n\n# Injected\n\n- item\n\n```\nfence",
    "1. one\n=====\n[ref]: https://evil.example 'x'\n[ref] www.evil.example mail@evil.example",
    "\u202eright to left\u2066 &lt;b&gt; &amp; \x00\x07 </style></title>{{ 7 * 7 }}{% x %}",
)


def source(
    name: str,
    *,
    publisher: str | None = None,
    url: str | None = None,
    published: str | None = "2021-03-29",
    byline: str | None = None,
    agency: str | None = None,
    licence: str | None = None,
) -> Provenance:
    return Provenance(
        location=f"examples/{name}",
        sha256="ab" * 32,
        retrieved=CREATED,
        publisher=publisher,
        byline=byline,
        agency=agency,
        url=url,
        published=published,
        licence=licence,
    )


def article(key: str, title: str, source: Provenance, language: str = "en") -> EntryArticle:
    return EntryArticle(id=key, title=title, language=language, source=source)


def evidence(article: str, start: int, text: str, score: float = 0.9) -> Evidence:
    return Evidence(article=article, start=start, end=start + len(text), text=text, score=score)


def passed(*names: str) -> tuple[Check, ...]:
    return tuple(Check(name=name, status="passed") for name in names)


def failed(
    name: str, expected: str | None = None, seen: str | None = None, finding: str | None = None
) -> Check:
    return Check(name=name, status="failed", expected=expected, seen=seen, finding=finding)


def sentence(
    key: str,
    text: str,
    *proofs: Evidence,
    origin: str = "model",
    supported: bool = True,
    checks: tuple[Check, ...] = passed("supported", "names", "numbers"),
    **translations: str | tuple[str, Check],
) -> DigestSentence:
    """Build a sentence; a translation is its text, or its text and the check that it failed."""
    made = {}
    for target, value in translations.items():
        words, failure = value if isinstance(value, tuple) else (value, None)
        made[target] = Translation(
            renders=key,
            target=target,
            text=words,
            checks=(*passed("script", "length"), *([failure] if failure else passed("numbers"))),
            attempts=3 if failure else 1,
        )
    return DigestSentence.model_validate(
        {
            "id": key,
            "text": text,
            "origin": origin,
            "supported": supported,
            "evidence": proofs,
            "checks": checks,
            "translations": made,
        }
    )


def canal() -> Entry:
    """Build a wire story that three publishers carried; one translation has a wrong number."""
    wire, copy, cut = "1a" * 8, "2b" * 8, "3c" * 8
    afloat = evidence(
        wire,
        31,
        "The container ship Ever Given, which had blocked the Suez Canal for six days, was "
        "refloated on Monday, the canal authority said.",
        0.97,
    )
    waiting = evidence(
        wire,
        412,
        "More than 400 vessels were waiting at both ends of the waterway when traffic resumed, "
        "the authority's chairman, Osama Rabie, told reporters in Ismailia.",
        0.91,
    )
    days = evidence(
        cut, 655, "Clearing the queue would take about three and a half days, he said.", 0.88
    )
    return Entry(
        id=wire,
        fingerprint="f1" * 32,
        headline=sentence(
            f"{wire}-h",
            "Ship that blocked Suez Canal for six days is afloat again",
            afloat,
            origin="title",
            zh="堵塞苏伊士运河六天的货轮重新浮起",
            ru="Судно, шесть дней блокировавшее Суэцкий канал, снова на плаву",
        ),
        summary=(
            sentence(
                f"{wire}-1",
                "The container ship Ever Given was refloated on Monday after blocking the Suez "
                "Canal for six days.",
                afloat,
                zh="堵塞苏伊士运河六天的集装箱船“长赐号”周一重新浮起。",
                ru="Контейнеровоз «Эвер Гивен», шесть дней блокировавший Суэцкий канал, в "
                "понедельник сняли с мели.",
            ),
            sentence(
                f"{wire}-2",
                "More than 400 vessels were waiting at both ends of the canal when traffic "
                "resumed, and clearing the queue would take about three and a half days.",
                waiting,
                days,
                zh=(
                    "恢复通航时，运河两端有4000多艘船只在等候，疏通大约需要三天半。",
                    failed("numbers", "400", "4000"),
                ),
                ru="Когда движение возобновилось, у обоих входов в канал ждали более 400 судов; на "
                "то, чтобы пропустить их, уйдёт около трёх с половиной суток.",
            ),
        ),
        watched=(Watched(name="Suez Canal", found=("Suez Canal",), evidence=(afloat,)),),
        articles=(
            article(
                wire,
                "Ship that blocked Suez Canal for six days is afloat again",
                source(
                    "canal.html",
                    publisher="The Harbour Courier",
                    url="https://www.harbour-courier.example/world/suez-ship-afloat",
                    published="2021-03-29T16:40:00+02:00",
                    byline="Miriam Okafor",
                    agency="AFP",
                    licence="© AFP 2021",
                ),
            ),
            article(
                copy,
                "Suez Canal traffic resumes as giant container ship is freed",
                source(
                    "suez.md",
                    publisher="Northern Ledger",
                    url="https://northern-ledger.example/suez",
                    agency="AFP",
                ),
            ),
            article(
                cut,
                "Giant ship freed in Suez Canal",
                source("wire.jsonl#2", publisher="Daily Compass", agency="AFP"),
            ),
        ),
    )


def rover() -> Entry:
    """Build a long text in three parts, with an unsupported, a quoted and an odd sentence."""
    only = "4d" * 8
    landing = evidence(
        only,
        88,
        "NASA's Perseverance rover landed in Jezero Crater on Mars on 18 February 2021 after a "
        "journey of almost seven months.",
    )
    samples = evidence(
        only,
        1204,
        "The rover is to collect samples of rock that a later mission could bring back to Earth.",
    )
    helicopter = evidence(only, 2210, "It carries a small helicopter, Ingenuity.", 0.41)
    return Entry(
        id=only,
        fingerprint="f2" * 32,
        headline=sentence(
            f"{only}-h",
            "A rover with a drill, and a helicopter, on Mars",
            Evidence(
                article=only, field="title", start=0, end=20, text="A rover with a drill", score=1
            ),
            origin="title",
            zh="带着钻头的火星车和直升机登上火星",
            ru="На Марсе — марсоход с буром и вертолёт",
        ),
        summary=(
            sentence(
                f"{only}-1",
                "NASA's Perseverance rover landed in Jezero Crater on Mars on 18 February 2021.",
                landing,
                zh="美国国家航空航天局的“毅力号”火星车于2021年2月18日在火星杰泽罗陨击坑着陆。",
                ru=(
                    "Марсоход НАСА «Персеверанс» сел в кратере Езеро на Марсе 18 февраля.",
                    failed("dates", "18 February 2021", "18 February"),
                ),
            ),
            sentence(
                f"{only}-2",
                "The helicopter Ingenuity flew for nine minutes.",
                helicopter,
                supported=False,
                checks=(
                    failed("supported", "a score of at least 0.55", "0.41"),
                    failed("numbers", None, "nine minutes"),
                ),
                zh="“机智号”直升机飞行了九分钟。",
                ru="Вертолёт «Индженьюити» летал девять минут.",
            ),
            sentence(
                f"{only}-3",
                samples.text,
                samples,
                origin="source",
                checks=(*passed("names"), Check(name="numbers", status="skipped")),
                zh="火星车将采集岩石样本，供日后的任务带回地球。",
            ),
        ),
        articles=(
            article(
                only,
                "A rover with a drill, and a helicopter, on Mars",
                source(
                    "rover.md",
                    publisher="Orbit Weekly",
                    url="https://orbit-weekly.example/2021/perseverance",
                    published="2021-02-19",
                    byline="Jonas Lindqvist",
                    licence="CC BY 4.0",
                ),
            ),
        ),
        chunks=3,
    )


def hostile() -> Entry:
    """Build a story whose every text field attacks whoever renders it."""
    key = "5e" * 8
    proof = Evidence(article=key, start=0, end=9, text=HOSTILE[1], score=0.8)
    stray = Evidence(article="not among the articles", start=0, end=9, text=HOSTILE[2], score=0.6)
    return Entry(
        id=key,
        fingerprint="f3" * 32,
        headline=sentence(f"{key}-h", HOSTILE[0], supported=False, origin="title", zh=HOSTILE[0]),
        summary=(
            sentence(f"{key}-1", HOSTILE[1], proof, zh=HOSTILE[2], ru=HOSTILE[3]),
            sentence(
                f"{key}-2",
                HOSTILE[3],
                stray,
                checks=(failed(HOSTILE[2], HOSTILE[0], HOSTILE[4]),),
                zh=(HOSTILE[4], failed(HOSTILE[0], HOSTILE[1], HOSTILE[3])),
            ),
            sentence(f"{key}-3", "x" * 400, proof, stray, ru=HOSTILE[4]),
        ),
        watched=(Watched(name=HOSTILE[0], found=(HOSTILE[1][:9],), evidence=(proof, stray)),),
        articles=(
            article(
                key,
                HOSTILE[2],
                source(
                    HOSTILE[0],
                    publisher=HOSTILE[0],
                    url="javascript:alert(document.domain)",
                    byline=HOSTILE[1],
                    agency=HOSTILE[3],
                    licence=HOSTILE[4],
                ),
            ),
            article(
                "6f" * 8,
                HOSTILE[4],
                source(
                    "x",
                    url='https://evil.example/"onmouseover="alert(1)) <b>`[x](y)',
                    published=None,
                ),
            ),
        ),
    )


def figure(what: str, status: str, *values: tuple[str, str]) -> Figure:
    given = tuple(
        FigureValue(
            text=text,
            value=Decimal(number),
            origins=(origin,),
            published="2021-03-29",
            evidence=(evidence("1a" * 8, 7 * number, f"It was {text}."),),
        )
        for number, (text, origin) in enumerate(values)
    )
    return Figure.model_validate({"what": what, "status": status, "values": given})


def event(word: str = "Osama Rabie", **more: Any) -> Entry:
    """Build a story of several reports that differ, with a word from one of them all over."""
    wire = "1a" * 8
    entry = canal()
    account = EventAccount(
        origins=(
            Origin(name="AFP", kind="agency", articles=(wire,)),
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
                    evidence(wire, 3, "It is over"),
                    origin="quotation",
                    zh="结束了",
                    ru="Всё кончено",
                ),
            ),
        ),
        questions=(
            OpenQuestion(
                sides=(
                    Side(origins=("AFP",), denies=False, evidence=(evidence(wire, 9, "It sank."),)),
                    Side(
                        origins=(word,),
                        denies=True,
                        evidence=(evidence(wire, 19, f"It did not, {word}"),),
                    ),
                )
            ),
        ),
        timeline=(
            TimelineDay(day=date(2021, 3, 28), articles=1, headlines=(evidence(wire, 0, word),)),
            TimelineDay(day=date(2021, 3, 29), articles=2),
        ),
        corrections=(
            Correction(
                run="earlier",
                sentence="s",
                text=f"Nine died, {word}",
                translations={"zh": "九人死亡"},
                before=evidence(wire, 1, "Nine died."),
            ),
        ),
        run="earlier",
    )
    first, *rest = entry.summary
    told = first.model_copy(
        update={"according_to": ("AFP",), "disputed": (0,), "change": "changed", "before": word}
    )
    return entry.model_copy(update={"event": account, "summary": (told, *rest), **more})


def digest(*entries: Entry, run: str = "2021-03-30T061500Z-sample") -> Digest:
    """Build a digest of the given entries; of all in this file where none is given."""
    return Digest(
        run=run,
        created=CREATED,
        profile="sample",
        targets=("zh", "ru"),
        models=(
            Model(
                role="summariser",
                name="example/summariser",
                revision="a4f8f3e",
                sha256={"model.safetensors": "cd" * 32},
                licence="Apache-2.0",
            ),
            Model(
                role="translator",
                name="example/translator-zh",
                licence="Apache-2.0",
                targets=("zh",),
            ),
            Model(
                role="translator",
                name="example/translator-ru",
                licence="CC-BY-4.0",
                notice="Name its authors where you pass the translations on.",
                targets=("ru",),
            ),
        ),
        entries=entries or (canal(), rover(), hostile()),
    )


def laid_out(
    digest: Digest,
    formats: Sequence[str] = DEFAULT,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
) -> Layout:
    head = {name: getattr(digest, name) for name in DigestHead.model_fields}
    layout = Layout(DigestHead(**head), formats, settings=settings)
    for entry in digest.entries:
        layout.add(entry)
    return layout


def written(
    digest: Digest,
    formats: Sequence[str] = DEFAULT,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, str]:
    files = in_bytes(digest, formats, settings)
    return {name: file.decode() for name, file in files.items()}


def in_bytes(
    digest: Digest,
    formats: Sequence[str],
    settings: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, bytes]:
    return {
        name: b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
        for name, pieces in laid_out(digest, formats, settings).files(digest.run).items()
    }


def report(digest: Digest) -> RunReport:
    outcomes = (
        Outcome(location="examples/rover.md", article="4d" * 8, status="digested", story="4d" * 8),
        Outcome(location="examples/empty.txt", status="failed", reason="it is empty"),
    )
    tally = Tally(digest.entries)
    return RunReport(
        run=digest.run,
        started=CREATED,
        finished=CREATED,
        profile=digest.profile,
        settings={"summariser": {"beams": 4}},
        models=digest.models,
        counts=tally.counts(outcomes, stories=3, cached=1),
        seconds={"translate": 12.5},
        outcomes=outcomes,
        checks=tally.checks(digest),
    )
