from __future__ import annotations

import cProfile
import csv

import pytest

from checks.contexts import TranslationContext
from tests.checks.translation.texts import CHECKS, ROOT, context, verdict


def pairs() -> list[tuple[str, str, str]]:
    path = ROOT / "benchmarks" / "data" / "translation.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["en"], row[target], target) for row in rows for target in ("zh", "ru")]


def test_human_translations_pass_every_check() -> None:
    assert len(pairs()) >= 120
    blamed = [
        (check, source, hypothesis)
        for source, hypothesis, target in pairs()
        for check in (c.verdict(context(source, hypothesis, target)) for c in CHECKS.values())
        if check.status == "failed"
    ]
    assert blamed == []


def test_what_a_small_model_got_wrong_is_marked() -> None:
    path = ROOT / "benchmarks" / "data" / "model_translations.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    marked: dict[str, list[bool]] = {"ok": [], "other": []}
    for row in rows:
        judged = context(row["en"], row["hypothesis"], row["target"])
        failed = any(check.verdict(judged).status == "failed" for check in CHECKS.values())
        marked.setdefault(row["label"], []).append(failed)
    for label, verdicts in marked.items():
        if label.startswith("wrong-"):
            assert all(verdicts), label
    assert sum(marked["ok"]) <= 1
    assert sum(marked["other"]) > len(marked["other"]) / 2


@pytest.mark.parametrize("target", ["de", "ja"])
def test_targets_that_are_not_known_are_skipped_not_judged(target: str) -> None:
    told = "The government said so on Monday." if target == "de" else "そう言った。"
    for name in ("script", "length", "negation", "consistency", "adequacy"):
        assert verdict(name, told, told, target).status == "skipped"


def test_runaway_output_is_judged_in_bounded_time() -> None:
    for target, text in (("zh", "会谈继续进行中" * 3000), ("ru", "переговоры идут " * 3000)):
        runaway = context("The talks go on.", text, target)
        failed = {
            name for name, check in CHECKS.items() if check.verdict(runaway).status == "failed"
        }
        assert {"repetition", "length"} <= failed


def calls(text: str, target: str) -> int:
    """Return how many function calls it takes to check a text against itself."""
    profile = cProfile.Profile()
    profile.enable()
    judged = context(text, text, target)
    for check in CHECKS.values():
        check.verdict(judged)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(
    "token",
    ["三 ", "百货", "1 ", "1,", "ten thousand ", "Париж ", "拉马福萨", "Ramaphosa said ", "Abc-"],
)
@pytest.mark.parametrize("target", ["zh", "ru"])
def test_the_work_grows_no_faster_than_the_text(token: str, target: str) -> None:
    context(token, token, target)  # what is prepared once
    once, twice = calls(token * 400, target), calls(token * 800, target)
    assert twice < 2.5 * once


@pytest.mark.timeout(100)
@pytest.mark.parametrize(("token", "target"), [("三 ", "zh"), ("почти пять ", "ru")])
def test_bounds_of_twenty_thousand_tokens_are_read(token: str, target: str) -> None:
    hostile = TranslationContext("nearly 5 " * 10_000, token * 20_000, target)
    assert CHECKS["bounds"].verdict(hostile).status != "failed"
