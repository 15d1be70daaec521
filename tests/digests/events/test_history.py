"""One event over all runs, and its files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from justhtml import JustHTML

from base.database import default_url
from digests.delivery.event_files import write_event_files
from digests.events.history import HistoryError, event_schema, find_event, history_of
from digests.events.state import EventStore
from digests.store import Store
from tests.digests.events.histories import (
    ALONE,
    FERRY,
    LATER,
    MONDAY,
    PAPER,
    RUMOUR,
    TUESDAY,
    WIRE,
    told_over_two_days,
)
from tests.digests.samples import HOSTILE

Stores = tuple[EventStore, Store]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("outputs")
    told_over_two_days(made)
    return made


@pytest.fixture(scope="module")
def stores(out: Path) -> Iterator[Stores]:
    with EventStore(default_url(out)) as events, Store(default_url(out)) as entries:
        yield events, entries


def test_a_history_says_what_was_said_and_what_holds(stores: Stores) -> None:
    history = history_of(FERRY, *stores)
    assert (str(history.first), str(history.last)) == ("2024-03-04", "2024-03-05")
    assert history.title == "A ferry sinks"
    assert [each.event for each in history.merged] == [RUMOUR]
    assert [(a.id, a.run) for a in history.articles] == [
        (PAPER, MONDAY),
        (WIRE, MONDAY),
        (LATER, TUESDAY),
    ]
    assert history.first_report == PAPER
    assert history.origins == (), "nobody looked at those of the rumour"
    assert [(run.run, run.event) for run in history.runs] == [
        (MONDAY, FERRY),
        (MONDAY, RUMOUR),
        (TUESDAY, FERRY),
    ]
    [changed] = history.runs[-1].summary
    assert (changed.change, changed.before) == ("changed", "12 people died.")
    [toll] = history.figures
    assert (toll.status, [int(v.value) for v in toll.values]) == ("updated", [19, 12])
    assert [e.run for v in toll.values for e in v.evidence] == [TUESDAY, MONDAY]
    assert [(str(day.day), day.articles) for day in history.timeline] == [
        ("2024-03-04", 2),
        ("2024-03-05", 1),
    ]
    assert [(q.run, q.speaker, q.sentence.text) for q in history.quotations] == [
        (TUESDAY, "Leo Tan", "Nobody checked the doors"),
        (TUESDAY, "Ana Cruz", "We heard a bang, and then the lights went"),
        (MONDAY, "Ana Cruz", HOSTILE[0]),
    ]
    assert [(e.article, e.run) for e in history.quotations[1].sentence.evidence] == [
        (LATER, TUESDAY),
        (WIRE, MONDAY),
    ]
    assert [(q.run, q.sides[0].evidence[0].text) for q in history.questions] == [
        (TUESDAY, "It was overloaded."),
        (TUESDAY, "The doors were open."),
    ]
    [correction] = history.corrections
    assert (correction.run, correction.corrected_in) == (MONDAY, TUESDAY)
    assert correction.after
    assert correction.after.run == TUESDAY


def test_a_run_whose_words_are_lost_is_listed_all_the_same(stores: Stores, tmp_path: Path) -> None:
    events, _ = stores
    with Store(default_url(tmp_path)) as entries:
        with pytest.raises(HistoryError):
            history_of(FERRY, events, entries)
        [*_, latest] = history_of(FERRY, *stores).runs
        kept = stores[1].get_entries([f"{FERRY}{TUESDAY}"])
        entries.put_entry(kept[f"{FERRY}{TUESDAY}"])
        runs = history_of(FERRY, events, entries).runs
    assert [run.headline and run.headline.text for run in runs] == [None, None, "A ferry sinks"]
    assert runs[-1] == latest


@pytest.mark.parametrize(
    ("given", "found"),
    [(FERRY, FERRY), ("3f9c3", FERRY), ("A1B2", FERRY), (RUMOUR, FERRY), (ALONE[:5], ALONE)],
)
def test_an_event_is_found_by_its_first_digits_and_after_a_merge(
    given: str, found: str, stores: Stores
) -> None:
    assert find_event(given, stores[0]) == found


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("3f9", "at least the first 4"),
        ("3f9%", "no id"),
        ("beef", "polydigest story"),
        ("3f9c", f"{ALONE}, {FERRY}"),
    ],
)
def test_what_is_no_event_is_said_with_what_helps(given: str, words: str, stores: Stores) -> None:
    with pytest.raises(HistoryError, match=words):
        find_event(given, stores[0])


@pytest.fixture(scope="module")
def folder(out: Path, stores: Stores) -> Path:
    for kind in ("html", "md"):
        (out / TUESDAY).mkdir(exist_ok=True)
        (out / TUESDAY / f"digest.{kind}").touch()
    (out / "events").mkdir()
    (out / "events" / f"{RUMOUR}.html").touch()
    (out / "events" / f".{FERRY}.md.1a.part").touch()  # of a writer that was killed
    write_event_files(out, {FERRY: 1, ALONE: 1}, ("json", "md", "html", "csv"), "en", *stores)
    return out / "events"


def test_files_are_written_of_what_has_a_history(folder: Path, stores: Stores) -> None:
    names = {f"{FERRY}.html", f"{FERRY}.json", f"{FERRY}.md", f"{RUMOUR}.html"}
    assert {path.name for path in folder.iterdir()} == names
    made = json.loads((folder / f"{FERRY}.json").read_bytes())
    schema = event_schema()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(made)
    assert made == json.loads(history_of(FERRY, *stores).model_dump_json())
    assert (folder / f"{RUMOUR}.html").read_bytes() == (folder / f"{FERRY}.html").read_bytes()


def test_a_run_that_writes_other_formats_writes_no_such_file(
    out: Path, stores: Stores, folder: Path
) -> None:
    (folder / f"{FERRY}.md").unlink()
    (folder / f"{FERRY}.json").unlink()
    write_event_files(out, {FERRY: 1}, ("json", "csv"), "en", *stores)
    assert (folder / f"{FERRY}.json").is_file()
    assert not (folder / f"{FERRY}.md").exists()
    write_event_files(out, {FERRY: 1}, ("md",), "en", *stores)


def test_the_page_is_valid_asks_for_nothing_and_leads_to_the_runs(folder: Path) -> None:
    text = (folder / f"{FERRY}.html").read_text("utf-8")
    page = JustHTML(text, collect_errors=True, sanitize=False)
    assert page.errors == []
    ids = [(element.attrs or {})["id"] for element in page.query("[id]")]
    assert len(ids) == len(set(ids))
    [policy] = page.query("meta[http-equiv=Content-Security-Policy]")
    content = str((policy.attrs or {})["content"])
    assert content.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in content
    assert not page.query("script, img, iframe, [onerror], [style]")
    hrefs = {str((link.attrs or {})["href"]) for link in page.query("a[href]")}
    assert f"../{TUESDAY}/digest.html#{FERRY}" in hrefs
    others = hrefs - {f"../{TUESDAY}/digest.html#{FERRY}"}
    assert others
    assert all(href.startswith("https://courier.example/") for href in others)
    levels = [int(heading.name[1]) for heading in page.query("h1, h2, h3")]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    for word in ("渡轮沉没", "updated", "changed: 12 people died.", RUMOUR, "It sank off Cebu."):
        assert word in text
    assert len(page.query(".speeches > li")) == 3
    assert len(page.query(".question")) == 2
    for word in ("一声巨响", "denied by Ledger", "It was not overloaded."):
        assert word in text


def test_the_markdown_tells_the_same_and_does_no_harm(folder: Path) -> None:
    text = (folder / f"{FERRY}.md").read_text("utf-8")
    for word in (
        "4 March 2024 – 5 March 2024 · 3 articles*",
        f"(../{TUESDAY}/digest.md#{FERRY})",
        "1. 19 people died. (Courier)\n   - *changed: 12 people died.*",
        "   - **中文**: 渡轮沉没。",
        "- **dead**: 19 (AFP); before: 12 (AFP) · updated",
        "- **Ana Cruz**: “We heard a bang, and then the lights went” (Courier, Ledger)\n"
        "  - **中文**: 一声巨响",
        "  - “It was not overloaded.” (denied by Ledger)",
        f"{RUMOUR} is part of this event",
        "published first",
    ):
        assert word in text
    assert not re.search(r"(?<!\\)(?:\]\(javascript:|<img|!\[x\])", text)
    assert f"../{MONDAY}" not in text
