from __future__ import annotations

import pytest

from checks.translation.bounds import Bounds
from tests.checks.translation.texts import context


class TestBounds:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("Nearly 200 people came.", "Пришло более 200 человек.", "ru"),
            ("Fewer than 200 people came.", "Пришло свыше 200 человек.", "ru"),
            ("More than 200 people came.", "Пришло почти 200 человек.", "ru"),
            ("At least 200 people came.", "Пришло не более 200 человек.", "ru"),
            ("More than 200 people came.", "Пришло до 200 человек.", "ru"),
            ("Almost 200 people came.", "来了200多人。", "zh"),
            ("Up to 200 people came.", "来了超过200人。", "zh"),
            ("Less than $3 million was paid.", "支付了300万美元以上。", "zh"),
            ("More than 200 people came.", "来了近200人。", "zh"),
            ("Over 200 people came.", "来了不到200人。", "zh"),
        ],
    )
    def test_bound_turned_round_fails(self, source: str, hypothesis: str, target: str) -> None:
        assert Bounds().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("Nearly 200 people came.", "Пришло почти 200 человек.", "ru"),
            ("No more than 200 people came.", "Пришло не более 200 человек.", "ru"),
            ("No fewer than 200 people came.", "Пришло не менее 200 человек.", "ru"),
            ("More than 200 people came.", "Пришло 200 с лишним человек.", "ru"),
            ("More than 200 people came.", "Пришло около 200 человек.", "ru"),
            ("It rose to more than 200.", "Число выросло до 200.", "ru"),
            ("At least 200 people came.", "来了200人以上。", "zh"),
            ("Not more than 200 people came.", "来了不超过200人。", "zh"),
            ("Nearly 200 people came.", "来了近200人。", "zh"),
        ],
    )
    def test_bound_kept_or_lost_passes(self, source: str, hypothesis: str, target: str) -> None:
        assert Bounds().verdict(context(source, hypothesis, target)).status == "passed"

    def test_over_a_period_is_no_bound(self) -> None:
        check = Bounds().verdict(context("Prices fell over 10 years.", "近10年价格下跌。", "zh"))
        assert check.status == "skipped"
