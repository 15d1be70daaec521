from __future__ import annotations

import pytest

from language.chinese.sounds import most_like


@pytest.mark.parametrize(
    ("name", "rendering", "other"),
    [
        ("Hurst", "赫斯特", "格雷夫"),
        ("Patrushev", "帕特鲁舍夫", "普里戈任"),
        ("Marrakech", "马拉喀什", "马里布"),
        ("Georgieva", "格奥尔基耶娃", "拉加德"),
        ("Cyril", "西里尔", "克里亚科斯"),
        ("Changsha", "长沙", "成都"),
    ],
)
def test_names_sound_like_their_chinese_renderings_alone(
    name: str, rendering: str, other: str
) -> None:
    right, wrong = (most_like(name, f"据说{text}。") for text in (rendering, other))
    assert right.score > 0.8
    assert right.text == rendering
    assert wrong.score < 0.7 < right.score


def test_names_by_sound() -> None:
    assert most_like("Ramaphosa", "总统拉马福萨说").score > 0.9
    assert most_like("Ramaphosa", "今天下雨").score == 0
