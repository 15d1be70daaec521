"""Whether what is more than a number is not made less, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.pack import Bounds as Words
from language.quantities.reading import find_quantities

REACH = 40
"""Characters before and after a number that can bound it."""

Bound = Literal["above", "below"]


@dataclass(frozen=True)
class Bounds(Rule):
    """Nearly 200 does not become more than 200, nor more than 200 nearly 200.

    Compares what bounds one and the same number in both texts. Cannot see a bound that is lost or
    added, nor one that is not beside its number.
    """

    name: ClassVar[str] = "bounds"
    subject: ClassVar[str] = "more than and less than"
    version: ClassVar[int] = 2
    reads: ClassVar[tuple[str, ...]] = ("bounds", "quantities")

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first bound turned round; skip where the source bounds no number."""
        known, target = context.source_pack.bounds, context.target_pack.bounds
        if (reason := lack(context, *self.reads)) or known is None or target is None:
            return self.skipped(reason)
        wanted = {
            value: (bound, said)
            for value, bound, said in _bounds(context.source, context.language, known)
            if bound is not None
        }
        held: dict[Decimal, list[tuple[Bound | None, str]]] = {}
        for value, bound, said in _bounds(context.hypothesis, context.target, target):
            held.setdefault(value, []).append((bound, said))
        for value, (bound, said) in wanted.items():
            found = held.get(value, [])
            if found and all(seen not in {bound, None} for seen, _ in found):
                return self.failed(said, found[0][1])
        return self.passed() if wanted else self.skipped()


def _bounds(text: str, language: str, words: Words) -> Iterator[tuple[Decimal, Bound | None, str]]:
    """Yield value, bound and bounding words with number, of each number."""
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
        if words.in_the_course(said, after):
            bound = None
        if trail := words.after_above.match(after):
            bound, said = "above", said + trail.group()
        elif trail := words.after_below.match(after):
            bound, said = "below", said + trail.group()
        elif words.above_within and words.above_within.search(quantity.text):
            bound = "above"
        yield quantity.value, bound, said
