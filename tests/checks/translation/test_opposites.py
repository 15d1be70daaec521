from __future__ import annotations

import pytest

from checks.translation.opposites import Opposites
from tests.checks.translation.texts import context


class TestOpposites:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("The bank raised the rate.", "Банк снизил ставку.", "ru"),
            ("Exports fell by 3 percent.", "出口增长3%。", "zh"),
            ("The court released the men.", "法院逮捕了这些人。", "zh"),
            ("The firm bought the plant.", "Фирма продала завод.", "ru"),
            ("The state banned the film.", "Власти разрешили фильм.", "ru"),
            ("They opposed the plan.", "他们支持该计划。", "zh"),
            ("Argentina won the final.", "Аргентина проиграла финал.", "ru"),
            ("The school reopened.", "学校关闭。", "zh"),
            ("Imports rose.", "出口上升。", "zh"),
            ("He is charged with reckless homicide.", "他被控故意杀人罪。", "zh"),
            ("The fire was set deliberately.", "Пожар возник по неосторожности.", "ru"),
        ],
    )
    def test_what_is_turned_round_fails(self, source: str, hypothesis: str, target: str) -> None:
        check = Opposites().verdict(context(source, hypothesis, target))
        assert check.status == "failed"
        assert check.expected
        assert check.seen

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("The bank raised the rate.", "Банк повысил ставку, хотя инфляция снизилась.", "ru"),
            ("Exports rose as imports fell.", "出口减少，进口增加。", "zh"),
            ("The rate was raised.", "Ставка стала другой.", "ru"),
            ("It was negligence, no accident.", "Это была халатность, умысла нет.", "ru"),
        ],
    )
    def test_what_has_both_sides_or_neither_passes(
        self, source: str, hypothesis: str, target: str
    ) -> None:
        assert Opposites().verdict(context(source, hypothesis, target)).status != "failed"

    def test_sentences_that_deny_are_skipped(self) -> None:
        denied = context("The bank did not raise the rate.", "Банк снизил ставку.", "ru")
        assert Opposites().verdict(denied).status == "skipped"
        assert Opposites().verdict(context("It rose.", "Es fiel.", "de")).status == "skipped"
