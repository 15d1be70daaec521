"""What Chinese texts are about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from language.gazetteer import country_name
from language.topics import country_key, places, sound_key

_RUN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]{3,}")
# Characters that hardly ever tell what a text is about.
_LIGHT = frozenset(
    "的了在是和与及或并也都还就而但被把对于从向以为之其此该这那我他她它们个有不将已曾说称等中上下"
)
_ALSO = {
    "美方": "US", "美军": "US", "中方": "CN", "俄方": "RU", "俄军": "RU", "韩方": "KR",
    "朝方": "KP", "英方": "GB", "法方": "FR", "德方": "DE", "日方": "JP", "印方": "IN",
    "以方": "IL",
}  # fmt: skip


class ChineseTopics:
    """Pairs of characters for words; countries and cities by the names that CLDR gives them."""

    def words(self, text: str) -> Iterable[str]:
        """See `language.pack.TopicReader`."""
        for run in _RUN.findall(text):
            for first, second in pairwise(run):
                if first not in _LIGHT and second not in _LIGHT:
                    yield first + second

    def names(self, text: str) -> Iterable[str]:
        """See `language.pack.TopicReader`."""
        for match in named_places().finditer(text):
            yield _places()[match.group()]
        yield from filter(None, map(sound_key, _LATIN.findall(text)))


@cache
def _places() -> dict[str, str]:
    named = {name: key for name, key in places("zh").items() if len(name) > 1}
    also = {name: country_key(code) for name, code in _ALSO.items() if country_name(code)}
    return named | also


@cache
def named_places() -> re.Pattern[str]:
    """Return the pattern of the names of countries and cities."""
    return re.compile("|".join(sorted(map(re.escape, _places()), key=len, reverse=True)))


TOPICS = ChineseTopics()
