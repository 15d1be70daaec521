"""Whether the translation repeats itself where the source does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule

# A dash parts a phrase from the same one after it, as in a heading and what it heads.
_WORD = re.compile(r"[^\W_]+|(?<=\s)[-–—](?=\s)")
_LONGEST = 100
"""Units of the longest loop that is looked for; what is longer comes back anyway."""


@dataclass(frozen=True)
class Repetition(Rule):
    """The translation has no loops and no doubled phrases.

    Sees a phrase that follows itself, unless one does in the source, and a longer one that comes
    back anywhere, unless one does in the source. Cannot see a thing said twice in other words.
    """

    name: ClassVar[str] = "repetition"
    subject: ClassVar[str] = "repetition"
    doubled: int = 3
    """Words that may not follow themselves at once."""
    returning: int = 6
    """Words that may not come back."""
    doubled_characters: int = 4
    """The same for characters, in languages without spaces."""
    returning_characters: int = 12

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first repetition that the source has no match for."""
        unspaced = not context.target_pack.spaced
        hypothesis = _WORD.findall(context.hypothesis.casefold())
        units = list("".join(hypothesis)) if unspaced else hypothesis
        doubled = self.doubled_characters if unspaced else self.doubled
        returning = self.returning_characters if unspaced else self.returning
        source = _WORD.findall(context.source.casefold())
        loops = _loop(source, self.doubled)
        seen = None if loops else _loop(units, doubled)
        if seen is None and not (loops or _returns(source, max(3, self.returning // 2))):
            seen = _returns(units, returning)
        if seen is None:
            return self.passed()
        return self.failed("each phrase once", ("" if unspaced else " ").join(seen))


def _loop(units: Sequence[str], least: int) -> Sequence[str] | None:
    """Return what follows itself at once: ``least`` units twice, or fewer three times and more."""
    for size in range(1, min(len(units) // 2, _LONGEST) + 1):
        times = 2 if size >= least else 3 if size > 1 else 4
        run = 0
        for here in range(len(units) - size):
            run = run + 1 if units[here] == units[here + size] else 0
            if run < size * (times - 1):
                continue
            phrase = units[here - size + 1 : here + 1]
            if not all(unit.isdecimal() for unit in phrase):
                return phrase
            run = 0
    return None


def _returns(units: Sequence[str], least: int) -> Sequence[str] | None:
    """Return the first run of ``least`` units that comes back."""
    known: dict[tuple[str, ...], int] = {}
    for start in range(len(units) - least + 1):
        phrase = tuple(units[start : start + least])
        first = known.setdefault(phrase, start)
        if start - first >= least:
            return phrase
    return None
