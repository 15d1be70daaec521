from __future__ import annotations

import pytest

from checks.translation.units import Units
from tests.checks.translation.texts import context


class TestUnits:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It is 30 miles away.", "Это в 30 километрах отсюда.", "ru"),
            ("It is 30 miles away.", "距离这里30公里。", "zh"),
            ("It is 30 kilometers away.", "距离这里30英里。", "zh"),
            (
                "It flew 293 million miles (472 million kilometers).",
                "Он пролетел 293 миллиона километров (472 миллиона километров).",
                "ru",
            ),
            ("It is 12 feet high.", "Высота 12 метров.", "ru"),
            ("It weighs 200 pounds.", "重200公斤。", "zh"),
            ("It was 90 degrees Fahrenheit.", "Было 90 градусов по Цельсию.", "ru"),
            ("It was 90°F.", "气温为90摄氏度。", "zh"),
            ("It was 90°F.", "气温为摄氏90度。", "zh"),
            ("A five-mile walk.", "Пятикилометровая прогулка.", "ru"),
        ],
    )
    def test_number_with_another_unit_fails(
        self, source: str, hypothesis: str, target: str
    ) -> None:
        assert Units().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It is 30 miles away.", "Это в 30 милях отсюда.", "ru"),
            ("It is 30 miles away.", "Это в 48 километрах отсюда.", "ru"),
            ("It flew 293 million miles (472 million km).", "飞行2.93亿英里（4.72亿公里）。", "zh"),
            ("It is 3 feet from the 3.", "Это в трёх футах от тех трём.", "ru"),
            ("It covers 5 square miles.", "面积5平方英里。", "zh"),
            ("The fine is 200 pounds.", "罚款200英镑。", "zh"),
        ],
    )
    def test_same_or_converted_measure_passes(
        self, source: str, hypothesis: str, target: str
    ) -> None:
        assert Units().verdict(context(source, hypothesis, target)).status == "passed"
