"""Countries within Chinese compounds: 中俄, 美方."""

from __future__ import annotations

import re

# Countries that stand beside one another in a compound, and what makes a compound with one.
_BRIEF = (
    "中美俄英法德日韩朝印以伊乌欧亚非澳加巴白墨意西葡荷比瑞芬希"
    "土叙黎沙埃泰缅越柬菲马新港台蒙古波匈捷塞格立委挪奥华"
)
_AFTER = "方军媒企籍裔资股式总外防驻对关"
_BEFORE = "驻访赴抵涉反亲援旅"


def in_compound(character: str, text: str) -> bool:
    """Whether a text has a character as the short name of a country, in a compound."""
    c = re.escape(character)
    pattern = rf"{c}[{_BRIEF}{_AFTER}]|[{_BRIEF}{_BEFORE}]{c}"
    return re.search(pattern, text) is not None
