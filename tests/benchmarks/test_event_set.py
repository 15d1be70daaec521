"""The evaluation set of events is consistent, and is read as its labels say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from articles.article import Article
from articles.sources import read_articles

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "event_set"
PARTS = ("tune", "report")
LANGUAGES = ("en", "ru", "zh")


@cache
def records(part: str) -> dict[str, dict[str, str]]:
    lines = (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    found = {record["url"]: record for record in map(json.loads, lines)}
    assert len(found) == len(lines), "two reports have one URL"
    return found


@cache
def labels(part: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{part}.labels.json").read_text("utf-8"))
    return found


def published(record: dict[str, str]) -> datetime:
    return datetime.fromisoformat(record["published"])


def passages(part: str) -> Iterator[tuple[str, str, str]]:
    """Yield report, sentence, and what is said to be within that sentence."""
    truth = labels(part)
    for pair in truth["figures"]:
        for side in (pair["a"], pair["b"]):
            yield side["report"], side["sentence"], side["value"]
    for pair in truth["denials"]:
        for side in (pair["a"], pair["b"]):
            yield side["report"], side["sentence"], side["sentence"]
    for item in truth["quotations"]:
        yield item["report"], item["sentence"], item["quotation"]
    for item in truth["not_quotations"]:
        yield item["report"], item["sentence"], item["text"]


@pytest.mark.parametrize("part", PARTS)
def test_every_report_has_its_place(part: str) -> None:
    reports, events = labels(part)["reports"], labels(part)["events"]
    assert list(reports) == list(records(part))
    assert {event for report in reports.values() for event in report["events"]} == set(events)
    for url, report in reports.items():
        record = records(part)[url]
        several = len(report["events"]) > 1
        assert several or report["kind"] != "roundup", url
        assert report["events"], url
        assert report["origins"], url
        own = [name.removeprefix("own:") for name in report["origins"] if name.startswith("own:")]
        assert own in ([], [record["publisher"]]), url
        for original in {report["copy_of"], report.get("translation_of")} - {None}:
            assert published(record) > published(records(part)[original]), url
            assert set(reports[original]["origins"]) <= set(report["origins"]), url


@pytest.mark.parametrize("part", PARTS)
def test_what_is_labelled_is_printed(part: str) -> None:
    for url, sentence, within in passages(part):
        assert within in sentence, within
        assert sentence in records(part)[url]["text"], sentence
    for item in labels(part)["quotations"]:
        last = item["speaker"].split()[-1]
        assert item["speaker"].startswith("a ") or last in records(part)[item["report"]]["text"]


@pytest.mark.parametrize("part", PARTS)
def test_each_kind_is_there_often_enough(part: str) -> None:
    truth = labels(part)
    languages = Counter(record["language"] for record in records(part).values())
    assert languages["en"] / languages.total() == pytest.approx(0.6, abs=0.05)
    assert min(languages["ru"], languages["zh"]) / languages.total() > 0.15
    relations = Counter(pair["relation"] for pair in truth["figures"])
    assert set(relations) == {"equal", "update", "conflict", "different"}
    assert min(relations.values()) >= 25
    kinds = Counter(report["kind"] for report in truth["reports"].values())
    assert min(kinds[kind] for kind in ("roundup", "opinion")) >= 4
    assert kinds["live"] >= 2
    copies = {url for url, report in truth["reports"].items() if report["copy_of"]}
    assert len(copies) >= 20
    assert sum(item["report"] not in copies for item in truth["quotations"]) >= 60
    assert len(truth["denials"]) >= 12


@pytest.mark.parametrize("part", PARTS)
def test_reports_are_read_with_the_labelled_sentences(part: str) -> None:
    texts = {}
    for item in read_articles([str(FOLDER / f"{part}.jsonl")], languages=LANGUAGES):
        assert isinstance(item, Article), item
        assert item.source.url is not None
        assert item.language == records(part)[item.source.url]["language"]
        texts[item.source.url] = item.text
    assert list(texts) == list(records(part))
    for url, sentence, _ in passages(part):
        assert sentence in texts[url], sentence


def test_the_halves_are_apart_and_alike() -> None:
    tune, report = map(labels, PARTS)
    for name in ("events", "reports"):
        assert not tune[name].keys() & report[name].keys()
        assert len(tune[name]) / len(report[name]) == pytest.approx(1, abs=0.15)
    assert len(tune["events"]) + len(report["events"]) >= 48
    assert len(tune["reports"]) + len(report["reports"]) >= 240
    titles, texts = (
        {record[key] for record in records("tune").values()} for key in ("title", "text")
    )
    for record in records("report").values():
        assert record["title"] not in titles
        assert record["text"] not in texts


@pytest.mark.parametrize("part", PARTS)
def test_the_page_counts_right(part: str) -> None:
    truth = labels(part)
    languages = Counter(record["language"] for record in records(part).values())
    relations = Counter(pair["relation"] for pair in truth["figures"])
    copies = {url for url, report in truth["reports"].items() if report["copy_of"]}
    cells = [
        part,
        len(truth["events"]),
        len(truth["reports"]),
        ", ".join(str(languages[language]) for language in LANGUAGES),
        len(copies),
        ", ".join(str(relations[name]) for name in ("equal", "update", "conflict", "different")),
        sum(item["report"] not in copies for item in truth["quotations"]),
        len(truth["denials"]),
    ]
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"| {' | '.join(map(str, cells))} |" in page
