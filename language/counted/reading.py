"""What the numbers of one sentence count: by a head, by their noun, or by their value alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from language.counted.assignment import assign_heads
from language.counted.count import ADJUSTED, BY_NOUN, OF_EACH, Count, Span
from language.counted.heads import Found
from language.counted.number import SURELY_FROM, Number, count_by_value, fits, may_be_none
from language.counted.sentence import Sentence, lead_text
from language.counted.sums import as_sum
from language.counted.times import State
from language.counted.wording import Wording
from language.counting import REACH
from language.quantities.quantity import Quantity

_FREED = frozenset({"released", "rescued"})
_RARE = 1_000
"""From here on, what was at another time is told of by its value, which no other will have."""


class _Link(NamedTuple):
    """How a number goes on with what the one before it counts, if it does."""

    head: Found | None = None
    before: Count | None = None
    """What only its noun names, which the number counts as well."""
    contrast: bool = False
    """It is another hand's."""


@dataclass
class Reading:
    """The numbers of a sentence, which are told one after another."""

    words: Wording
    sentence: Sentence
    numbers: Sequence[Number]
    quantities: Sequence[Quantity]
    year: int | None
    """Of publication."""
    context: Sequence[Count]
    """What the sentence before counts."""
    _heads: dict[int, Found] = field(init=False)
    """By the place of the number that has it."""
    _without_head: dict[int, Count] = field(init=False, default_factory=dict)
    _seen: set[str] = field(init=False, default_factory=set)
    """What was counted so far."""

    def __post_init__(self) -> None:
        self._heads = assign_heads(self.words, self.sentence, self.numbers)

    def counts(self) -> Iterator[Count]:
        """Yield what the numbers count, in order."""
        for place, number in enumerate(self.numbers):
            state = self.words.times.state(self.sentence.text, number)
            link = self._first(state) if place == 0 else self._next(place, state)
            if link.head is not None:
                self._heads[place] = link.head
                count = self._by_head(number, link.head, state, contrast=link.contrast)
            else:
                if link.before and link.before.noun and fits("people", number):
                    count = self._as_before(number, link.before, state, contrast=link.contrast)
                else:
                    count = self._by_noun(number, state)
                if count is not None:
                    self._without_head[place] = count
            if count is not None:
                yield count

    def _first(self, state: State) -> _Link:
        """Return the head of the first number, or what the sentence before counts."""
        number = self.numbers[0]
        if 0 in self._heads or not self.words.is_bare(self.sentence.text, number):
            return _Link(self._heads.get(0))
        for count in self.context:
            if fits(count.head.counts, number):
                says = self.words.hands.says.search(self.sentence.text)
                contrast = not state.changed and says is not None
                if count.noun and not count.named:
                    return _Link(None, count, contrast)
                found = Found(number.start, number.start, count.head, "before")
                return _Link(found, contrast=contrast)
        return _Link()

    def _next(self, place: int, state: State) -> _Link:
        """Return the head of a number that another stands before, or what that counts."""
        number = self.numbers[place]
        own, other = self._heads.get(place), self._heads.get(place - 1)
        if other is not None and not fits(other.head.counts, number):
            other = None
        if own is None and not number.whole and self._is_again(place, state):
            text = self.sentence.text
            return _Link(
                other,
                self._without_head.get(place - 1) if number.noun is None else None,
                not (state.changed or self.words.is_placed(text, number)),
            )
        if own is None:
            of_each = other is not None and other.head.what in OF_EACH and not number.change
            return _Link(other if of_each else None)  # of another candidate
        # up from 24, after reaching the villages
        apart = own.side == "after" and any(
            number.end <= first and last <= own.start for first, last in self.sentence.joints
        )
        if other and apart and self.words.times.is_old(self.sentence.text, number.start):
            return _Link(other)
        return _Link(own)

    def _is_again(self, place: int, state: State) -> bool:
        """Whether a number counts what the one before it does, as another hand has it or before."""
        number, before = self.numbers[place], self.numbers[place - 1].end
        if number.start - before > 2 * REACH:
            return False
        text = self.sentence.text
        return (
            state.changed
            or self.words.hands.say_again(text, before, number)
            or self.words.is_placed(text, number)
        )

    def _by_head(
        self, number: Number, found: Found, state: State, *, contrast: bool
    ) -> Count | None:
        """Return what a number counts that has a head; None where that is not so, or not now."""
        words, sentence, counts = self.words, self.sentence, found.head.counts
        what = _what(number, found)
        if self._is_in_addition(number, found, what):
            return None
        low, high = min(number.start, found.start), max(number.end, found.end)
        if words.times.is_feared(sentence, low, high, found.head):
            return None
        if not words.times.is_corrected(sentence.text, number.start) and self._is_earlier(
            low, high
        ):
            return count_by_value(number) if number.quantity.value > _RARE else None
        self._seen.add(what)
        adjusted = counts == "money" and not state.old and words.is_adjusted(sentence.text, number)
        part = sentence.part(low, high, beyond=1)
        quantity = number.quantity
        return Count(
            what=what,
            of=ADJUSTED if adjusted else words.kind(sentence.text, sentence.part(low, high)),
            quantity=as_sum(quantity, quantity.unit) if counts == "money" else quantity,
            measure=number.measure,
            bound=number.bound,
            start=number.start,
            end=number.printed_end,
            old=state.old,
            moved=state.moved,
            head=found.head,
            voice=words.hands.voice(sentence, number, part),
            noun=number.noun,
            contrast=contrast,
            hand=words.hands.hand(sentence, number, part),
        )

    def _is_in_addition(self, number: Number, found: Found, what: str) -> bool:
        """Whether a number counts those who come in addition to others, and so not all."""
        text, parts = self.sentence.text, self.words.parts
        if found.head.counts not in {"people", "things"} or not (
            parts.more_before.search(lead_text(text, number.start))
            or parts.more_after.match(text, number.end)
        ):
            return False
        others = self._seen or {c.what for c in self.context if c.head.counts == "people"}
        if not others:
            return True
        span = number.start, number.end
        return what in others and not self.words.places.place(self.sentence, span)

    def _as_before(self, number: Number, before: Count, state: State, *, contrast: bool) -> Count:
        """Return a number as one of what only the noun of another names."""
        return replace(
            before,
            quantity=number.quantity,
            bound=number.bound,
            start=number.start,
            end=number.printed_end,
            old=state.old,
            moved=state.moved,
            voice=self._voice(number, (number.start, number.end)),
            contrast=contrast,
        )

    def _by_noun(self, number: Number, state: State) -> Count | None:
        """Return a number without a head where its noun or its value alone is telling."""
        quantity, noun = number.quantity, number.noun
        told = quantity.value == SURELY_FROM or not may_be_none(quantity)
        if noun is None or not told or number.change or number.whole:
            return count_by_value(number)
        span = number.start, noun.end
        if (
            (number.part and noun.what == "people")
            or quantity.value < SURELY_FROM
            or self.words.times.is_feared(self.sentence, *span, BY_NOUN)
            or self._is_earlier(*span)
        ):
            return None
        role = ""
        if not number.part and noun.what not in self.words.named:
            role = self.words.role(self.sentence.text, *span, *self.sentence.part(*span))
        return Count(
            what=noun.what,
            of="",
            quantity=quantity,
            measure=None,
            bound=number.bound,
            start=number.start,
            end=number.printed_end,
            old=state.old,
            moved=state.moved,
            head=BY_NOUN,
            voice=self._voice(number, span),
            noun=noun,
            role=role,
        )

    def _is_earlier(self, low: int, high: int) -> bool:
        return self.words.times.is_earlier(self.sentence, low, high, self.quantities, self.year)

    def _voice(self, number: Number, span: Span) -> str:
        part = self.sentence.part(*span, beyond=1)
        return self.words.hands.voice(self.sentence, number, part)


def _what(number: Number, found: Found) -> str:
    """Return what a number counts by its head and its noun."""
    if number.noun and number.noun.what == "death" and found.head.counts == "people":
        return "dead"  # whoever brings the bodies up, or finds them
    if number.noun and number.noun.what == "hostage" and found.head.what in _FREED:
        return "hostages"  # as where their noun is nearer than the verb
    return found.head.what
