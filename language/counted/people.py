"""Whether a number can be of people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.counted.count import NEVER
from language.counted.heads import Found
from language.counted.number import Number
from language.counted.sentence import lead_text


@dataclass(frozen=True)
class People:
    """Words beside a number that say whether it is of people."""

    not_before: re.Pattern[str] = NEVER
    not_after: re.Pattern[str] = NEVER
    after: re.Pattern[str] | None = None
    """What must follow a number of people; None where anything may."""

    def can_be(
        self,
        text: str,
        number: Number,
        found: Found,
        old_before: re.Pattern[str],
        bare_after: re.Pattern[str],
    ) -> bool:
        """Whether a number can be of the people that a head names.

        Args:
            text: The sentence.
            number: One of its numbers.
            found: A head of people in it.
            old_before: Before a number, says that it was so before.
            bare_after: After a number that has no words of its own.

        """
        if number.noun and number.noun.people is False:
            return False
        end = number.quantity.end
        follows = self._follow(text, end, bare_after)
        if found.side == "before" and not text[found.end : number.start].strip(" ,:—"):
            return follows
        before = lead_text(text, number.start)
        if self.not_after.match(text, end) or (
            self.not_before.search(before) and not old_before.search(before)
        ):
            return False
        if found.side == "before":
            return follows
        return self.after is None or bool(self.after.match(text, end))

    def _follow(self, text: str, end: int, bare_after: re.Pattern[str]) -> bool:
        return (
            self.after is None
            or self.after.match(text, end) is not None
            or bare_after.match(text, end) is not None
        )
