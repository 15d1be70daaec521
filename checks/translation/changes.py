"""Whether what changes by an amount does not change to it, nor the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from checks.contexts import TranslationContext
from checks.verdict import Check, Rule, lack
from language.pack import Changes as Words
from language.quantities.quantity import Kind
from language.quantities.reading import find_quantities

REACH = 40
"""Characters before an amount in which the verb stands."""

Change = Literal["by", "to"]

_AMOUNTS: frozenset[Kind] = frozenset({"number", "percent", "money", "fraction"})


@dataclass(frozen=True)
class Changes(Rule):
    """What rises by an amount does not rise to it, nor falls to it by it.

    Sees *raises rates by three quarters of a point* as 提高到 3/4 个百分点 or повышает до, and
    *cut to 5 million* as сократил на. Compares one and the same amount after a verb of change; in
    Chinese only what rises to an amount instead of by it. Cannot see an amount with another verb,
    nor one that the verb does not precede.
    """

    name: ClassVar[str] = "changes"
    subject: ClassVar[str] = "changes by or to an amount"
    reads: ClassVar[tuple[str, ...]] = ("changes", "quantities")

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first amount turned round; skip where the source has none."""
        known, target = context.source_pack.changes, context.target_pack.changes
        if (reason := lack(context, *self.reads)) or known is None or target is None:
            return self.skipped(reason)
        wanted = list(_changes(context.source, context.language, known))
        seen = list(_changes(context.hypothesis, context.target, target)) if wanted else []
        for value, change, said in wanted:
            if any(v == value and c != change for v, c, _ in wanted):
                continue
            found = [(c, words) for v, c, words in seen if v == value]
            if found and all(c != change for c, _ in found):
                return self.failed(said, found[0][1])
        return self.passed() if wanted else self.skipped()


def _changes(text: str, language: str, words: Words) -> Iterator[tuple[Decimal, Change, str]]:
    """Yield value, kind of change, and the words that say both."""
    for quantity in find_quantities(text, language):
        if quantity.kind not in _AMOUNTS or quantity.value == 1:  # dropped to one knee
            continue
        start = max(0, quantity.start - REACH)
        before = text[start : quantity.start]
        verbs = list(words.verbs.finditer(before))
        if not verbs:
            continue
        said = before[verbs[-1].start() :] + quantity.text
        if words.by and words.by.search(before):
            yield quantity.value, "by", said
        elif words.to.search(before):
            yield quantity.value, "to", said
