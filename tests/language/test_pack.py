from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from checks.contexts import SummaryContext, TranslationContext
from checks.coverage import translation_coverage
from checks.registry import SUMMARY_CHECKS, TRANSLATION_CHECKS, make_translation_checks
from checks.verdict import Check, Rule
from language.pack import FOLDERS, PARTS, LanguageError, pack, require_source, sources

SENTENCE = (
    "On Friday at 3 p.m. the bank in the south did not raise rates by three percentage points to "
    "12.5 percent, 200 miles away."
)


@pytest.fixture(autouse=True)
def _packs_as_they_were() -> Iterator[None]:
    yield
    pack.cache_clear()


def failed(source: str, hypothesis: str, target: str) -> set[str]:
    context = TranslationContext(source=source, hypothesis=hypothesis, target=target)
    verdicts = [check.verdict(context) for check in make_translation_checks({})]
    return {verdict.name for verdict in verdicts if verdict.status == "failed"}


@pytest.mark.parametrize(
    ("language", "name", "folder"),
    [
        ("en", "English", True),
        ("en-GB", "English", True),
        ("zh_CN", "Chinese", True),
        ("zh-Hans-SG", "Chinese", True),
        ("zh-Hant", "Chinese (Traditional)", False),
        ("de", "German", False),
        ("vo", "Volapük", False),
    ],
)
def test_a_language_without_a_folder_is_what_cldr_says(
    language: str, name: str, folder: bool
) -> None:
    found = pack(language)
    assert (found.name, found.quantities is not None) == (name, folder)
    assert found.spaced is not language.startswith("zh")


def test_a_language_is_one_folder_and_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = ("He did not go south.", "Ägolom nolüdio.")
    right = ("He did not go south.", "No ägolom sulüdio.")
    before = translation_coverage("vo")
    assert failed(*wrong, "vo") == set()
    monkeypatch.setitem(FOLDERS, "vo", "tests.language.volapuk")
    pack.cache_clear()
    after = translation_coverage("vo")
    assert set(after.checked) - set(before.checked) == {"negation", "directions"}
    assert set(after.unchecked) == set(before.unchecked) - {"negation", "directions"}
    assert failed(*wrong, "vo") == {"negation", "directions"}
    assert failed(*right, "vo") == set()
    assert "vo" not in sources()


def test_only_what_can_be_read_is_a_source() -> None:
    assert sources() == ("en",)
    assert require_source("en") is pack("en").syntax
    with pytest.raises(LanguageError, match="source language 'de'") as caught:
        require_source("de")
    assert "en (English)" in str(caught.value)


RULES: tuple[type, ...] = (*SUMMARY_CHECKS.values(), *TRANSLATION_CHECKS.values())


@pytest.mark.parametrize(
    ("rule", "part"),
    [(rule, part) for rule in RULES if issubclass(rule, Rule) for part in rule.reads],
)
def test_a_check_says_what_it_misses(
    rule: type, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """English is taken for both sides, once whole and once without the part."""

    def reason(whole: bool) -> str | None:
        code = f"q{part if whole else part.title()}{rule.__name__}".lower() + "x" * whole
        module = types.ModuleType(f"invented.{code}.pack")
        without: dict[str, Any] = {} if whole else {part: None}
        vars(module)["PACK"] = replace(pack("en"), code=code, **without)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(FOLDERS, code, f"invented.{code}")
        contexts: list[Any] = (
            [SummaryContext(SENTENCE, (SENTENCE,), 1.0, SENTENCE, language=code)]
            if rule in SUMMARY_CHECKS.values()
            else [
                TranslationContext(SENTENCE, SENTENCE, code),
                TranslationContext(SENTENCE, SENTENCE, "en", language=code),
            ]
        )
        verdicts: list[Check] = [rule().verdict(context) for context in contexts]
        assert whole or all(verdict.status == "skipped" for verdict in verdicts)
        (said,) = {verdict.reason for verdict in verdicts}
        return said

    assert reason(whole=True) is None
    assert PARTS[part] in (reason(whole=False) or "")
