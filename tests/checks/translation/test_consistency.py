from __future__ import annotations

from tests.checks.translation.texts import CHECKS, context


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
