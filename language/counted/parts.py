"""Numbers of some of those who were counted, and of those who come in addition."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from language.counted.count import BY_NOUN, NEVER, Count, Noun, Span, count_alone
from language.counted.number import SURELY_FROM
from language.counted.sentence import lead
from language.quantities.quantity import Quantity


@dataclass(frozen=True)
class Parts:
    """Words that say of which whole a number is a part, or that it is the whole."""

    before: re.Pattern[str]
    """Says that some of those counted before are meant: *including*."""
    after: re.Pattern[str]
    """Says that some of a number or of others are meant: *of the dead*, or the ratio's base."""
    wholes_before: re.Pattern[str]
    """Says that it is what others are part of: *out of*."""
    more_before: re.Pattern[str]
    """Says that they come in addition: *another*."""
    more_after: re.Pattern[str] = NEVER

    def is_some(self, text: str, span: Span) -> bool:
        """Whether a count is said to be of some of those who were counted."""
        some = self.after.match(text, span[1]) or self.before.search(text, *lead(span[0]))
        return some is not None

    def counts(
        self,
        text: str,
        quantities: Sequence[Quantity],
        noun: Callable[[str, int], Noun | None],
        named: Collection[str],
    ) -> Iterator[Count]:
        """Yield who some of those are that were counted: *three of them soldiers*.

        Args:
            text: A sentence.
            quantities: Its quantities.
            noun: Finds the noun of a number by the offset where that ends.
            named: What heads name, whatever becomes of it.

        """
        for quantity in quantities:
            if quantity.kind != "number" or quantity.value < SURELY_FROM:
                continue
            if (of := self.after.match(text, quantity.end)) is None:
                continue
            who = noun(text, of.end()) or noun(text, quantity.end)
            if who and who.people and who.what not in named:
                head = replace(BY_NOUN, what=who.what)
                yield count_alone(head, quantity, quantity.start, quantity.end, noun=who)
