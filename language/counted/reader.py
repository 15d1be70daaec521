"""The reader of what a text counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from language.counted.count import BoundPatterns, Count, Span
from language.counted.number import count_by_value
from language.counted.numbers import is_passed_over, read_numbers
from language.counted.reading import Reading
from language.counted.sums import is_pounds, with_sums
from language.counted.wording import Wording
from language.measures import Measure
from language.quantities.quantity import Quantity

_MAX_SENTENCE = 2_000
"""Characters: what is longer is no sentence whose parts could be told apart."""
_MAX_NUMBERS = 24
"""In a sentence: what has more is a table."""


@dataclass(frozen=True)
class Counted(Wording):
    """How a language says what it counts, and what its sentences count."""

    def find(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: Sequence[Measure],
        bounds: BoundPatterns,
        year: int | None,
        context: Sequence[Count] = (),
    ) -> Iterator[Count]:
        """Yield what the numbers of a sentence count, in order.

        Args:
            text: A sentence; of one over 2,000 characters nothing is told.
            quantities: Its quantities.
            measures: Its measures.
            bounds: Patterns of the language's `Bounds`.
            year: Of publication: what is told of another year is left out.
            context: What the sentence before counts: a number without a word of its own goes on
                with it.

        """
        if len(text) > _MAX_SENTENCE:
            return
        counts = list(self._find(text, quantities, measures, bounds, year, context))
        wrong = [count for count in counts if self.times.is_corrected(text, count.start)]
        for count in counts:
            if count in wrong:
                yield replace(count, old=True, role=count.role or _corrected(count))
            elif any((count.what, count.of) == (other.what, other.of) for other in wrong):
                yield replace(count, moved=True, role=count.role or _corrected(count))
            else:
                yield count

    def place(self, text: str, span: Span) -> str:
        """Return the place that a sentence gives for a count in it, as printed; else nothing.

        It is the one right after it, the nearest in its part of the sentence, or the last before.
        """
        return self.places.place(self.sentence(text), span)

    def is_part(self, text: str, span: Span) -> bool:
        """Whether a count is said to be of some of those who were counted, those in a place."""
        some = self.parts.is_some(text, span)
        return some and self.places.after.match(text, span[1]) is not None

    def _find(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: Sequence[Measure],
        bounds: BoundPatterns,
        year: int | None,
        context: Sequence[Count],
    ) -> Iterator[Count]:
        measured = {measure.quantity: measure for measure in measures if not is_pounds(measure)}
        quantities = self.units.complete(text, quantities, measured, context, self.bare_after)
        alone = list(self.alone.counts(text, quantities, self.noun))
        yield from alone
        yield from self.alone.ranks(text, quantities)
        yield from self.parts.counts(text, quantities, self.noun, self.named)
        quantities = [q for q in quantities if not any(c.start <= q.start < c.end for c in alone)]
        sums = any(count.head.counts == "money" for count in context)
        quantities = list(with_sums(quantities, measured, known=sums))
        read = read_numbers(self, text, quantities, measured, bounds)
        for number in read:
            if number.quantity.kind == "money" and self.relative.is_rate(text, number):
                yield from filter(None, [count_by_value(number)])
        numbers = [number for number in read if not is_passed_over(self, text, number)]
        if 0 < len(numbers) <= _MAX_NUMBERS:
            sentence = self.sentence(text)
            yield from Reading(self, sentence, numbers, quantities, year, context).counts()


def _corrected(count: Count) -> str:
    """Return a role for what nothing but its correction tells apart from others of its kind."""
    return "" if count.named else "corrected"
