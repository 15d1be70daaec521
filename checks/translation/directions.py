"""Whether the points of the compass are those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check

_ENGLISH = re.compile(
    r"\b(?:(?P<first>north|south)(?:[ -]?(?P<second>east|west))?|(?P<only>east|west))"
    r"(?:ern(?:er|most)?s?|erly|wards?|bound)?\b",
    re.IGNORECASE,
)
_INITIALS = {
    "north": "N", "south": "S", "east": "E", "west": "W",
    "север": "N", "юг": "S", "юж": "S", "восто": "E", "запад": "W",
    "北": "N", "南": "S", "东": "E", "西": "W",
}  # fmt: skip
_RUSSIAN = re.compile(
    r"\b(?:(?P<first>север|юг|юж)о-?(?P<second>восто|запад)(?:к(?:а|у|ом|е)?|чн\w+|а|у|ом|е|н\w+)?\b"
    r"|(?:(?P<only>север|юг|запад)(?:а|у|ом|е)?|(?P<east>восто)к(?:а|у|ом|е)?"
    r"|(?P<adjective>север|юж|запад|восто)ч?н(?!о\w{3})\w+)\b)",
    re.IGNORECASE,
)
# Anything that may be meant for a direction, with names such as 北约 and южнокорейский.
_RUSSIAN_LOOSE = re.compile(
    r"(?P<first>север|юг|юж)н?о-?(?P<second>восто|запад)|(?P<only>север|юг|юж|восто(?=[кч])|запад)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:(?P<first>[东西])(?P<second>[南北])|(?P<only>[东南西北])(?<!山东)(?<!广东)(?<![河湖云海越]南)"
    r"(?<![河湖]北)(?<![山江广巴]西))"
    r"(?:[部侧端边面岸角郊麓翼]|方(?!国)|[向行](?!来)|以[东南西北])"
)
_CHINESE_LOOSE = re.compile(r"(?P<first>[东西])(?P<second>[南北])|(?P<only>[东南西北])")

_LANGUAGES = {"ru": (_RUSSIAN, _RUSSIAN_LOOSE), "zh": (_CHINESE, _CHINESE_LOOSE)}


@dataclass(frozen=True)
class Directions:
    """North, south, east and west, and those between, are those of the source.

    Sees *southwest* as северо-запад. Looks at Russian and Chinese. A direction that is missing
    fails only where the translation has one that the source has not. Directions within names are
    left to the check of names. Cannot see two directions that changed places.
    """

    name: ClassVar[str] = "directions"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail where one direction stands in place of another; skip where there is none."""
        if context.target not in _LANGUAGES:
            return Check(name=self.name, status="skipped")
        pattern, loose = _LANGUAGES[context.target]
        source = context.source
        for term in context.terms:
            source = source.replace(term.source, "…")
        wanted, held = _plain(_ENGLISH, source), _plain(pattern, context.hypothesis)
        missing = wanted.keys() - _any(loose, context.hypothesis)
        added = held.keys() - _any(_ENGLISH, context.source)
        if missing and added:
            return Check(
                name=self.name,
                status="failed",
                expected=", ".join(wanted[point] for point in sorted(missing)),
                seen=", ".join(held[point] for point in sorted(added)),
            )
        return Check(name=self.name, status="passed" if wanted else "skipped")


def _points(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in pattern.finditer(text):
        parts = [_INITIALS[part.lower()] for part in match.groupdict().values() if part]
        yield "".join(sorted(parts, key="NSEW".index)), match


def _plain(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    """Points in words of lower case: in capitals they are parts of names, or the West."""
    return {
        point: match.group()
        for point, match in _points(pattern, text)
        if match.group()[0] == match.group()[0].lower()
    }


def _any(pattern: re.Pattern[str], text: str) -> set[str]:
    """All points, with both halves of those such as NE."""
    found = {point for point, _ in _points(pattern, text)}
    return found | {half for point in found for half in point}
