from __future__ import annotations

from pathlib import Path

import pytest

from checks.contexts import TranslationContext
from checks.coverage import coverage, summary_coverage, translation_coverage
from checks.registry import make_translation_checks
from checks.verdict import Rule
from language.glossary import Glossary
from language.pack import pack

GLOSSARY = Glossary.load([Path(__file__).resolve().parents[2] / "configs/glossary.base.yaml"])
SOURCE = (
    "On Friday at 3 p.m. the bank of southern Norway did not raise rates by three percentage "
    "points to 12.5 percent, some 200 miles away, though more than 300 people opposed it."
)


def test_what_a_pack_lacks_is_named_and_what_it_has_is_not() -> None:
    assert summary_coverage("en").unchecked == ()
    assert translation_coverage("ru").unchecked == ()
    german = translation_coverage("de")
    assert {"negation", "dates", "units"} <= set(german.unchecked)
    assert {"language", "numbers in digits", "repetition"} <= set(german.checked)
    assert not set(german.checked) & set(german.unchecked)
    assert [found.language for found in coverage("en", ("zh", "de"))] == ["en", "zh", "de"]


@pytest.mark.parametrize("target", ["de", "fr", "es", "ar", "ja", "zh-Hant", "zh", "ru"])
def test_a_check_looks_where_coverage_says_so_and_else_says_why_not(target: str) -> None:
    context = TranslationContext(source=SOURCE, hypothesis="…", target=target)
    packs = pack("en"), pack(target)
    for check in make_translation_checks({"adequacy": False}):
        assert isinstance(check, Rule)
        verdict = check.verdict(context)
        if type(check).covers(*packs) is None:
            assert verdict.status == "skipped"
            assert verdict.reason
        else:
            assert verdict.reason is None or "too short" in verdict.reason


@pytest.mark.parametrize(
    ("source", "hypothesis", "target"),
    [
        ("He paid 12 million euros on Friday.", "Am Freitag zahlte er 12 Millionen Euro.", "de"),
        ("It was 3.5 percent of $1,200.", "Es waren 3,5 Prozent von 1.200 Dollar.", "de"),
        ("At 3 p.m. it held 40 people.", "Um 15 Uhr hielt es 40 Menschen fest.", "de"),
        ("Fifteen percent came on Tuesday.", "Am Dienstag kamen fünfzehn Prozent.", "de"),
        ("Fifteen percent came on Tuesday.", "Quinze pour cent sont venus mardi.", "fr"),
        ("Fifteen percent came on Tuesday.", "El quince por ciento vino el martes.", "es"),
        ("Fifteen percent came on Tuesday.", "جاء خمسة عشر بالمئة يوم الثلاثاء.", "ar"),
        ("The United Kingdom left.", "Großbritannien ist ausgetreten.", "de"),
        ("In the 1990s 1,500 came.", "Dans les années 1990, 1 500 personnes sont venues.", "fr"),
        ("He did not come on Monday.", "No vino el lunes.", "es"),
        ("Prices rose by 2 percent.", "ارتفعت الأسعار بنسبة 2 بالمئة.", "ar"),
    ],
)
def test_no_right_translation_is_blamed_in_a_language_that_is_not_read(
    source: str, hypothesis: str, target: str
) -> None:
    context = TranslationContext(
        source=source,
        hypothesis=hypothesis,
        target=target,
        terms=GLOSSARY.terms(source, target),
        foreign=GLOSSARY.foreign(hypothesis, source, target),
    )
    verdicts = [check.verdict(context) for check in make_translation_checks({})]
    assert [v for v in verdicts if v.status == "failed"] == []


def test_another_number_in_digits_is_seen_in_any_language() -> None:
    (numbers,) = (c for c in make_translation_checks({}) if c.name == "numbers")
    wrong = TranslationContext(
        source="It cost 41 million dollars.", hypothesis="Es kostete 14 Millionen.", target="de"
    )
    assert numbers.verdict(wrong).status == "failed"
