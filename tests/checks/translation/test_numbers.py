from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

WRONG = [
    ("dates", "a trip that begins on Monday", "将于1月11日开始的访问", "zh"),
    ("dates", "in July", "в июне", "ru"),
    ("dates", "It was in 2021.", "Это было в 2022 году.", "ru"),
    ("numbers", "1.2 million people", "12万人", "zh"),
    ("numbers", "a four-day trip", "трёхдневная поездка", "ru"),
    ("numbers", "They left.", "Они уехали, всего 15 человек.", "ru"),
    ("numbers", "It injured about as many again.", "Раненых вдвое больше.", "ru"),
    ("numbers", "It injured about as many again.", "受伤人数是两倍。", "zh"),
    ("numbers", "by three quarters of a point", "提高1/4个百分点", "zh"),
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
    ("numbers", "the two countries", "双方", "zh"),
    ("numbers", "by three quarters of a point", "提高3/4个百分点", "zh"),
    ("numbers", "Exports doubled to 2,000 tons.", "Экспорт вырос вдвое, до 2000 тонн.", "ru"),
    ("numbers", "a 4/2 win", "победа 4/2", "ru"),
    ("numbers", "a dozen men, first of all", "двенадцать человек, прежде всего", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(name: str, source: str, hypothesis: str, target: str) -> None:
    assert verdict(name, source, hypothesis, target).status != "failed"
