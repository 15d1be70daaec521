"""Where something is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from language.counted.count import NEVER, Span
from language.counted.number import Number
from language.counted.sentence import Sentence, lead


@dataclass(frozen=True)
class Places:
    """Names of places, and words that say that a number is of one."""

    names: Callable[[str], Iterable[Span]] = lambda _text: ()
    """Names of places in a text, as far as something may be counted there."""
    after: re.Pattern[str] = NEVER
    """After a number without words of its own, says where as many were."""
    before: re.Pattern[str] = NEVER
    """The same before it."""

    def place(self, sentence: Sentence, span: Span) -> str:
        """Return the place that a sentence gives for a count in it, as printed; else nothing."""
        text = sentence.text
        first, last = sentence.part(*span)
        named = sorted(self.names(text))
        beside = self.after.match(text, span[1])
        for start, end in named if beside else ():
            if span[1] <= start and beside and start < beside.end():
                return text[start:end]
        own = [name for name in named if first <= name[0] < last]
        if own:
            nearest = min(own, key=lambda name: max(name[0] - span[1], span[0] - name[1]))
            return text[slice(*nearest)]
        before = [name for name in named if name[1] <= first]
        return text[slice(*before[-1])] if before else ""

    def is_placed(self, text: str, number: Number, bare_after: re.Pattern[str]) -> bool:
        """Whether a number has the name of a place for all words of its own.

        Args:
            text: The sentence.
            number: One of its numbers.
            bare_after: After a number that has no words of its own.

        """
        if number.noun and number.noun.what != "people":
            return False
        return bool(
            self.after.match(text, number.end)
            or (
                self.before.search(text, *lead(number.start)) and bare_after.match(text, number.end)
            )
        )
