from __future__ import annotations

import cProfile
import csv
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from checks.contexts import TranslationContext
from checks.registry import TRANSLATION_CHECKS, make_translation_checks
from checks.verdict import Check, Embedder, Resources, judge_translations
from language.chinese.sounds import most_like as in_chinese
from language.glossary import Glossary
from language.russian.sounds import most_like as in_russian
from language.russian.sounds import romanise
from models.embedder import CALIBRATION

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = Glossary.load([ROOT / "configs" / "glossary.base.yaml"])
CHECKS = {check.name: check for check in make_translation_checks({})}


def context(
    source: str,
    hypothesis: str,
    target: str,
    *,
    others: tuple[tuple[str, str], ...] = (),
) -> TranslationContext:
    return TranslationContext(
        source=source,
        hypothesis=hypothesis,
        target=target,
        terms=GLOSSARY.terms(source, target),
        foreign=GLOSSARY.foreign(hypothesis, source, target),
        others=others,
    )


class NoEmbedder:
    embedder: Embedder | None = None


class Alike:
    """An embedder that gives any two texts the same cosine."""

    calibration = CALIBRATION

    def __init__(self, cosine: float) -> None:
        self._vectors = {"a": (1.0, 0.0), "b": (cosine, math.sqrt(1 - cosine**2))}

    @property
    def embedder(self) -> Embedder | None:
        return self

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self._vectors[text] for text in texts], dtype=np.float32)


def verdict(name: str, source: str, hypothesis: str, target: str) -> Check:
    return CHECKS[name].verdict(context(source, hypothesis, target))


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


WRONG = [
    # what a small model made of real sentences
    ("names", "South Korea deployed jets.", "朝鲜部署了战机。", "zh"),
    ("names", "South Korea deployed jets.", "Северная Корея подняла истребители.", "ru"),
    ("names", "secretary of Russia's security council",
     "секретарь министерства безопасности России", "ru"),
    ("names", "Beijing and Moscow carried out patrols.",
     "Берлин и Москва провели патрулирование.", "ru"),
    ("names", "its isolation from the West deepens", "его изоляция от Востока усиливается", "ru"),
    ("names", "The president said so.", "Так сказал президент Буш.", "ru"),
    ("names", "The visit is routine.", "对美国的访问是例行的。", "zh"),
    ("names", "Samantha Okonjo-Quaye spoke.", "Выступила Мария Петрова.", "ru"),
    ("dates", "a trip that begins on Monday", "将于1月11日开始的访问", "zh"),
    ("dates", "in July", "в июне", "ru"),
    ("dates", "It was in 2021.", "Это было в 2022 году.", "ru"),
    ("numbers", "1.2 million people", "12万人", "zh"),
    ("numbers", "a four-day trip", "трёхдневная поездка", "ru"),
    ("numbers", "They left.", "Они уехали, всего 15 человек.", "ru"),
    ("script", "sending lethal arms", "поставка lethalных вооружений", "ru"),
    ("script", "Chinese Foreign Minister", "Чinese министр", "ru"),
    ("script", "Nikolai Patrushev", "Николай Патрусева и Патрusева", "ru"),
    ("script", "relations with China", "отношения с Chinaом", "ru"),
    ("script", "strategic allies", "战略 allies 关系", "zh"),
    ("script", "a routine event", "例行ское活动", "zh"),
    ("script", "This is what they said.", "這是他們說的。", "zh"),
    ("language", "The government said on Friday that talks would go on.",
     "Уряд повідомив у п'ятницю, що переговори триватимуть ще кілька днів у Києві.", "ru"),
    ("language", "The talks go on.", "会谈继续。", "ru"),
    ("untranslated", "The talks go on for now.", "The talks go on for now.", "zh"),
    ("untranslated", "The talks go on for now.", "Беседы the talks go on for now.", "ru"),
    ("length", "The two ministers will meet in the capital to discuss trade, energy and security.",
     "两位部长。", "zh"),
    ("length", "The talks go on.", "Переговоры " * 12, "ru"),
    ("repetition", "The talks go on.", "Переговоры идут, переговоры идут, переговоры идут.", "ru"),
    ("repetition", "The talks will go on for days.", "会谈将持续数天将持续数天。", "zh"),
    ("completeness", "The talks go on.", "Переговоры продолжаются", "ru"),
    ("completeness", "The talks go on.", "Вот русский перевод: Переговоры идут.", "ru"),
    ("completeness", "The talks go on.", "会谈继续。（注：原文如此）", "zh"),
    ("completeness", 'He said "we will not go there" today.', "他今天说我们不去那里。", "zh"),
    ("completeness", "The talks go on.", "会谈继续。这很重要。大家满意。", "zh"),
    ("completeness", "The talks go on.", "", "zh"),
    ("names", "Fed raises rates.", "Фьюз увеличивает ставки.", "ru"),
    ("names", "The men held security talks.", "Они провели обмен безопасности.", "ru"),
    ("names", "The second after Geoff Hurst.", "英格兰的格雷夫斯后第二人。", "zh"),
    ("numbers", "It injured about as many again.", "Раненых вдвое больше.", "ru"),
    ("numbers", "It injured about as many again.", "受伤人数是两倍。", "zh"),
    ("numbers", "by three quarters of a point", "提高1/4个百分点", "zh"),
    ("completeness", "NASA rover lands", "Ровер НАСА сел (NASA = НАСА)", "ru"),
    ("negation", "He decided against going.", "他决定前往。", "zh"),
    ("negation", "The march was called off.", "Марш состоялся.", "ru"),
    ("negation", "It has stopped short of sending arms.", "它提供了武器。", "zh"),
    ("negation", "It has stopped short of sending arms.", "Он поставлял оружие.", "ru"),
    ("negation", "He refused to go.", "他同意前往。", "zh"),
    ("negation", "He did not go and never wrote.", "他没有去，但写了信。", "zh"),
    ("negation", "The plan was approved by parliament.", "План не был одобрен парламентом.", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(
    name: str, source: str, hypothesis: str, target: str
) -> None:
    check = verdict(name, source, hypothesis, target)
    assert (check.name, check.status) == (name, "failed")
    assert check.expected
    assert check.seen


RIGHT = [
    ("names", "the Kremlin and Putin", "Кремль и Путин", "ru"),
    ("names", "Wang Yi met Chinese envoys.", "Ван И встретился с китайскими посланниками.", "ru"),
    ("names", "NATO said", "NATO 表示", "zh"),
    ("names", "Fed up with waiting, they left.", "他们等得不耐烦，走了。", "zh"),
    ("names", "He talks to strangers.", "Он говорит с чужими.", "ru"),
    ("numbers", "the two countries", "双方", "zh"),
    ("numbers", "by three quarters of a point", "提高3/4个百分点", "zh"),
    ("numbers", "Exports doubled to 2,000 tons.", "Экспорт вырос вдвое, до 2000 тонн.", "ru"),
    ("numbers", "a 4/2 win", "победа 4/2", "ru"),
    ("negation", "He did not go until five.", "Он пошёл в пять.", "ru"),
    ("negation", "I know Jerry (not his real name).", "Я знаю Джерри (имя вымышлено).", "ru"),
    ("numbers", "a dozen men, first of all", "двенадцать человек, прежде всего", "ru"),
    ("script", "the iPhone of Apple in the U.S.", "Apple 的 iPhone 在 U.S.", "zh"),
    ("script", "see https://example.org/lethal", "см. https://example.org/lethal", "ru"),
    ("script", "5 km", "5 km", "ru"),
    ("untranslated", "Apple iPhone", "Apple iPhone", "zh"),
    ("repetition", "again and again and again they said", "снова, снова и снова", "ru"),
    ("completeness", "Minister to visit", "Министр посетит", "ru"),
    ("negation", "not only that", "и это ещё не всё", "ru"),
    ("negation", "He denied it.", "他否认了。", "zh"),
    ("negation", "He did not go and never wrote.", "他没有去，也从未写信。", "zh"),
    ("negation", "There is no time.", "Времени нет.", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(name: str, source: str, hypothesis: str, target: str) -> None:
    assert verdict(name, source, hypothesis, target).status != "failed"


@pytest.mark.parametrize("target", ["de", "ja"])
def test_targets_that_are_not_known_are_skipped_not_judged(target: str) -> None:
    told = "The government said so on Monday." if target == "de" else "そう言った。"
    for name in ("script", "length", "negation", "consistency", "adequacy"):
        assert verdict(name, told, told, target).status == "skipped"


def test_adequacy_has_a_threshold_by_target() -> None:
    def status(target: str, similarity: float | None) -> str:
        resources: Resources = Alike(similarity) if similarity else NoEmbedder()
        ((check,),) = judge_translations(
            [CHECKS["adequacy"]], [context("a", "b", target)], resources
        )
        return check.status

    assert status("zh", None) == "skipped"
    assert status("zh", 0.9) == "passed"
    assert status("zh", 0.7) == "failed"
    assert status("de", 0.76) == "passed"


def test_names_are_rendered_the_same_way_throughout() -> None:
    check = CHECKS["consistency"]
    source = "Ekaterina Ramaphosova spoke."
    same = context(
        source, "叶卡捷琳娜·拉马福索娃发言。", "zh", others=((source, "叶卡捷琳娜·拉马福索娃说。"),)
    )
    other = context(
        source, "叶卡捷琳娜·拉马福索娃发言。", "zh", others=((source, "叶卡捷琳娜·拉玛弗索瓦说。"),)
    )
    assert check.verdict(same).status == "passed"
    assert check.verdict(other).status == "failed"
    inflected = context(
        source,
        "Выступила Екатерина Рамафосова.",
        "ru",
        others=((source, "Речь Екатерины Рамафосовой."),),
    )
    assert check.verdict(inflected).status == "passed"


def test_names_by_sound() -> None:
    assert romanise("Хрущёв") == "hrushov"
    assert in_russian("Ramaphosa", "президент Рамафосы").text == "Рамафосы"
    assert in_chinese("Ramaphosa", "总统拉马福萨说").score > 0.9
    assert in_chinese("Ramaphosa", "今天下雨").score == 0
    assert in_russian("Ursky", "в урском лесу").text == "урском"


@pytest.mark.parametrize(
    ("name", "rendering", "other"),
    [
        ("Hurst", "赫斯特", "格雷夫"),
        ("Patrushev", "帕特鲁舍夫", "普里戈任"),
        ("Marrakech", "马拉喀什", "马里布"),
        ("Georgieva", "格奥尔基耶娃", "拉加德"),
        ("Cyril", "西里尔", "克里亚科斯"),
        ("Changsha", "长沙", "成都"),
    ],
)
def test_names_sound_like_their_chinese_renderings_alone(
    name: str, rendering: str, other: str
) -> None:
    right, wrong = (in_chinese(name, f"据说{text}。") for text in (rendering, other))
    assert right.score > 0.8
    assert right.text == rendering
    assert wrong.score < 0.7 < right.score


def test_names_lost_altogether_fail() -> None:
    source = "The epicentre was 71 kilometres southwest of Taroudant."
    assert verdict("names", source, "震中位于塔鲁丹特西南71公里处。", "zh").status == "passed"
    assert verdict("names", source, "震中位于Taroudant西南71公里处。", "zh").status == "passed"
    lost = verdict("names", source, "震中位于城市西南71公里处。", "zh")
    assert (lost.status, lost.expected) == ("failed", "Taroudant")
    assert verdict("names", source, "Эпицентр в 71 км от города.", "ru").status == "failed"
    for said in ("Newsweek", "Eurosceptics", "Seahawks"):
        assert verdict("names", f"They wrote to {said}.", "他们写了信。", "zh").status != "failed"


def test_a_phrase_said_over_and_over_fails_whatever_the_source_repeats() -> None:
    source = "Weather and climate - The weather and climate will have various effects on zones."
    loop = "天气和气候 - 天气和气候将产生各种影响" + "各种影响" * 5
    assert verdict("repetition", source, loop, "zh").status == "failed"
    once = "天气和气候 - 天气和气候将产生各种影响。"
    assert verdict("repetition", source, once, "zh").status == "passed"


def test_every_check_is_registered_and_tunable() -> None:
    assert {name for name, *_ in WRONG} | {"consistency", "adequacy"} <= set(TRANSLATION_CHECKS)
    (length,) = make_translation_checks(
        {name: False for name in TRANSLATION_CHECKS if name != "length"}
        | {"length": {"shorter": 100.0}},
    )
    assert (
        length.verdict(context("The talks go on and on for days.", "会。", "zh")).status == "passed"
    )


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
