from __future__ import annotations

import pytest

from digests.checks.translation.clock import Clock
from digests.checks.translation.spelling import Spelling
from digests.contexts import TranslationContext


def context(source: str, hypothesis: str, target: str) -> TranslationContext:
    return TranslationContext(source=source, hypothesis=hypothesis, target=target)


class TestSpelling:
    @pytest.mark.parametrize("word", ["биранских", "турнига", "судонов", "посленочи", "ветрях"])
    def test_non_word_fails(self, word: str) -> None:
        check = Spelling().verdict(context("It was said.", f"Об этих {word} говорили.", "ru"))
        assert (check.status, check.seen) == ("failed", word)

    @pytest.mark.parametrize(
        "text",
        [
            "Ещё одно 6-балльное землетрясение на северо-востоке.",
            "Микрочастицы, экс-президент и сверхпроводимость.",
            "Двадцатиминутный и семидесятиэтажный.",
            "Двигатель отсканировали, а приложение задокументировали.",
            "Биранский остался один.",
        ],
    )
    def test_words_and_what_is_made_of_them_pass(self, text: str) -> None:
        assert Spelling().verdict(context("It was said.", text, "ru")).status == "passed"

    def test_borrowed_word_of_the_source_passes(self) -> None:
        text = "Новый субреддит закрыт."
        assert Spelling().verdict(context("The subreddit is shut.", text, "ru")).status == "passed"
        assert Spelling().verdict(context("The page is shut.", text, "ru")).status == "failed"

    def test_chinese_is_skipped(self) -> None:
        assert Spelling().verdict(context("It was said.", "据说。", "zh")).status == "skipped"


class TestClock:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It began at 11:11 p.m.", "Началось в 11:11 утра.", "ru"),
            ("It began at 12:40 p.m.", "Началось в 12:40 утра.", "ru"),
            ("It began at 6 a.m.", "Началось в 6 часов вечера.", "ru"),
            ("It began at noon.", "Началось в полночь.", "ru"),
            ("It began at 11:11 PM.", "早上11:11开始。", "zh"),
            ("It began at 12:40 p.m.", "凌晨12点40分开始。", "zh"),
            ("It began at 12:30 a.m.", "上午12:30开始。", "zh"),
            ("It began at seven in the evening.", "早上7点开始。", "zh"),
            ("It began at midnight.", "中午开始。", "zh"),
        ],
    )
    def test_other_part_of_the_day_fails(self, source: str, hypothesis: str, target: str) -> None:
        assert Clock().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It began at 11:11 p.m.", "Началось в 11:11 вечера.", "ru"),
            ("It began at 12:40 p.m.", "Началось в 12:40 дня.", "ru"),
            ("It began at 12:30 a.m.", "Началось в 12:30 ночи.", "ru"),
            ("It began at 4 a.m., 1 p.m. there.", "Началось в 4 утра, там был час дня.", "ru"),
            ("It began at noon.", "Началось в полдень.", "ru"),
            ("It began at 12:40 p.m.", "中午12:40开始。", "zh"),
            ("It began at 12:40 p.m.", "下午12点40分开始。", "zh"),
            ("It began at 12:30 a.m.", "凌晨12:30开始。", "zh"),
            ("It began at 10 at night.", "晚上10点开始。", "zh"),
        ],
    )
    def test_same_part_of_the_day_passes(self, source: str, hypothesis: str, target: str) -> None:
        assert Clock().verdict(context(source, hypothesis, target)).status == "passed"

    def test_time_by_24_hours_is_left_to_the_check_of_dates(self) -> None:
        check = Clock().verdict(context("It began at 11:11 p.m.", "Началось в 23:11.", "ru"))
        assert check.status == "skipped"
