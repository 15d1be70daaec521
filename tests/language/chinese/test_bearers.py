from __future__ import annotations

import pytest

from language.chinese.bearers import BEARERS

NAMES = ("普京", "韩国", "印度", "印度尼西亚", "海地", "马里")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("普京访问韩国。", ["普京", "韩国"]),
        ("印度尼西亚总统", ["印度尼西亚"]),
        ("印度教节日", []),
        ("沿海地区", []),
        ("马里奥说", []),
        ("海 地发生地震", ["海地"]),
    ],
)
def test_names_are_told_from_words_that_hold_them(text: str, found: list[str]) -> None:
    index: dict[str, list[str]] = {}
    for name in NAMES:
        for key in BEARERS.keys(name, False):
            index.setdefault(key, []).append(name)
    assert list(BEARERS.find(index, text)) == found


def test_what_tells_nobody_apart_is_not_filed() -> None:
    assert not tuple(BEARERS.keys("中", False))
    assert not tuple(BEARERS.keys("王毅", True))
    assert tuple(BEARERS.keys("习近平", True)) == ("习",)
