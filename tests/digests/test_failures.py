"""Whatever one article or event raises, at whatever stage, costs no other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import digests.events.assignment
import digests.events.gathering
import digests.events.traits
import digests.render
import digests.shards
from articles.sources import files, read_articles
from articles.stories import duplicates
from base.errors import ExplainedError
from digests import editor
from digests.assembly import make_editor
from digests.editor import Editor
from digests.judge import Judge
from digests.pipeline import digest_articles
from digests.store import Store
from models.interrupt import OverdueError, within

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "articles"
VICTIM = EXAMPLES / "paris-agreement.md"
OTHERS = [EXAMPLES / "ever-given-harbour-courier.md", EXAMPLES / "saudi-iran-agreement.md"]
MARK = "climate accord"
"""In all that is made of the victim, and in nothing of the others."""

FAULTS = (
    ValueError("line one\nline two"),
    MemoryError(),
    RecursionError("too deep"),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    KeyError("x" * 2_000),
    OSError(5, "Input/output error"),
    ExplainedError("a thing", "a reason", "a remedy"),
    StopIteration("no more"),
)


class Throwing:
    """A model that cannot bear the victim."""

    def __init__(self, model: Any, method: str, fault: Exception) -> None:
        self._model, self._method, self._fault = model, method, fault

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._model, name)
        return throwing(found, self._fault) if name == self._method else found


def throwing(function: Callable[..., Any], fault: Exception) -> Callable[..., Any]:
    def thrower(*arguments: Any, **named: Any) -> Any:
        if MARK in repr((arguments, named)):
            raise fault
        return function(*arguments, **named)

    return thrower


def in_model(role: str, method: str) -> Callable[[pytest.MonkeyPatch, Exception], None]:
    def patch(patching: pytest.MonkeyPatch, fault: Exception) -> None:
        def make(*arguments: Any) -> Editor:
            made = make_editor(*arguments)
            if role == "translators":
                models: Any = {t: Throwing(m, method, fault) for t, m in made.translators.items()}
            else:
                models = Throwing(getattr(made, role), method, fault)
            return replace(made, **{role: models})

        patching.setattr(digests.shards, "make_editor", make)

    return patch


def in_function(owner: Any, name: str) -> Callable[[pytest.MonkeyPatch, Exception], None]:
    return lambda patching, fault: patching.setattr(
        owner, name, throwing(getattr(owner, name), fault)
    )


def in_carrying(patching: pytest.MonkeyPatch, fault: Exception) -> None:
    patching.setattr(Store, "has_decisions", lambda _: True)
    in_function(digests.shards, "carry")(patching, fault)


STAGES = {
    "read": in_function(files, "filtered"),
    "grouping": in_function(duplicates._Index, "add"),
    "traits": in_function(digests.events.traits, "_traits"),
    "kind": in_function(digests.events.assignment, "kind_of"),
    "assignment": in_function(digests.events.assignment, "_report"),
    "event": in_function(digests.events.gathering, "event_of"),
    "fingerprint": in_function(Editor, "fingerprint"),
    "document": in_function(editor, "document_of"),
    "summary": in_model("summariser", "summarise"),
    "attribution": in_model("attributor", "attribute"),
    "check of a sentence": in_function(Judge, "sentence"),
    "translation": in_model("translators", "translate"),
    "check of a translation": in_function(Judge, "translations"),
    "decisions": in_carrying,
    "layout": in_function(digests.render, "story_view"),
}


@pytest.mark.parametrize("number", range(len(STAGES)), ids=list(STAGES))
def test_what_is_raised_at_a_stage_costs_the_others_nothing(
    number: int,
    tmp_path: Path,
    tiny_profile: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    fault = FAULTS[number % len(FAULTS)]
    list(STAGES.values())[number](monkeypatch, fault)
    read = read_articles([str(path) for path in (*OTHERS, VICTIM)])
    made = digest_articles(read, profile=str(tiny_profile), targets=["ru"], out=tmp_path)
    outcomes = {outcome.location: outcome for outcome in made.report.outcomes}
    assert {location for location, o in outcomes.items() if o.status == "digested"} == {
        str(path) for path in OTHERS
    }
    assert made.report.counts.entries == len(OTHERS)
    failed = outcomes[str(VICTIM)]
    assert failed.status == "failed"
    assert failed.reason
    assert type(fault).__name__ in failed.reason or "Input/output" in failed.reason
    assert len(failed.reason) < 500
    assert "\n" not in failed.reason
    told = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len([record for record in told if str(VICTIM) in record.getMessage()]) == 1
    assert not any(record.exc_info for record in told)
    if not isinstance(fault, (ExplainedError, OSError)):
        assert "in thrower" in caplog.text


def test_time_that_is_up_ends_the_checks(tiny_profile: Path) -> None:
    judge = object.__new__(Judge)
    with within(0), pytest.raises(OverdueError):
        judge.sentence("", None, None, ())  # type: ignore[arg-type] # it looks at no argument
