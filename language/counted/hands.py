"""Who counts: the voices that a sentence names, and the hands that count the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from language.counted.count import NEVER, Span
from language.counted.number import Number
from language.counted.sentence import Sentence


@dataclass(frozen=True)
class Hands:
    """Words for those who count, and for their saying so."""

    voices: Mapping[str, re.Pattern[str]]
    """By one name in all languages."""
    says: re.Pattern[str]
    """Between a number and one without words of its own, says that both count the same."""
    says_after: re.Pattern[str] = NEVER
    others: re.Pattern[str] = NEVER
    """Between two numbers, names another who counts the same."""

    def voice(self, sentence: Sentence, number: Number, part: Span) -> str:
        """Return who gives a number: of those named in its part of the sentence, the nearest."""
        return _nearest(sentence, number, self.voices, part)[0]

    def hand(self, sentence: Sentence, number: Number, part: Span) -> str:
        """Return the words for who counts that stand nearest to a number."""
        return _nearest(sentence, number, {"": self.others}, part)[1]

    def say_again(self, text: str, before: int, number: Number) -> bool:
        """Whether a number is another hand's of what the number that ends at ``before`` counts."""
        return bool(
            self.says.search(text, before, number.start)
            or self.says_after.match(text, number.end)
            or (number.noun is None and self.others.search(text, before, number.start))
        )


def _nearest(
    sentence: Sentence, number: Number, names: Mapping[str, re.Pattern[str]], part: Span
) -> tuple[str, str]:
    """Return the name whose words stand nearest to a number, and these words."""
    named = []
    for name, words in names.items():
        for match in words.finditer(sentence.text, *part):
            letters, crossed = sentence.between(match.span(), (number.start, number.end))
            named.append((crossed, letters, name, match.group().casefold()))
    return min(named)[2:] if named else ("", "")
