from __future__ import annotations

import pytest

from tests.checks.translation.texts import verdict

WRONG = [
    ("South Korea deployed jets.", "朝鲜部署了战机。", "zh"),
    ("South Korea deployed jets.", "Северная Корея подняла истребители.", "ru"),
    ("secretary of Russia's security council",
     "секретарь министерства безопасности России", "ru"),
    ("Beijing and Moscow carried out patrols.",
     "Берлин и Москва провели патрулирование.", "ru"),
    ("its isolation from the West deepens", "его изоляция от Востока усиливается", "ru"),
    ("The president said so.", "Так сказал президент Буш.", "ru"),
    ("The visit is routine.", "对美国的访问是例行的。", "zh"),
    ("Samantha Okonjo-Quaye spoke.", "Выступила Мария Петрова.", "ru"),
    ("Fed raises rates.", "Фьюз увеличивает ставки.", "ru"),
    ("The men held security talks.", "Они провели обмен безопасности.", "ru"),
    ("The second after Geoff Hurst.", "英格兰的格雷夫斯后第二人。", "zh"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(source: str, hypothesis: str, target: str) -> None:
    check = verdict("names", source, hypothesis, target)
    assert (check.name, check.status) == ("names", "failed")
    assert check.expected or check.seen


RIGHT = [
    ("the Kremlin and Putin", "Кремль и Путин", "ru"),
    ("Wang Yi met Chinese envoys.", "Ван И встретился с китайскими посланниками.", "ru"),
    ("NATO said", "NATO 表示", "zh"),
    ("Fed up with waiting, they left.", "他们等得不耐烦，走了。", "zh"),
    ("He talks to strangers.", "Он говорит с чужими.", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(source: str, hypothesis: str, target: str) -> None:
    assert verdict("names", source, hypothesis, target).status != "failed"


def test_names_lost_altogether_fail() -> None:
    source = "The epicentre was 71 kilometres southwest of Taroudant."
    assert verdict("names", source, "震中位于塔鲁丹特西南71公里处。", "zh").status == "passed"
    assert verdict("names", source, "震中位于Taroudant西南71公里处。", "zh").status == "passed"
    lost = verdict("names", source, "震中位于城市西南71公里处。", "zh")
    assert (lost.status, lost.expected) == ("failed", "Taroudant")
    assert verdict("names", source, "Эпицентр в 71 км от города.", "ru").status == "failed"
    for said in ("Newsweek", "Eurosceptics", "Seahawks"):
        assert verdict("names", f"They wrote to {said}.", "他们写了信。", "zh").status != "failed"
