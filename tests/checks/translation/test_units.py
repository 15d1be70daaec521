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


WRONG = [
    ("jailed for 18 months", "осуждён на 18 лет", "ru"),
    ("jailed for 18 months", "入狱18年", "zh"),
    ("an 18-month sentence", "18-летний срок", "ru"),
    ("a three-day strike", "трёхчасовая забастовка", "ru"),
    ("It took 3 hours.", "Это заняло 3 дня.", "ru"),
    ("It took 3 hours.", "花了3天。", "zh"),
    ("It took three hours.", "为期三日。", "zh"),
    ("It took 40 minutes.", "Это заняло 40 секунд.", "ru"),
    ("two weeks later", "两个月后", "zh"),
    ("within 24 hours", "в течение 24 дней", "ru"),
    ("in 5 to 10 days", "через 5–10 недель", "ru"),
    ("for ten years", "长达十个月", "zh"),
    ("a boy aged 14", "мальчик 14 месяцев", "ru"),
    ("200 tonnes of wheat", "200 кг пшеницы", "ru"),
    ("200 tonnes of wheat", "200公斤小麦", "zh"),
    ("5 kilograms of gold", "5 граммов золота", "ru"),
    ("30 grams of silver", "30公斤白银", "zh"),
    ("a 500 megawatt plant", "станция на 500 киловатт", "ru"),
    ("500 megawatts", "500千瓦", "zh"),
    ("2 gigawatts", "2 МВт", "ru"),
    ("3,000 kWh", "3000兆瓦时", "zh"),
    ("2,000 acres burned", "сгорело 2000 квадратных километров", "ru"),
    ("2,000 acres burned", "烧毁2000平方公里", "zh"),
    ("350 hectares", "350 акров", "ru"),
    ("40 square miles", "40平方公里", "zh"),
    ("5,000 barrels a day", "5000 литров в день", "ru"),
    ("5,000 barrels a day", "每天5000加仑", "zh"),
    ("at 60 mph", "со скоростью 60 км/ч", "ru"),
    ("at 60 miles per hour", "时速60公里", "zh"),
    ("a 400m race", "забег на 400 км", "ru"),
    ("12 inches of snow", "12厘米的雪", "zh"),
]


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG)
def test_another_unit_of_the_kind_fails(source: str, hypothesis: str, target: str) -> None:
    check = Units().verdict(context(source, hypothesis, target))
    assert check.status == "failed"
    assert check.expected
    assert check.seen


RIGHT = [
    ("jailed for 18 months", "осуждён на 18 месяцев", "ru"),
    ("jailed for 18 months", "入狱一年半", "zh"),
    ("an 18-month-old girl", "18-месячная девочка", "ru"),
    ("an 18-year-old", "18-летний", "ru"),
    ("an 18-year-old", "18岁的人", "zh"),
    ("within 24 hours", "в течение суток", "ru"),
    ("two weeks", "14天", "zh"),
    ("two decades", "20 лет", "ru"),
    ("three decades", "三十年", "zh"),
    ("3 days later at 3 a.m.", "спустя 3 дня в 3 часа ночи", "ru"),
    ("5 to 10 days", "от 5 до 10 дней", "ru"),
    ("5 to 10 days", "5至10天", "zh"),
    ("200 tonnes", "200吨", "zh"),
    ("500 megawatts", "500 МВт", "ru"),
    ("500 megawatts", "50万千瓦", "zh"),
    ("2,000 acres", "2000英亩", "zh"),
    ("2,000 acres", "809 гектаров", "ru"),
    ("at 60 mph", "时速60英里", "zh"),
    ("at 60 mph", "со скоростью 97 километров в час", "ru"),
    ("a 400m race", "забег на 400 м.", "ru"),
    ("12 degrees", "12摄氏度", "zh"),
    ("90 degrees Fahrenheit", "32摄氏度", "zh"),
    ("8 working days", "8个工作日", "zh"),
    ("a couple of years later, next morning", "几年后的第二天早上", "zh"),
    ("a four-day working week", "четырёхдневная рабочая неделя", "ru"),
    ("aged eight days to two years", "в возрасте от восьми дней до двух лет", "ru"),
    ("2 to 3 months from October 3rd", "10月3日起2至3个月", "zh"),
    ("Serbia, 5 months ago", "5个月前，塞尔维亚", "zh"),
]


@pytest.mark.parametrize(("source", "hypothesis", "target"), RIGHT)
def test_the_same_in_other_words_does_not(source: str, hypothesis: str, target: str) -> None:
    assert Units().verdict(context(source, hypothesis, target)).status != "failed"


@pytest.mark.parametrize(
    ("source", "hypothesis", "target"),
    [("200 tonnes of wheat", "200 пшеницы", "ru"), ("It took 40 minutes.", "用时40。", "zh")],
)
def test_a_lost_unit_is_in_doubt(source: str, hypothesis: str, target: str) -> None:
    check = Units().verdict(context(source, hypothesis, target))
    assert check.status == "skipped"
    assert "unit" in (check.reason or "")
