from __future__ import annotations

import pytest

from checks.translation.clock import Clock
from tests.checks.translation.texts import context


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
