"""Names in Chinese texts, apart from the words and longer names that only hold their characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from language.glossary_name import Bearers
from language.renderings import squeeze

# Short Chinese renderings that are as often the beginning of a longer transliteration.
_SHORT = (
    "马里|巴林|阿曼|多哥|加纳|贝宁|汤加|海地|利马|巴库|安曼|罗马|米兰|里加|洛美|古巴|帕劳"
    "|多米尼克|约旦|拉萨"
)
_FRAGMENTS = re.compile(
    rf"(?:{_SHORT})(?=[科斯特尔奥克兰亚娜顿莱诺西塞德里拉罗尼])"
    rf"|(?<=[卡尔斯克拉德诺罗萨维埃奥娜蒂塔格菲弗])(?:{_SHORT})"
)
# Chinese words that hold a name without meaning it.
_TRAPS = re.compile(
    r"发展中国家|发达中国家|[沿东南北西近黄红黑]海地|海地(?:区|震|带)|东海岸|南海岸|北海岸|北海道"
    r"|巴西安|新西安"
    r"|印度教|哥伦比亚(?:广播|特区|大学)|巴黎圣日[尔耳]曼|参加沙|大连(?:续|接|锁|任|胜)|形成都|构成都|阿曼达|巴林顿|马里奥|约旦河西岸|[今当昨]日本|世界上海"
    r"|在上海拔"
)


def _keys(rendering: str, family_first: bool) -> Iterable[str]:
    """Return the first character; two may be a word where a family name is one of them."""
    return rendering[:1] if len(rendering) > (2 if family_first else 1) else ()


def _find(index: Mapping[str, Collection[str]], text: str) -> Iterator[str]:
    plain = _FRAGMENTS.sub("　", _TRAPS.sub("　", squeeze(text)))
    at = 0
    while at < len(plain):
        fitting = [r for r in index.get(plain[at], ()) if plain.startswith(r, at)]
        if fitting:
            longest = max(fitting, key=len)
            yield longest
            at += len(longest)
        else:
            at += 1


BEARERS = Bearers(keys=_keys, find=_find)
