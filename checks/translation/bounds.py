"""Whether what is more than a number is not made less, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from checks.contexts import TranslationContext
from checks.verdict import Check
from language.quantities.reading import find_quantities

REACH = 40
"""Characters before and after a number that can bound it."""

Bound = Literal["above", "below"]


@dataclass(frozen=True)
class _Words:
    """What bounds the number that follows (``below``, ``above``) or that stands before it."""

    below: re.Pattern[str]
    above: re.Pattern[str]
    after_below: re.Pattern[str]
    after_above: re.Pattern[str]


_NEVER = re.compile(r"(?!)")
_SIGN = r"(?:[$£€¥]|US\$)?\s?$"
_RU_LINK = r"(?:[ \u00a0]чем)?(?:[ \u00a0](?:в|на|у|из|со?|за|для|к|по|от))?[ \u00a0]"
# Up to a number, and neither from another one nor what has grown or fallen to it.
_RU_UP_TO = (
    r"^(?!.*\b(?:вырос|возр|увелич|повы|подн|сниз|сокра|упа|пада|умень|дош|довед|дов[её]л|раст|рост"
    r"|расшир|(?:от|со?)[ \u00a0][\d$€£])).*\bдо"
)
_WORDS = {
    "en": _Words(
        below=re.compile(
            r"\b(?:nearly|almost|close to|(?:just|slightly|well)? ?(?:under|below)|less than"
            r"|fewer than|up to|at most|(?:no|not) (?:more|higher|longer|greater) than)"
            rf" (?:an? |the )?{_SIGN}",
            re.IGNORECASE,
        ),
        above=re.compile(
            r"(?<!no )(?<!not )\b(?:more than|over|at least|exceed(?:s|ed|ing)?|upwards? of"
            rf"|in excess of|no (?:less|fewer) than|not (?:less|fewer) than) (?:an? |the )?{_SIGN}",
            re.IGNORECASE,
        ),
        after_below=_NEVER,
        after_above=re.compile(r" or more\b|\+", re.IGNORECASE),
    ),
    "ru": _Words(
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
    ),
    "zh": _Words(
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
    ),
}
_WITHIN = re.compile(r"[多余]")
# Over five years: in the course of them, or more than they are.
_PERIOD = re.compile(
    r"[ -](?:(?:second|minute|hour|day|week|month|year|decade|centur)\w*)", re.IGNORECASE
)


@dataclass(frozen=True)
class Bounds:
    """Nearly 200 does not become more than 200, nor more than 200 nearly 200.

    Compares what bounds one and the same number in both texts. Looks at Russian and Chinese.
    Cannot see a bound that is lost or added, nor one that is not beside its number.
    """

    name: ClassVar[str] = "bounds"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first bound turned round; skip where the source bounds no number."""
        if context.target not in _WORDS:
            return Check(name=self.name, status="skipped")
        wanted = {
            value: (bound, said)
            for value, bound, said in _bounds(context.source, "en")
            if bound is not None
        }
        held: dict[Decimal, list[tuple[Bound | None, str]]] = {}
        for value, bound, said in _bounds(context.hypothesis, context.target):
            held.setdefault(value, []).append((bound, said))
        for value, (bound, said) in wanted.items():
            found = held.get(value, [])
            if found and all(seen not in {bound, None} for seen, _ in found):
                return Check(name=self.name, status="failed", expected=said, seen=found[0][1])
        return Check(name=self.name, status="passed" if wanted else "skipped")


def _bounds(text: str, language: str) -> Iterator[tuple[Decimal, Bound | None, str]]:
    """Yield value, bound and bounding words with number, of each number."""
    words = _WORDS[language]
    for quantity in find_quantities(text, language):
        if quantity.kind in {"month", "weekday", "decade", "time"}:
            continue
        start = max(0, quantity.start - REACH)
        before, after = text[start : quantity.start], text[quantity.end : quantity.end + REACH]
        above = words.above.search(before)
        below = words.below.search(before)
        bound: Bound | None = "above" if above else "below" if below else None
        match = above or below
        said = text[start + match.start() if match else quantity.start : quantity.end]
        if language == "en" and said.lower().startswith("over") and _PERIOD.match(after):
            bound = None
        if trail := words.after_above.match(after):
            bound, said = "above", said + trail.group()
        elif trail := words.after_below.match(after):
            bound, said = "below", said + trail.group()
        elif language == "zh" and _WITHIN.search(quantity.text):
            bound = "above"
        yield quantity.value, bound, said
