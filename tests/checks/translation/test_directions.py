from __future__ import annotations

import pytest

from checks.translation.directions import Directions
from tests.checks.translation.texts import context


class TestDirections:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It hit the southwest coast.", "Он обрушился на северо-западное побережье.", "ru"),
            ("The southern section is shut.", "Участок в северной части закрыт.", "ru"),
            ("Fighting in the east went on.", "Бои на западе продолжались.", "ru"),
            ("A town in the northeast fell.", "东南部的一座城镇陷落。", "zh"),
            ("The southern section is shut.", "北部路段已关闭。", "zh"),
            ("The ship sailed westward.", "船向东行驶。", "zh"),
        ],
    )
    def test_other_direction_fails(self, source: str, hypothesis: str, target: str) -> None:
        assert Directions().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It hit the southwest coast.", "Он обрушился на юго-западное побережье.", "ru"),
            ("It hit the south-western coast.", "Пострадал юго-запад страны.", "ru"),
            ("The southern section is shut.", "Участок закрыт.", "ru"),
            ("South Korea, in the north, said so.", "На севере южнокорейцы так сказали.", "ru"),
            ("An eastern Chinese city.", "中国山东省东部的一座城市。", "zh"),
            ("In the northwest.", "在西北地区。", "zh"),
            ("It took things from the northern town.", "它从北部小镇拿走了东西。", "zh"),
        ],
    )
    def test_same_direction_passes(self, source: str, hypothesis: str, target: str) -> None:
        assert Directions().verdict(context(source, hypothesis, target)).status == "passed"

    def test_no_direction_is_skipped(self) -> None:
        check = Directions().verdict(context("It was a long day.", "Был долгий день.", "ru"))
        assert check.status == "skipped"
