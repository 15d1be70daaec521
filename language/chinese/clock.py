"""Times of day in Chinese."""

from __future__ import annotations

import re

from language.clock import Clock, times_with_part

CLOCK = Clock(
    times=times_with_part(
        time=re.compile(
            r"(?P<part>凌晨|清晨|清早|早晨|早上|早间|今早|上午|中午|正午|午后|下午|傍晚|晚上|晚间|今晚"
            r"|昨晚|当晚|夜间|夜里|深夜|半夜|午夜|早|晚)\s?(?<!\d)(?P<hour>[01]?\d|2[0-4])\s?"
            r"(?:[:：]\s?(?P<minute>[0-5]\d)|[点时](?:钟|整)?(?:\s?(?P<more>[0-5]?\d)\s?分)?)"
        ),
        parts=(
            (re.compile("凌晨"), tuple(range(7))),
            (re.compile("早"), tuple(range(1, 12))),
            (re.compile("清晨"), tuple(range(3, 10))),
            (re.compile("上午"), tuple(range(5, 12))),
            (re.compile("[中正]午"), tuple(range(10, 15))),
            (re.compile("下午|午后"), tuple(range(12, 20))),
            (re.compile("傍晚"), tuple(range(15, 21))),
            (re.compile("[晚夜]"), (*range(16, 24), *range(5))),
        ),
    ),
    noon=re.compile(r"中午|正午|午间|(?<!\d)12\s?[点时:：]"),
    midnight=re.compile(r"午夜|子夜|半夜|零时|零点|(?<!\d)0\s?[点时:：]|凌晨"),
)
