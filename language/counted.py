"""What the numbers of a text count: the dead, the injured, a magnitude, a fine.

There is no parser in this. Words that say what is counted, *heads*, stand before or after a number;
each number takes the head that is nearest by the words and the joints of the sentence between them,
and no head answers for two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from language.measures import Measure
from language.quantities.currencies import SMALL_CHANGE
from language.quantities.quantity import Quantity

Counts = Literal[
    "people", "things", "share", "money", "length", "area", "mass", "speed", "time", "volume",
    "power", "energy", "temperature", "score",
]  # fmt: skip
BoundPatterns = Mapping[Literal["below", "above", "after_below", "after_above"], re.Pattern[str]]
Side = Literal["before", "after"]
Span = tuple[int, int]
"""Where something begins and ends in a text."""
Bound = Literal["exact", "at-least", "more-than", "at-most", "about"]

MAX_COST = 20
"""Words between a number and its head, at most."""
_JOINT_COST = 5
_POSSIBLE_COST = 4
_WEAK_COST = 5
"""The same for what may be no number, as *one*."""
_LEAD = 60
"""Characters before a number that can say how it is meant."""
_BESIDE = 30
_NEGATED = 8
_RATIO = 12
"""Characters between the numbers of a ratio (*43 out of the 51*), or what belongs as closely."""
_MAX_SENTENCE = 2_000
"""Characters: what is longer is no sentence whose parts could be told apart."""
BY_CHANCE = 10
"""Up to here, different things are often as many."""
_MAX_NUMBERS = 24
"""In a sentence: what has more is a table."""
_SURELY_FROM = 2
_MANY = 1_000_000
_WHOLE = "aboard"
_FREED = frozenset({"released", "rescued"})
_PER_SHARE = "per share"
_HIT = "buildings"
"""Of what is destroyed: other things are too."""
_OF_THINGS = frozenset({"recalled", "buildings"})
"""Never counts people, who may be near its words."""
_CHANGES = frozenset({"growth", "pay rise", "share price"})
"""What is itself a change."""
_MAX_SCORE = 200
_HALF = Decimal("0.5")
_PERCENT = "percent"
_RARE = 1_000
"""From here on, what was at another time is told of by its value, which no other will have."""
ADJUSTED = "adjusted"
_FORETOLD = frozenset(
    {
        "aboard", "aid", "budget", "capacity", "cost", "deal", "dividend", "expected", "fine",
        "funding", "interest rate", "jobs cut", "pay rise", "per share", "retirement age",
    }
)  # fmt: skip
"""What is worth telling though it is only planned: an offer."""
OF_EACH = frozenset({"vote share"})
"""What each candidate has one of."""
NEVER = re.compile(r"(?!)")
ORDINAL = "ordinal"
"""Of what stands in a row; a row of its own for each noun: *the fourth cut*."""


@dataclass(frozen=True)
class Head:
    """Words that say what a number counts, as patterns; an empty one never stands on that side."""

    what: str
    counts: Counts
    before: str = ""
    """Of words that a number follows."""
    after: str = ""
    weak: bool = False
    """Says who they are rather than what became of them: a head farther off comes first."""


def noun_table(rows: str) -> Mapping[str, tuple[str, bool | None]]:
    """Read rows such as ``child*: child, boy, girl``: *name: words of a language*.

    A star says that it is of people, a question mark that it is of people or of things, as *case*.
    """
    table: dict[str, tuple[str, bool | None]] = {}
    for row in rows.strip().splitlines():
        name, _, words = row.strip().partition(": ")
        people = None if name.endswith("?") else name.endswith("*")
        for word in words.split(", "):
            table.setdefault(word, (name.rstrip("*?"), people))
    return table


class Noun(NamedTuple):
    """The noun that a number stands before, such as *miners*."""

    what: str
    """One name in all languages where their tables have the noun, else its own stem."""
    people: bool | None
    """None: of either, as *lives* and *cases* are."""
    end: int
    text: str
    """As printed."""
    unit_end: int | None = None
    """Where the word ends that belongs to the number: *people*, a measure word."""


@dataclass(frozen=True)
class Count:
    """What a number of a text counts; the text at ``start`` to ``end`` says it with its bound."""

    what: str
    of: str
    quantity: Quantity
    measure: Measure | None
    bound: Bound
    start: int
    end: int
    old: bool
    """Said of an earlier state, as in *up from 12*."""
    moved: bool
    """Said to have become so, as in *rose to 24*: it takes the place of what was said before."""
    head: Head
    voice: str
    """Who gives it, such as police; empty where nobody is named."""
    noun: Noun | None = None
    role: str = ""
    """Of what only its noun names: the word that says what became of it, as a stem."""
    contrast: bool = False
    """Said as what another hand counts, beside the value before."""
    hand: str = ""
    """The words for who counts, as *institute*, as far as the language knows some."""

    @property
    def named(self) -> bool:
        """Whether words say what is counted, rather than its noun or value alone."""
        return bool(self.head.before or self.head.after)


class Period(NamedTuple):
    """Words that say so many of a unit without a number, as *half an hour*."""

    words: re.Pattern[str]
    """The group ``span``, where there is one, is what says it."""
    value: Decimal
    unit: str
    """By its name in ``measures.UNITS``, or *point*."""


def period_table(rows: Mapping[str, tuple[str, str]]) -> tuple[Period, ...]:
    """Return periods by the pattern of their words: how many, of which unit."""
    return tuple(
        Period(re.compile(words, re.IGNORECASE), Decimal(value), unit)
        for words, (value, unit) in rows.items()
    )


class _Number(NamedTuple):
    quantity: Quantity
    measure: Measure | None
    start: int
    """Of the words that bound it."""
    end: int
    """Of its unit."""
    printed_end: int
    """Of the word that belongs to it as well."""
    bound: Bound
    whole: bool
    """Of which others are part: it counts who was there."""
    part: bool
    """Of others: it counts something only where its own words say what."""
    noun: Noun | None
    change: bool
    """Tells by how much something changed."""


_BY_NOUN = Head("noun", "things")


class _Found(NamedTuple):
    start: int
    end: int
    head: Head
    side: Side


@dataclass(frozen=True)
class Counted:
    """How a language says what it counts.

    Patterns that are named *before* are looked for right before a number and its bound, *after*
    right after it, the others in its part of the sentence.
    """

    heads: tuple[Head, ...]
    joints: re.Pattern[str]
    """What parts the statements of a sentence."""
    parts_before: re.Pattern[str]
    """Says that some of those counted before are meant: *including*."""
    parts_after: re.Pattern[str]
    """Says that some of a number or of others are meant: *of the dead*, or the ratio's base."""
    wholes_before: re.Pattern[str]
    """Says that it is what others are part of: *out of*."""
    more_before: re.Pattern[str]
    """Says that they come in addition: *another*."""
    more_after: re.Pattern[str]
    old_before: re.Pattern[str]
    old_opening: re.Pattern[str]
    """At the beginning of a sentence, says that what it tells was so before."""
    old_after: re.Pattern[str]
    moved_before: re.Pattern[str]
    changes_before: re.Pattern[str]
    """Says that something changes by the number."""
    says: re.Pattern[str]
    """Between a number and one without words of its own, says that both count the same."""
    says_after: re.Pattern[str]
    bare_after: re.Pattern[str]
    """After a number that has no words of its own."""
    more_than_before: re.Pattern[str]
    """Says that a number is rounded down."""
    about_before: re.Pattern[str]
    about_after: re.Pattern[str]
    rates_after: re.Pattern[str]
    """*A day*, *per thousand*."""
    feared: re.Pattern[str]
    """Says that it may be so, or may become so."""
    earlier: re.Pattern[str]
    """Says that it was another time."""
    records: re.Pattern[str]
    """Says that an earlier time is named as that of the last event of the kind."""
    then: re.Pattern[str]
    """A joint that says that what follows was at the earlier time."""
    no_year_after: re.Pattern[str]
    """Says that four digits are no year."""
    negated: re.Pattern[str]
    """In a head or right before it, says that it is not so."""
    kinds: Mapping[str, re.Pattern[str]]
    """What tells one that is counted from another of its kind: *aftershock*."""
    voices: Mapping[str, re.Pattern[str]]
    differences_after: re.Pattern[str] = NEVER
    """After a number, says that it tells two others apart: *five more than*."""
    differences_before: re.Pattern[str] = NEVER
    """Before a number, says how far another is from it, which bounds nothing."""
    shares_of: re.Pattern[str] = NEVER
    """Between a share and the round number that it is of."""
    listed: frozenset[str] = frozenset()
    """Nouns that stand for whatever a list is of: *names*."""
    points: re.Pattern[str] = NEVER
    """In or after a number, says that it is of percentage points; of a *hundredth* of one each."""
    multiples: re.Pattern[str] = NEVER
    """Words that multiply, as *twice*."""
    not_people_before: re.Pattern[str] = NEVER
    not_people_after: re.Pattern[str] = NEVER
    people_after: re.Pattern[str] | None = None
    """What must follow a number of people; None where anything may."""
    characters: int = 6
    """Of a word, in the mean."""
    noun: Callable[[str, int], Noun | None] = lambda _text, _end: None
    """The noun that is counted by a number that ends at an offset of a text."""
    ranked: Callable[[str, int], str] = lambda _text, _end: ""
    """What an ordinal that ends at an offset of a text is the fourth of, as a stem."""
    role: Callable[[str, int, int, int, int], str] = lambda *_: ""
    """What became of what is counted at two offsets, within a part of a text, as a stem."""
    speeds_after: re.Pattern[str] = NEVER
    """After a length, says that it is a speed."""
    hands: re.Pattern[str] = NEVER
    """Between two numbers, names another who counts the same."""
    scores: re.Pattern[str] = NEVER
    """Two numbers that are the score of a game."""
    grave_after: re.Pattern[str] = NEVER
    """After a number, says that so many are badly hurt."""
    pence: re.Pattern[str] = NEVER
    """After a number, says that it is of small change."""
    periods: tuple[Period, ...] = ()
    parts_of_a_point: tuple[Period, ...] = ()
    """Words for less than one percentage point, as *half a percentage point*."""
    ages: re.Pattern[str] = NEVER
    """A number beside a name, which is its age, as the group ``age``."""
    asks_before: re.Pattern[str] = NEVER
    """Right before a number without a unit, says that it is of the unit that was named before."""
    now: re.Pattern[str] = NEVER
    """At the beginning of a part of a sentence, says that it tells what is, not what is feared."""
    corrects_before: re.Pattern[str] = NEVER
    """Right before a number, says that another takes its place: *rather than*."""
    places: Callable[[str], Iterable[Span]] = lambda _text: ()
    """Names of places in a text, as far as something may be counted there."""
    placed_after: re.Pattern[str] = NEVER
    """After a number without words of its own, says where as many were."""
    placed_before: re.Pattern[str] = NEVER
    """The same before it."""
    adjusted: re.Pattern[str] = NEVER
    """Says that a sum is reckoned in another way than the one that is commonly given."""

    @cached_property
    def _patterns(self) -> dict[Counts, tuple[tuple[Side, re.Pattern[str]], ...]]:
        """What each kind of number looks for on its sides."""
        sides: tuple[Side, ...] = ("before", "after")
        return {
            counts: tuple((side, self._joined(counts, side)) for side in sides)
            for counts in {head.counts for head in self.heads}
        }

    @cached_property
    def _named(self) -> frozenset[str]:
        """What words name, whatever becomes of it."""
        return frozenset(head.what for head in self.heads)

    def _joined(self, counts: Counts, side: Side) -> re.Pattern[str]:
        heads = "|".join(
            rf"(?P<h{number}>{getattr(head, side)})"
            for number, head in enumerate(self.heads)
            if head.counts == counts and getattr(head, side)
        )
        # Where words are parted, only what begins at the edge of one need be looked at.
        edge = "" if self.people_after else r"\b"
        return re.compile(rf"{edge}(?:{heads})" if heads else NEVER.pattern, re.IGNORECASE)

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
        counts = list(self._find(text, quantities, measures, bounds, year, context))
        wrong = [c for c in counts if self.corrects_before.search(text, *_lead(c.start))]
        for count in counts:
            if count in wrong:
                yield replace(count, old=True, role=count.role or _corrected(count))
            elif any((count.what, count.of) == (other.what, other.of) for other in wrong):
                yield replace(count, moved=True, role=count.role or _corrected(count))
            else:
                yield count

    def _find(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: Sequence[Measure],
        bounds: BoundPatterns,
        year: int | None,
        context: Sequence[Count],
    ) -> Iterator[Count]:
        if len(text) > _MAX_SENTENCE:
            return
        by_quantity = {m.quantity: m for m in measures if not _is_sum(m)}
        quantities = self._with_periods(text, quantities, by_quantity)
        quantities = self._with_units(text, quantities, by_quantity, context)
        quantities = [
            replace(q, kind="number")
            if q.kind == "year" and self.no_year_after.match(text, q.end)
            else q
            for q in quantities
        ]
        quantities = self._whole_numbers(text, quantities)
        quantities = [_as_sum(q, "pound") if _is_sum(q) else q for q in quantities]
        quantities = [
            _as_sum(q, "penny") if q.kind == "number" and self.pence.match(text, q.end) else q
            for q in quantities
        ]
        scores = list(self._scores(text, quantities))
        yield from scores
        scores += (grave := list(self._grave(text, quantities)))
        yield from grave
        scores += (points := list(self._points(text, quantities)))
        yield from points
        scores += (ages := list(self._ages(text, quantities)))
        yield from ages
        yield from self._ordinals(text, quantities)
        yield from self._parts(text, quantities)
        quantities = [q for q in quantities if not any(s.start <= q.start < s.end for s in scores)]
        sums = any(count.head.counts == "money" for count in context)
        quantities = list(_with_sums(quantities, by_quantity, known=sums))
        read = [
            self._number(text, quantity, by_quantity, bounds)
            for quantity in quantities
            if quantity.kind in {"number", "percent", "money"} or _is_telling_fraction(quantity)
        ]
        numbers = [number for number in read if not self._passed_over(text, number)]
        for number in read:
            if number.quantity.kind == "money" and self.rates_after.match(text, number.end):
                yield from filter(None, [_by_value(number)])
        if not 0 < len(numbers) <= _MAX_NUMBERS:
            return
        joints = [match.span() for match in self.joints.finditer(text)]
        heads = self._assigned(text, numbers, joints)
        seen: set[str] = set()
        by_noun: dict[int, Count] = {}
        for place, number in enumerate(numbers):
            lead = text[max(0, number.start - _LEAD) : number.start]
            moved = self.moved_before.search(lead) is not None
            old = (
                self.old_before.search(lead) is not None
                or self.old_after.match(text, number.end) is not None
                or (not moved and self.old_opening.match(text) is not None)
            )
            again = (
                place > 0
                and place not in heads
                and not number.whole
                and self._is_again(text, numbers[place - 1].end, number, old or moved)
            )
            contrast = again and not (old or moved or self._is_placed(text, number))
            before = by_noun.get(place - 1) if again and number.noun is None else None
            if again and place - 1 in heads:
                if _fits(heads[place - 1].head.counts, number):
                    heads[place] = heads[place - 1]
            elif place == 0 and 0 not in heads and self.bare_after.match(text, number.end):
                for count in context:
                    if not _fits(count.head.counts, number):
                        continue
                    contrast = not (old or moved) and self.says.search(text) is not None
                    if count.noun and not count.named:
                        before = count
                    else:
                        heads[0] = _Found(number.start, number.start, count.head, "before")
                    break
            elif (
                place not in heads
                and place - 1 in heads
                and heads[place - 1].head.what in OF_EACH
                and _fits(heads[place - 1].head.counts, number)
                and not number.change
            ):
                heads[place] = heads[place - 1]  # of another candidate
            elif place in heads and place - 1 in heads and self.old_before.search(lead):
                # up from 24, after reaching the villages
                own, other = heads[place], heads[place - 1]
                apart = own.side == "after" and any(
                    number.end <= first and last <= own.start for first, last in joints
                )
                if apart and _fits(other.head.counts, number):
                    heads[place] = other
            if place not in heads:
                if before is not None and before.noun and _fits("people", number):
                    voice = self._voice(
                        text,
                        number,
                        _part(joints, number.start, number.end, len(text), beyond=1),
                        joints,
                    )
                    by_noun[place] = replace(
                        before,
                        quantity=number.quantity,
                        bound=number.bound,
                        start=number.start,
                        end=number.printed_end,
                        old=old,
                        moved=moved,
                        voice=voice,
                        contrast=contrast,
                    )
                    yield by_noun[place]
                    continue
                for count in self._unnamed(text, number, joints, quantities, year, old, moved):
                    by_noun[place] = count
                    yield count
                continue
            found = heads[place]
            what = found.head.what
            if number.noun and number.noun.what == "hostage" and what in _FREED:
                what = "hostages"  # as where their noun is nearer than the verb
            if number.noun and number.noun.what == "death" and found.head.counts == "people":
                what = "dead"  # whoever brings the bodies up, or finds them
            more = found.head.counts in {"people", "things"} and (
                self.more_before.search(lead) or self.more_after.match(text, number.end)
            )
            others = seen or {count.what for count in context if count.head.counts == "people"}
            if (
                more
                and (what in others or not others)
                and not (others and self.place(text, (number.start, number.end)))
            ):
                continue
            low, high = min(number.start, found.start), max(number.end, found.end)
            if self._is_feared(text, low, high, found.head, joints):
                continue
            corrected = self.corrects_before.search(lead) is not None
            if not corrected and self._is_earlier(text, low, high, joints, quantities, year):
                if number.quantity.value > _RARE and (unnamed := _by_value(number)):
                    yield unnamed
                continue
            seen.add(what)
            first, last = _part(joints, low, high, len(text), beyond=0)
            kind = next(
                (k for k, words in self.kinds.items() if words.search(text, first, last)), ""
            )
            first, last = _part(joints, low, high, len(text), beyond=1)
            if found.head.counts == "money" and not old and self._is_adjusted(text, number):
                kind = ADJUSTED
            yield Count(
                what,
                kind,
                _as_sum(number.quantity, number.quantity.unit)
                if found.head.counts == "money"
                else number.quantity,
                number.measure,
                number.bound,
                number.start,
                number.printed_end,
                old,
                moved,
                found.head,
                self._voice(text, number, (first, last), joints),
                number.noun,
                contrast=contrast,
                hand=self._nearest(text, number, {"": self.hands}, (first, last), joints)[1],
            )

    def place(self, text: str, span: Span) -> str:
        """Return the place that a sentence gives for a count in it, as printed; else nothing.

        It is the one right after it, the nearest in its part of the sentence, or the last before.
        """
        joints = [match.span() for match in self.joints.finditer(text)]
        first, last = _part(joints, *span, len(text), beyond=0)
        named = sorted(self.places(text))
        beside = self.placed_after.match(text, span[1])
        for start, end in named if beside else ():
            if span[1] <= start and beside and start < beside.end():
                return text[start:end]
        own = [name for name in named if first <= name[0] < last]
        if own:
            nearest = min(own, key=lambda name: max(name[0] - span[1], span[0] - name[1]))
            return text[slice(*nearest)]
        before = [name for name in named if name[1] <= first]
        return text[slice(*before[-1])] if before else ""

    def is_part(self, text: str, span: Span) -> bool:
        """Whether a count is said to be of some of those who were counted, those in a place."""
        some = self.parts_after.match(text, span[1]) or self.parts_before.search(
            text, *_lead(span[0])
        )
        return some is not None and self.placed_after.match(text, span[1]) is not None

    def _is_placed(self, text: str, number: _Number) -> bool:
        """Whether a number has the name of a place for all words of its own."""
        if number.noun and number.noun.what != "people":
            return False
        return bool(
            self.placed_after.match(text, number.end)
            or (
                self.placed_before.search(text, *_lead(number.start))
                and self.bare_after.match(text, number.end)
            )
        )

    def _is_again(self, text: str, before: int, number: _Number, changed: bool) -> bool:
        """Whether a number counts what the one before it does, as another hand has it or before."""
        if number.start - before > 2 * _LEAD:
            return False
        return changed or bool(
            self.says.search(text, before, number.start)
            or self.says_after.match(text, number.end)
            or (number.noun is None and self.hands.search(text, before, number.start))
            or self._is_placed(text, number)
        )

    def _whole_numbers(self, text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
        """Return quantities, a share of a round number as one: *a quarter of a million*."""
        whole: list[Quantity] = []
        for quantity in quantities:
            share = whole[-1] if whole else None
            if (
                share is not None
                and share.kind == "fraction"
                and quantity.value >= _MANY
                and quantity.kind in {"number", "money"}
                and self.shares_of.fullmatch(text, share.end, quantity.start)
            ):
                whole[-1] = replace(
                    quantity,
                    start=share.start,
                    text=text[share.start : quantity.end],
                    value=quantity.value * share.value,
                )
            else:
                whole.append(quantity)
        return whole

    def _scores(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield the scores of games, each as one value; *2-3 people* is none."""
        for match in self.scores.finditer(text):
            numbers = [q for q in quantities if match.start() <= q.start < match.end()]
            if len(numbers) == 2 and self.noun(text, match.end()) is None:
                ours, theirs = (q.value for q in numbers)
                both = replace(
                    numbers[0],
                    end=match.end(),
                    text=match.group(),
                    value=max(ours, theirs) * _MAX_SCORE + min(ours, theirs),
                )
                yield _alone(Head("score", "score"), both, *match.span())

    def _grave(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield how many of the injured are in danger."""
        for quantity in quantities:
            if quantity.kind == "number" and self.grave_after.match(text, quantity.end):
                head = Head("critical", "people", after="critical")
                yield _alone(head, quantity, quantity.start, quantity.end)

    def _points(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield by how many percentage points something changes."""
        head = Head("percentage points", "share", after="points")
        for part in self.parts_of_a_point:
            for whole in part.words.finditer(text):
                less = Quantity(*whole.span(), whole.group(), part.value, "number")
                yield _alone(head, less, *whole.span())
        for quantity in quantities:
            behind = self.points.match(text, quantity.end)
            match = behind or self.points.search(quantity.text)
            if match is None or _may_be_none(quantity):
                continue
            value = quantity.value / 100 if match.lastgroup == "hundredth" else quantity.value
            yield _alone(
                head,
                replace(quantity, kind="number", unit=None, value=value.normalize()),
                quantity.start,
                behind.end() if behind else quantity.end,
            )

    def _ages(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield how old those are whose age stands beside their name."""
        ages = {match.start("age") for match in self.ages.finditer(text)}
        for quantity in quantities:
            if quantity.start in ages and quantity.kind == "number":
                years = Measure(quantity.text, quantity, "year")
                head = Head("age", "time", after="age")
                yield _alone(head, quantity, quantity.start, quantity.end, measure=years)

    def _ordinals(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield which one of its kind something is; it counts nothing."""
        for quantity in quantities:
            if quantity.kind == ORDINAL and quantity.certainty == "exact":
                ranked = self.ranked(text, quantity.end)
                noun = Noun(ranked, None, quantity.end, ranked)
                head = Head(f"{ORDINAL} {ranked}", "things")
                yield _alone(head, quantity, quantity.start, quantity.end, noun=noun)

    def _parts(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Count]:
        """Yield who some of those are that were counted: *three of them soldiers*."""
        for quantity in quantities:
            if quantity.kind != "number" or quantity.value < _SURELY_FROM:
                continue
            if (of := self.parts_after.match(text, quantity.end)) is None:
                continue
            noun = self.noun(text, of.end()) or self.noun(text, quantity.end)
            if noun and noun.people and noun.what not in self._named:
                head = replace(_BY_NOUN, what=noun.what)
                yield _alone(head, quantity, quantity.start, quantity.end, noun=noun)

    def _with_periods(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: dict[Quantity, Measure],
    ) -> Sequence[Quantity]:
        """Return quantities with the spans of time that words say; adds to ``measures``."""
        found: list[Quantity] = []
        for period in self.periods:
            for match in period.words.finditer(text):
                start, end = match.span("span" if "span" in match.re.groupindex else 0)
                if not any(start < other.end and other.start < end for other in found):
                    quantity = Quantity(start, end, text[start:end], period.value, "number")
                    measures[quantity] = Measure(quantity.text, quantity, period.unit)
                    found.append(quantity)
        if not found:
            return quantities
        rest = (
            q for q in quantities if not any(q.start < f.end and f.start < q.end for f in found)
        )
        return sorted([*rest, *found], key=lambda quantity: quantity.start)

    def _with_units(
        self,
        text: str,
        quantities: Sequence[Quantity],
        measures: dict[Quantity, Measure],
        context: Sequence[Count],
    ) -> Sequence[Quantity]:
        """Return quantities, those that leave out their unit with the one that was named before.

        The prosecution *asked for twelve*, years as those that the court gave; adds to
        ``measures``.
        """
        units = [_unit(count.quantity, count.measure) for count in context]
        last = next((unit for unit in units if unit), "")
        known: list[Quantity] = []
        for read in quantities:
            quantity = read
            if (
                last
                and quantity.kind == "number"
                and quantity.certainty == "exact"
                and quantity not in measures
                and self.asks_before.search(text, *_lead(quantity.start))
                and self.bare_after.match(text, quantity.end)
            ):
                if last == _PERCENT:
                    quantity = replace(quantity, kind="percent")
                else:
                    measures[quantity] = Measure(quantity.text, quantity, last)
            last = _unit(quantity, measures.get(quantity)) or last
            known.append(quantity)
        return known

    def _is_adjusted(self, text: str, number: _Number) -> bool:
        """Whether a sum is reckoned otherwise than is usual, as without what comes but once."""
        near = min(len(text), number.end + _BESIDE)
        return (
            self.adjusted.search(text, max(0, number.start - 2 * _LEAD), number.start) is not None
            or self.adjusted.search(text, number.end, near) is not None
        )

    def _unnamed(
        self,
        text: str,
        number: _Number,
        joints: Sequence[tuple[int, int]],
        quantities: Sequence[Quantity],
        year: int | None,
        old: bool,
        moved: bool,
    ) -> Iterator[Count]:
        """Yield a number without a head where its noun or its value alone is telling."""
        quantity, noun = number.quantity, number.noun
        told = quantity.value == _SURELY_FROM or not _may_be_none(quantity)
        if noun is None or not told or number.change or number.whole:
            if (unnamed := _by_value(number)) is not None:
                yield unnamed
            return
        if (
            (number.part and noun.what == "people")
            or quantity.value < _SURELY_FROM
            or self._is_feared(text, number.start, noun.end, _BY_NOUN, joints)
            or self._is_earlier(text, number.start, noun.end, joints, quantities, year)
        ):
            return
        part = _part(joints, number.start, noun.end, len(text), beyond=0)
        yield Count(
            noun.what,
            "",
            quantity,
            None,
            number.bound,
            number.start,
            number.printed_end,
            old,
            moved,
            _BY_NOUN,
            self._voice(
                text, number, _part(joints, number.start, noun.end, len(text), beyond=1), joints
            ),
            noun,
            ""
            if number.part or noun.what in self._named
            else self.role(text, number.start, noun.end, *part),
        )

    def _number(
        self,
        text: str,
        quantity: Quantity,
        measures: Mapping[Quantity, Measure],
        bounds: BoundPatterns,
    ) -> _Number:
        start, bound = self._bound(text, quantity, bounds)
        measure = measures.get(quantity)
        end = max(quantity.end, quantity.start + len(measure.text) if measure else 0)
        while measure and not self.people_after and text[end : end + 1].isalpha():
            end += 1  # the unit's ending
        whole = self.wholes_before.search(text, max(0, start - _LEAD), start) is not None
        part = self.parts_before.search(text, max(0, start - _LEAD), start) is not None
        plain = quantity.kind == "number" and measure is None
        noun = self.noun(text, quantity.end) if plain else None
        if noun and noun.what in self.listed:
            noun = None
        printed = max(end, noun.unit_end if noun and noun.unit_end else end)
        lead = text[max(0, start - _LEAD) : start]
        change = self.changes_before.search(lead) is not None or (
            quantity.kind == _PERCENT and self.differences_after.match(text, end) is not None
        )
        return _Number(quantity, measure, start, end, printed, bound, whole, part, noun, change)

    def _voice(
        self,
        text: str,
        number: _Number,
        part: tuple[int, int],
        joints: Sequence[tuple[int, int]],
    ) -> str:
        """Return who gives a number: of those named in its part of the sentence, the nearest."""
        return self._nearest(text, number, self.voices, part, joints)[0]

    def _nearest(
        self,
        text: str,
        number: _Number,
        names: Mapping[str, re.Pattern[str]],
        part: tuple[int, int],
        joints: Sequence[tuple[int, int]],
    ) -> tuple[str, str]:
        """Return the name whose words stand nearest to a number, and these words."""
        named = []
        for name, words in names.items():
            for match in words.finditer(text, *part):
                low, high = sorted((match.start(), match.end(), number.start, number.end))[1:3]
                between = sum(low <= first and last <= high for first, last in joints)
                named.append((between, high - low, name, match.group().casefold()))
        return min(named)[2:] if named else ("", "")

    def _is_feared(
        self, text: str, low: int, high: int, head: Head, joints: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether what is counted is only feared or planned."""
        if head.what in _FORETOLD:
            return False
        first, last = self._told_beside(text, low, high, joints)
        first = max(
            (end for _, end in joints if first <= end <= low and self.now.match(text, end)),
            default=first,
        )
        near = max(first, low - _BESIDE), min(last, high + _BESIDE)
        return self.feared.search(text, *near) is not None

    def _told_beside(
        self, text: str, low: int, high: int, joints: Sequence[tuple[int, int]]
    ) -> tuple[int, int]:
        """Return the part of a sentence that a statement stands in, and the one before it."""
        first, _ = _part(joints, low, high, len(text), beyond=1)
        return first, _part(joints, low, high, len(text), beyond=0)[1]

    def _is_earlier(
        self,
        text: str,
        low: int,
        high: int,
        joints: Sequence[tuple[int, int]],
        quantities: Sequence[Quantity],
        year: int | None,
    ) -> bool:
        """Whether what is counted was at another time."""
        first, last = self._told_beside(text, low, high, joints)
        if self.records.search(text, first, last) and not any(
            first < start and end <= low and self.then.search(text, start, end)
            for start, end in joints
        ):
            return False
        return self.earlier.search(text, first, last) is not None or (
            year is not None
            and any(
                q.kind in {"year", "decade"} and first <= q.start < last and q.value < year
                for q in quantities
            )
        )

    def _assigned(
        self, text: str, numbers: Sequence[_Number], joints: Sequence[tuple[int, int]]
    ) -> dict[int, _Found]:
        """Give each number, by its place, the nearest head that is not another's."""
        if not numbers:
            return {}
        priced = []
        for found in self._places(text, numbers):
            for place in _beside(found, numbers, joints):
                number = numbers[place]
                if found.head.what in _OF_THINGS and number.noun and number.noun.people:
                    continue
                if number.change and found.head.what not in _CHANGES:
                    continue
                if found.head.counts == "people" and not self._can_be_people(text, number, found):
                    continue
                quantity = number.quantity
                letters, crossed = _between(found, number, joints)
                if found.head.what == _HIT and found.side == "before":
                    noun = number.noun
                    if noun.what != _HIT if noun else crossed or letters > _RATIO:
                        continue
                cost = letters / self.characters + _JOINT_COST * crossed
                cost += _WEAK_COST * found.head.weak
                if quantity.unit in SMALL_CHANGE and found.head.what == _PER_SHARE:
                    cost = 0
                unsure = _may_be_none(quantity) and not (number.noun and number.noun.people)
                if cost <= (_POSSIBLE_COST if unsure else MAX_COST):
                    priced.append((cost, place, found))
        taken: dict[int, _Found] = {}
        used: set[tuple[int, int]] = set()
        for _, place, found in sorted(priced, key=lambda p: p[:2]):
            if place not in taken and not any(
                found.start < last and first < found.end for first, last in used
            ):
                taken[place] = found
                used.add((found.start, found.end))
        return taken

    def _places(self, text: str, numbers: Sequence[_Number]) -> Iterator[_Found]:
        # Three of them soldiers: the word is of the three, whom nobody counts here.
        others = {match.end() + 1 for match in self.parts_after.finditer(text)}
        for counts, patterns in self._patterns.items():
            if any(_fits(counts, number) for number in numbers):
                for side, pattern in patterns:
                    for match in pattern.finditer(text):
                        near = max(0, match.start() - _NEGATED), match.end()
                        denied = self.negated.search(text, *near)
                        if (denied and denied.start() != match.start()) or (
                            side == "after" and match.start() in others
                        ):
                            continue
                        head = self.heads[int((match.lastgroup or "h0")[1:])]
                        yield _Found(*match.span(), head, side)

    def _can_be_people(self, text: str, number: _Number, found: _Found) -> bool:
        if number.noun and number.noun.people is False:
            return False
        lead = text[max(0, number.start - _LEAD) : number.start]
        end = number.quantity.end
        if found.side == "before" and not text[found.end : number.start].strip(" ,:—"):
            return self.people_after is None or self._is_of_people(text, end)
        if self.not_people_after.match(text, end) or (
            self.not_people_before.search(lead) and not self.old_before.search(lead)
        ):
            return False
        if found.side == "before":
            return self._is_of_people(text, end)
        return self.people_after is None or bool(self.people_after.match(text, end))

    def _is_of_people(self, text: str, end: int) -> bool:
        return (
            self.people_after is None
            or self.people_after.match(text, end) is not None
            or self.bare_after.match(text, end) is not None
        )

    def _bound(
        self,
        text: str,
        quantity: Quantity,
        bounds: BoundPatterns,
    ) -> tuple[int, Bound]:
        """Return where the words that bound a number begin, and how they do."""
        first, _ = _lead(quantity.start)
        lead = text[first : quantity.start]
        if self.differences_before.search(lead):
            return quantity.start, "exact"
        about = self.about_before.search(lead)
        patterns: tuple[tuple[re.Match[str] | None, Bound], ...] = (
            (self.more_than_before.search(lead), "more-than"),
            (bounds["above"].search(lead), "at-least"),
            (bounds["below"].search(lead), "at-most"),
            (about, "about"),
        )
        for match, bound in patterns:
            if match:
                word = "bound" if "bound" in match.re.groupindex and match["bound"] else 0
                return first + match.start(word), bound
        if bounds["after_above"].match(text, quantity.end):
            return quantity.start, "more-than"
        if bounds["after_below"].match(text, quantity.end):
            return quantity.start, "at-most"
        if quantity.certainty == "approximate" or self.about_after.match(text, quantity.end):
            return quantity.start, "about"
        return quantity.start, "exact"

    def _passed_over(self, text: str, number: _Number) -> bool:
        """Whether a number says nothing of the whole: a part, a whole's other part, a rate."""
        if number.measure and self.speeds_after.match(text, number.end):
            return False
        return bool(
            (self.parts_after.match(text, number.end) and not self._is_placed(text, number))
            or (not number.change and self.differences_after.match(text, number.end))
            or self.multiples.fullmatch(number.quantity.text)
            or (number.change and number.quantity.kind != _PERCENT)
            or self.rates_after.match(text, number.end)
        )


UNNAMED: Mapping[str, Counts] = {
    "money": "money", "percent": "share", "length": "length", "area": "area", "mass": "mass",
    "number": "things", "time": "time", "volume": "volume", "power": "power", "energy": "energy",
    "temperature": "temperature", "fraction": "share",
}  # fmt: skip
"""What is counted where no words say it, and how."""


def _by_value(number: _Number) -> Count | None:
    """Return a number without a head that others may give a name by its value; else None."""
    quantity, measure = number.quantity, number.measure
    kind = measure.dimension if measure and quantity.kind == "number" else quantity.kind
    if (
        kind not in UNNAMED
        or (quantity.certainty != "exact" and not measure)
        or number.part
        or (kind == "number" and quantity.value <= BY_CHANCE)
    ):
        return None
    head = Head(kind, UNNAMED[kind])
    return _alone(head, quantity, number.start, number.end, number.bound, measure)


def _alone(
    head: Head,
    quantity: Quantity,
    start: int,
    end: int,
    bound: Bound = "exact",
    measure: Measure | None = None,
    noun: Noun | None = None,
) -> Count:
    """Return a count that nothing else in its sentence tells more of."""
    return Count(head.what, "", quantity, measure, bound, start, end, False, False, head, "", noun)


def _lead(start: int) -> tuple[int, int]:
    """Return the bounds of what right before a number can say how it is meant."""
    return max(0, start - _LEAD), start


def _corrected(count: Count) -> str:
    """Return a role for what nothing but its correction tells apart from others of its kind."""
    return "" if count.named else "corrected"


def _unit(quantity: Quantity, measure: Measure | None) -> str:
    """Return the unit that a number after this one may leave out; else nothing."""
    if quantity.kind == "percent":
        return _PERCENT
    return measure.unit if measure and measure.dimension == "time" else ""


def _is_telling_fraction(quantity: Quantity) -> bool:
    return quantity.kind == "fraction" and quantity.value != _HALF


def _may_be_none(quantity: Quantity) -> bool:
    """Whether a word may as well be no number, as *one*."""
    return quantity.certainty == "possible" and quantity.value <= _SURELY_FROM


def _is_sum(found: Measure | Quantity) -> bool:
    """Whether pounds are of money: of mass they are not so many."""
    quantity = found.quantity if isinstance(found, Measure) else found
    return found.unit == "pound" and quantity.kind == "number" and quantity.value >= _MANY


def _as_sum(quantity: Quantity, currency: str | None) -> Quantity:
    return replace(quantity, kind="money", unit=currency)


def _with_sums(
    quantities: Sequence[Quantity], measures: Mapping[Quantity, Measure], *, known: bool
) -> Iterator[Quantity]:
    """Yield quantities, those in millions that follow a sum as sums too: *from 2.8 billion*.

    Args:
        quantities: Of a sentence.
        measures: Of some of them.
        known: The sentence before has a sum.

    """
    currency: str | None = None
    for quantity in quantities:
        if quantity.kind == "money" and quantity.unit not in SMALL_CHANGE:
            currency = quantity.unit
        bare = quantity.kind == "number" and quantity.unit is None and quantity not in measures
        if (known or currency) and bare and quantity.value >= _MANY:
            yield _as_sum(quantity, currency)
        else:
            yield quantity


def _between(found: _Found, number: _Number, joints: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return how many characters and joints are between a head and a number."""
    ends = found.start, found.end, number.quantity.start, number.quantity.end
    low, high = sorted(ends)[1:3]
    return high - low, sum(low <= first and last <= high for first, last in joints)


def _beside(
    found: _Found, numbers: Sequence[_Number], joints: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Yield the place of the number that a head may belong to: the next on its side that fits."""
    places = range(len(numbers)) if found.side == "before" else reversed(range(len(numbers)))
    for place in places:
        number = numbers[place]
        beside = (
            found.end <= number.quantity.start
            if found.side == "before"
            else number.quantity.end <= found.start
        )
        if not beside or not _fits(found.head.counts, number):
            continue
        counted = found.head.counts == "people" or (
            found.head.counts == "things"
            and place > 0
            and number.start - numbers[place - 1].end <= _RATIO
        )
        passed = (number.whole and counted and found.head.what != _WHOLE) or (
            number.part and _between(found, number, joints)[1] > 0
        )
        if not passed:
            yield place
            return


def _fits(counts: Counts, number: _Number) -> bool:
    quantity, measure = number.quantity, number.measure
    match counts:
        case "people" | "things":
            if counts == "things" and _may_be_none(quantity):
                return False
            whole = quantity.value == int(quantity.value)
            return (
                quantity.kind in {"number", "year"}
                and not measure
                and (whole or counts == "things")
            )
        case "share":
            return quantity.kind == "percent"
        case "money":
            bare = quantity.kind == "number" and not measure and number.noun is None
            return quantity.kind == "money" or (bare and quantity.value >= _MANY)
        case "speed":
            return measure is not None and measure.dimension == "length"
        case _:
            return measure is not None and measure.dimension == counts


def _part(
    joints: Sequence[tuple[int, int]], low: int, high: int, size: int, *, beyond: int
) -> tuple[int, int]:
    """Return the part of a sentence that a statement stands in, with as many more on both sides."""
    starts = [last for _, last in joints if last <= low]
    ends = [first for first, _ in joints if first >= high]
    return (
        starts[-1 - beyond] if len(starts) > beyond else 0,
        ends[beyond] if len(ends) > beyond else size,
    )
