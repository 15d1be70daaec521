"""Points of the compass in Chinese."""

from __future__ import annotations

import re

from language.compass import Compass

COMPASS = Compass(
    plain=re.compile(
        r"(?:(?P<first>[东西])(?P<second>[南北])|(?P<only>[东南西北])(?<!山东)(?<!广东)(?<![河湖云海越]南)"
        r"(?<![河湖]北)(?<![山江广巴]西))"
        r"(?:[部侧端边面岸角郊麓翼]|方(?!国)|[向行](?!来)|以[东南西北])"
    ),
    loose=re.compile(r"(?P<first>[东西])(?P<second>[南北])|(?P<only>[东南西北])"),
    initials={"北": "N", "南": "S", "东": "E", "西": "W"},
)
