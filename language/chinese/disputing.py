"""How Chinese tells of denials."""

from __future__ import annotations

import re

from language.disputing import Disputing

DISPUTING = Disputing(
    reports=re.compile(r"[说称]|表示|指出|认为|告诉|据|强调|回应|坚称|指责"),
    denies=re.compile(r"否认|驳斥|反驳|排除|没有证据|并无证据"),
    denies_it=re.compile(
        r"(?:对此|均|予以|则|却)(?:予以)?(?:否认|驳斥)|并非(?:事实|如此)|不属实|与[^，。]{1,12}矛盾"
    ),
    negates=re.compile(r"没有|不(?!断|仅|过|同|久|少)|未|无(?!论|人机)|并非|从未"),
    retorts=re.compile(r"反驳|回击|不同意"),
    contrasts=re.compile(r"但|却|然而|不过|反驳|而"),
)
