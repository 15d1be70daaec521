"""Whether what changes by an amount does not change to it, nor the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from checks.contexts import TranslationContext
from checks.verdict import Check
from language.quantities.quantity import Kind
from language.quantities.reading import find_quantities

REACH = 40
"""Characters before an amount in which the verb stands."""

Change = Literal["by", "to"]

_AMOUNTS: frozenset[Kind] = frozenset({"number", "percent", "money", "fraction"})

_SIGN = r"(?:[$£€¥]|US\$)?\s?$"
_VERBS = {
    "en": re.compile(
        r"\b(?:rais|rise|rose|risen|rising|increas|lift|hik|grow|grew|climb|jump|surg|soar|boost"
        r"|cut|lower|reduc|fall|fell|drop|declin|slash|trim|shr[aiu]nk|plung|slump|expand)",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:повы[сш]|увелич|подн[яи]|вырос|возр[ао]с|раст|рост|подорож|сни[зж]|пони[зж]|сокра[тщ]"
        r"|уменьш|упа[лд]|пада|опуст|урез)",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"提高|上调|调高|提升|上升|上涨|增加|增长|加息|降低|下调|下降|下跌|减少|削减|降息"
    ),
}
# What says it, right before the amount. Chinese has no word for by.
_BY = {
    "en": re.compile(rf"\bby (?:an? |about |around |nearly |some )?{_SIGN}", re.IGNORECASE),
    "ru": re.compile(rf"\bна {_SIGN}", re.IGNORECASE),
    "zh": re.compile(r"(?!)"),
}
_TO = {
    "en": re.compile(
        rf"\b(?:to|between) (?:an? |about |around |nearly |some )?{_SIGN}", re.IGNORECASE
    ),
    "ru": re.compile(rf"\bдо {_SIGN}", re.IGNORECASE),
    "zh": re.compile(rf"[到至](?:了)?{_SIGN}"),
}


@dataclass(frozen=True)
class Changes:
    """What rises by an amount does not rise to it, nor falls to it by it.

    Sees *raises rates by three quarters of a point* as 提高到 3/4 个百分点 or повышает до, and
    *cut to 5 million* as сократил на. Compares one and the same amount after a verb of change;
    looks at Russian and Chinese, in Chinese only for what rises to an amount instead of by it.
    Cannot see an amount with another verb, nor one that the verb does not precede.
    """

    name: ClassVar[str] = "changes"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first amount turned round; skip where the source has none."""
        if context.target not in _VERBS:
            return Check(name=self.name, status="skipped")
        wanted = list(_changes(context.source, "en"))
        seen = list(_changes(context.hypothesis, context.target)) if wanted else []
        for value, change, said in wanted:
            if any(v == value and c != change for v, c, _ in wanted):
                continue
            found = [(c, words) for v, c, words in seen if v == value]
            if found and all(c != change for c, _ in found):
                return Check(name=self.name, status="failed", expected=said, seen=found[0][1])
        return Check(name=self.name, status="passed" if wanted else "skipped")


def _changes(text: str, language: str) -> Iterator[tuple[Decimal, Change, str]]:
    """Yield value, kind of change, and the words that say both."""
    for quantity in find_quantities(text, language):
        if quantity.kind not in _AMOUNTS or quantity.value == 1:  # dropped to one knee
            continue
        start = max(0, quantity.start - REACH)
        before = text[start : quantity.start]
        verbs = list(_VERBS[language].finditer(before))
        if not verbs:
            continue
        said = before[verbs[-1].start() :] + quantity.text
        if _BY[language].search(before):
            yield quantity.value, "by", said
        elif _TO[language].search(before):
            yield quantity.value, "to", said
