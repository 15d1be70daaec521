"""Whether two values of a sentence changed places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.pack import Changes, LanguagePack
from language.quantities.quantity import Kind, Quantity, quote
from language.quantities.reading import find_measures, find_quantities

REACH = 40
"""Characters before an amount that say whether something changes from it or to it."""
_MOST = 24
"""Amounts of a sentence that are compared: what has more is a table."""
_KINDS: frozenset[Kind] = frozenset({"number", "percent", "money", "fraction", "year"})


@dataclass(frozen=True)
class Swapped(Rule):
    """What goes from one value to another does not go the other way, and each count keeps its own.

    Sees *from 3 to 5 percent* as с 5 до 3 %, and *three dead and five injured* as 五人死亡、三人
    受伤, where both texts say with their own words which value is which. Cannot see other values
    that changed places, such as those of two names.
    """

    name: ClassVar[str] = "swapped"
    subject: ClassVar[str] = "values that changed places"
    reads: ClassVar[tuple[str, ...]] = ("changes", "quantities")

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first two values that changed places; skip where no two could have."""
        known, target = context.source_pack, context.target_pack
        if (reason := lack(context, *self.reads)) or not (known.changes and target.changes):
            return self.skipped(reason)
        source = _amounts(context.source, context.language)
        held = _amounts(context.hypothesis, context.target)
        if max(len(source), len(held)) > _MOST:
            return self.skipped()
        both = {q.value for q in source} & {q.value for q in held}
        if len(both) < 2:
            return self.skipped()
        starts, ends = _ends(context.source, source, known.changes)
        their_starts, their_ends = _ends(context.hypothesis, held, target.changes)
        for start in starts & both:
            for end in ends & both - starts:
                if start not in ends and end in their_starts and start in their_ends:
                    return self._failed(context, source, held, (start, end))
        ours = _counts(context.source, context.language, known)
        theirs = _counts(context.hypothesis, context.target, target)
        for one, other in combinations(sorted(ours.keys() & theirs.keys()), 2):
            values = ours[one], ours[other]
            if values[0] != values[1] and (theirs[other], theirs[one]) == values:
                return self._failed(context, source, held, values)
        return self.passed()

    def _failed(
        self,
        context: TranslationContext,
        source: Sequence[Quantity],
        held: Sequence[Quantity],
        values: tuple[Decimal, Decimal],
    ) -> Check:
        return self.failed(
            quote([q for q in source if q.value in values], context.source),
            quote([q for q in held if q.value in values], context.hypothesis),
        )


def _amounts(text: str, language: str) -> list[Quantity]:
    return [q for q in find_quantities(text, language) if q.kind in _KINDS]


def _ends(
    text: str, quantities: Sequence[Quantity], words: Changes
) -> tuple[set[Decimal], set[Decimal]]:
    """Return the values from which and those to which something goes."""
    before = {q: text[max(0, q.start - REACH) : q.start] for q in quantities}
    starts = {q.value for q, lead in before.items() if words.starts.search(lead)}
    ends = {q.value for q, lead in before.items() if words.ends.search(lead)}
    for first, second in pairwise(quantities):
        between = text[first.end : second.start][:REACH]
        if first.kind == second.kind and words.span.fullmatch(between):
            starts.add(first.value)
            ends.add(second.value)
    return starts, ends


def _counts(text: str, language: str, known: LanguagePack) -> Mapping[str, Decimal]:
    """Return the value of each thing that a sentence counts once, by the thing's name."""
    found: dict[str, set[Decimal]] = {}
    for what, value in _counted(text, language, known):
        found.setdefault(what, set()).add(value)
    return {what: values.pop() for what, values in found.items() if len(values) == 1}


def _counted(text: str, language: str, known: LanguagePack) -> Iterator[tuple[str, Decimal]]:
    if known.counted is None or known.bounds is None:
        return
    quantities, measures = find_quantities(text, language), find_measures(text, language)
    for count in known.counted.find(text, quantities, measures, known.bounds.patterns, None):
        if count.named and count.measure is None:  # a measure tells itself which it is
            yield count.what, count.quantity.value
