"""What Russian says of amounts: bounds, changes by or to them, points, multiples."""

from __future__ import annotations

import re

from language.pack import Bounds, Changes, Multiples

_NEVER = re.compile(r"(?!)")
_SIGN = r"(?:[$£€¥]|US\$)?\s?$"
_RU_LINK = r"(?:[ \u00a0]чем)?(?:[ \u00a0](?:в|на|у|из|со?|за|для|к|по|от))?[ \u00a0]"
# Up to a number, and neither from another one nor what has grown or fallen to it.
_RU_UP_TO = (
    r"^(?!.*\b(?:вырос|возр|увелич|повы|подн|опус[тк]|урез|сни[зж]|сокра|упа|пада|умень|дош|довед"
    r"|дов[её]л|раст|рост|расшир|пункт|(?:от|со?)[ \u00a0][\d$€£])).*\b(?P<bound>до)"
)


BOUNDS = Bounds(
    below=re.compile(
        r"(?:\b(?:почти|(?<!не )менее|(?<!не )меньше|не (?:более|больше|свыше)"
        rf"|максимум|не превы(?:ша|си)\w+){_RU_LINK}|{_RU_UP_TO} ){_SIGN}",
        re.IGNORECASE,
    ),
    above=re.compile(
        r"\b(?:(?<!не )более|(?<!не )свыше|(?<!не )больше|не (?:менее|меньше)|как минимум"
        r"|по (?:меньшей|крайней) мере|минимум|(?<!не )превы(?:ша|си)\w+)"
        rf"{_RU_LINK}{_SIGN}",
        re.IGNORECASE,
    ),
    after_below=_NEVER,
    after_above=re.compile(r"(?:[ \u00a0][\w$€]+)?[ \u00a0](?:с лишним|(?:и|или) более)\b|\+"),
)

_ROUGHLY = r"(?:(?:почти|примерно|приблизительно|около|более|менее|чем|всего|только) ){0,2}"
CHANGES = Changes(
    verbs=re.compile(
        r"\b(?:повы[сш]|увелич|подн[яи]|вырос|возр[ао]с|раст|рост|подорож|сни[зж]|пони[зж]|сокра[тщ]"
        r"|уменьш|упа[лд]|пада|опуст|урез)",
        re.IGNORECASE,
    ),
    by=re.compile(rf"\bна {_SIGN}", re.IGNORECASE),
    to=re.compile(rf"\bдо {_SIGN}", re.IGNORECASE),
    starts=re.compile(rf"\b(?:с|со|от) ?{_ROUGHLY}{_SIGN}", re.IGNORECASE),
    ends=re.compile(rf"\b(?:до|по) ?(?:отметки |уровня )?{_ROUGHLY}{_SIGN}", re.IGNORECASE),
    span=re.compile(r"\s?[-–—]\s?[$£€]?"),
)

POINTS = re.compile(r"\b(?:пункт|балл|очк)|п\. ?п\.|б\. ?п\.", re.IGNORECASE)

MULTIPLES = Multiples(
    words=re.compile(r"\b(?:вдвое|втрое|в (?:два|три) раза|удво\w+|утроен\w*|утроил\w*)", re.I)
)
