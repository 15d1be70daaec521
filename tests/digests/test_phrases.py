"""The catalogues of words, and what is said with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources
from typing import get_args

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from checks.registry import SUMMARY_CHECKS, TRANSLATION_CHECKS
from checks.verdict import Check, Rule
from digests.render import wording
from digests.render.phrases import catalogues, phrases
from language.pack import pack
from language.quantities.quantity import Kind
from tests.digests.samples import digest, failed

CHECKS = {**SUMMARY_CHECKS, **TRANSLATION_CHECKS}
KEYWORDS = {"gettext": None, "gettext_noop": None, "ngettext": (1, 2), "_": None}
METHODS = [("**.py", "python"), ("**.jinja", "jinja2.ext:babel_extract")]
OPTIONS: Mapping[str, Mapping[str, str]] = {"**.jinja": {"trimmed": "true"}}


def subjects() -> set[str]:
    """Return what coverage says that checks look at, in languages known much and little."""
    rules = [
        check
        for check in (*SUMMARY_CHECKS.values(), *TRANSLATION_CHECKS.values())
        if issubclass(check, Rule)
    ]
    packs = [pack(code) for code in ("en", "zh", "ru", "de")]
    covered = {rule.covers(packs[0], other) for rule in rules for other in packs}
    return {rule.subject for rule in rules} | {name for name in covered if name}


@pytest.fixture(scope="module")
def said() -> set[str | tuple[str, ...]]:
    """Everything that pages say."""
    code = str(resources.files("digests"))
    found = extract_from_dir(code, METHODS, OPTIONS, KEYWORDS)  # type: ignore[arg-type]
    return {message for _, _, message, _, _ in found} | subjects()


@pytest.mark.parametrize("code", catalogues())
def test_a_catalogue_has_what_is_said_and_nothing_else(
    code: str, said: set[str | tuple[str, ...]]
) -> None:
    file = resources.files("digests.render") / "catalogues" / f"{code}.po"
    with file.open("rb") as lines:
        catalogue: Catalog = read_po(lines, locale=code, abort_invalid=True)
    messages = {
        tuple(m.id) if isinstance(m.id, (list, tuple)) else m.id: m for m in catalogue if m.id
    }
    assert messages.keys() == said
    assert catalogue.num_plurals == {"zh": 1, "ru": 3, "ar": 6}.get(code, 2)
    for key, message in messages.items():
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        assert len(forms) == (catalogue.num_plurals if isinstance(key, tuple) else 1)
        english = key if isinstance(key, str) else key[1]
        for form in forms:
            assert form or key == " ", key
            holes = set(re.findall(r"\{\w+\}", form))
            assert holes <= set(re.findall(r"\{\w+\}", english))
            # Arabic says "one story" and "two stories" without a number.
            assert holes == set(re.findall(r"\{\w+\}", english)) or (code == "ar" and forms[1:])


@pytest.mark.parametrize(
    ("code", "title", "counts"),
    [
        ("en", "News digest, 30 March 2021", ["1 story", "2 stories", "1,005 stories"]),
        ("zh", "2021年3月30日新闻摘要", ["1 篇报道", "2 篇报道", "1,005 篇报道"]),
        ("zh-Hant", "2021年3月30日新闻摘要", ["1 篇报道", "2 篇报道", "1,005 篇报道"]),
        (
            "ru",
            "Обзор новостей, 30 марта 2021\u202fг.",
            ["1 сюжет", "2 сюжета", "1\u00a0005 сюжетов"],
        ),
        (
            "de",
            "Nachrichtenüberblick, 30. März 2021",
            ["1 Meldung", "2 Meldungen", "1.005 Meldungen"],
        ),
        (
            "fr",
            "Revue de l’actualité, 30 mars 2021",
            ["1 sujet", "2 sujets", "1\u202f005 sujets"],
        ),
        (
            "es",
            "Resumen de noticias, 30 de marzo de 2021",
            ["1 noticia", "2 noticias", "1.005 noticias"],
        ),
        ("ar", "موجز الأخبار، 30 مارس 2021", ["خبر واحد", "خبران", "1,005 أخبار"]),
        ("ja", "News digest, 30 March 2021", ["1 story", "2 stories", "1,005 stories"]),
    ],
)
def test_a_reader_is_spoken_to_in_his_language(code: str, title: str, counts: list[str]) -> None:
    known = phrases(code)
    assert wording.title(known, digest()) == title
    count = [known.ngettext("{count} story", "{count} stories", n) for n in (1, 2, 1005)]
    assert count == counts


def test_lines_break_as_typesetters_break_them() -> None:
    skipped = phrases("ru").gettext(
        "Automatic checks: {passed} passed, {failed} failed, {skipped} had nothing to look at",
        passed="1",
        failed="2",
        skipped="3",
    )
    assert "не\u00a0пройдено\u00a0— 2" in skipped
    assert phrases("fr").before("Sources", "Le Monde") == "Sources\u00a0: Le Monde"
    assert phrases("zh").before("来源", "新华社") == "来源：新华社"


@pytest.mark.parametrize(
    ("code", "iso", "words", "machine"),
    [
        ("en", "2023-09-18", "18 September 2023", "2023-09-18"),
        ("en", "2023-09-18T07:05:00", "18 September 2023", "2023-09-18"),
        (
            "en",
            "2023-09-18T07:05:00+03:00",
            "18 September 2023, 07:05 UTC+03:00",
            "2023-09-18T07:05:00+03:00",
        ),
        ("zh", "2023-09-18T07:05:00Z", "2023年9月18日 07:05 UTC", "2023-09-18T07:05:00+00:00"),
    ],
)
def test_moments(code: str, iso: str, words: str, machine: str) -> None:
    moment = phrases(code).moment(iso)
    assert (moment.words, moment.iso) == (words, machine)


@pytest.mark.parametrize(
    ("check", "english", "chinese"),
    [
        (
            failed("dates", "Friday", "5月11日", "weekday"),
            "The weekday differs: Friday – 5月11日",
            "星期不一致：Friday – 5月11日",
        ),
        (
            failed("numbers", "400", None, "number"),
            "Missing here: 400",
            "此处缺失：400",
        ),
        (failed("numbers", None, "14", "number"), "Not in the source: 14", "来源中没有：14"),
        (
            failed("adequacy", "similarity of at least 0.7", "0.4"),
            "This may mean something else",
            "意思可能与原文不符",
        ),
        (
            failed("spelling", "words of the dictionary", "сло\u202eво"),
            "Unknown words: слово",
            "无法识别的词：слово",
        ),
        (
            failed("embargo", "Monday", "today"),
            "An automatic check doubts this: Monday – today",
            "自动核查对此存疑：Monday – today",
        ),
    ],
)
def test_doubts_are_worded_for_readers(check: Check, english: str, chinese: str) -> None:
    assert wording.doubt(phrases("en"), check) == english
    assert wording.doubt(phrases("zh"), check) == chinese


def test_every_check_and_finding_has_words_of_its_own() -> None:
    unknown = wording.doubt(phrases("en"), failed("somebody else's"))
    for name in CHECKS:
        assert wording.doubt(phrases("en"), failed(name)) != unknown, name
    for kind in (*get_args(Kind), "sign", "currency", "multiple"):
        assert wording.doubt(phrases("en"), failed("new", "a", "b", kind)) != f"{unknown}: a – b"


def test_catalogues_are_of_languages_that_cldr_knows() -> None:
    assert [Locale.parse(code).language for code in catalogues()] == list(catalogues())
