from __future__ import annotations

import pytest

from checks.translation.changes import Changes
from tests.checks.translation.texts import context


class TestChanges:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            (
                "Fed raises rates by three quarters of a point",
                "它将利率提高到3/4个百分点",
                "zh",
            ),
            ("Its lead increased to 50 points.", "Его отрыв увеличился на 50 очков.", "ru"),
            ("The ministry cut spending by $5 million.", "Расходы сократили до $5 млн.", "ru"),
            ("Prices fell by 3 percent.", "价格下降至3%。", "zh"),
        ],
    )
    def test_an_amount_is_no_level(self, source: str, hypothesis: str, target: str) -> None:
        assert Changes().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It raises rates by three quarters of a point", "它将利率提高3/4个百分点", "zh"),
            ("Rates rose by 25 basis points to 4.5%.", "利率上调25个基点至4.5%。", "zh"),
            ("Sales rose to 50 from 40.", "Продажи выросли до 50 с 40.", "ru"),
            ("Sales rose by 5% to 5%.", "Продажи выросли на 5% до 5%.", "ru"),
            ("He dropped to one knee.", "Он опустился на одно колено.", "ru"),
        ],
    )
    def test_what_is_kept(self, source: str, hypothesis: str, target: str) -> None:
        assert Changes().verdict(context(source, hypothesis, target)).status != "failed"

    def test_other_languages_and_sentences_without_a_change(self) -> None:
        for text, target in (("It rose by 5%.", "de"), ("It has 5 rooms.", "ru")):
            assert Changes().verdict(context(text, text, target)).status == "skipped"
