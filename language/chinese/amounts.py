"""What Chinese says of amounts: bounds, changes by or to them, points, multiples."""

from __future__ import annotations

import re

from language.pack import Bounds, Changes, Multiples

_SIGN = r"(?:[$£€¥]|US\$)?\s?$"


BOUNDS = Bounds(
    below=re.compile(
        r"(?:(?<![最附靠临亲接远])近|将近|接近|几乎|不到|不足|少于|低于|最多|至多|不超过"
        rf"|不多于)(?:有|了)?\s?{_SIGN}"
    ),
    above=re.compile(
        r"(?:(?<!不)(?<!未)(?<!没有)超过|(?<!不)(?<!未)超(?:出)?|逾|(?<!不)多于|(?<!不)高于"
        rf"|至少|不少于|不低于|不下)(?:有|了)?\s?{_SIGN}"
    ),
    after_below=re.compile(r"[\u4e00-\u9fff]{0,3}(?:以下|以内|之内)"),
    after_above=re.compile(r"[多余]|[\u4e00-\u9fff]{0,3}(?:以上|有余|开外)"),
    above_within=re.compile(r"[多余]"),
)

CHANGES = Changes(
    verbs=re.compile(
        r"提高|上调|调高|提升|上升|上涨|增加|增长|加息|降低|下调|下降|下跌|减少|削减|降息"
    ),
    by=None,
    to=re.compile(rf"[到至](?:了)?{_SIGN}"),
    starts=re.compile(rf"[从由自](?:[^，。；、]{{0,12}}的)?[^，。；、\d]{{0,8}}?{_SIGN}"),
    span=re.compile(r"[^，。；、\d]{0,4}[至到]\s?[$£€¥]?|\s?[-–—~～]\s?[$£€¥]?"),
    ends=re.compile(rf"[到至](?:了)?(?:大?约|近|超过)?{_SIGN}"),
)

POINTS = re.compile(r"百分点|基本?点|个点|[半\d]分(?!之)")

MULTIPLES = Multiples(words=re.compile(r"[两二三]倍|翻了?[一两]?[倍番]"))
