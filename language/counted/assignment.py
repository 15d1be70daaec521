"""Which head each number of a sentence takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from language.counted.count import Span
from language.counted.heads import Found, head_of
from language.counted.number import Number, fits, may_be_none
from language.counted.sentence import Sentence
from language.counted.wording import Wording
from language.quantities.currencies import SMALL_CHANGE

_MAX_COST = 20
"""Words between a number and its head, at most."""
_POSSIBLE_COST = 4
"""The same for what may be no number, as *one*."""
_JOINT_COST = 5
_WEAK_COST = 5
_NEGATED = 8
"""Characters before a head that can deny it."""
_RATIO = 12
"""Characters between the numbers of a ratio (*43 out of the 51*), or what belongs as closely."""
_WHOLE = "aboard"
_PER_SHARE = "per share"
_HIT = "buildings"
"""Of what is destroyed: other things are too."""
_OF_THINGS = frozenset({"recalled", "buildings"})
"""Never counts people, who may be near its words."""
_CHANGES = frozenset({"growth", "pay rise", "share price"})
"""What is itself a change."""


def assign_heads(words: Wording, sentence: Sentence, numbers: Sequence[Number]) -> dict[int, Found]:
    """Give each number, by its place, the nearest head that is not another's."""
    priced = []
    for found in _heads(words, sentence.text, numbers):
        place = _beside(found, numbers, sentence)
        if place is not None and _can_count(words, sentence, numbers[place], found):
            cost = _cost(words, sentence, numbers[place], found)
            if cost <= (_POSSIBLE_COST if _is_unsure(numbers[place]) else _MAX_COST):
                priced.append((cost, place, found))
    taken: dict[int, Found] = {}
    used: set[Span] = set()
    for _, place, found in sorted(priced, key=lambda p: p[:2]):
        if place not in taken and not any(
            found.start < last and first < found.end for first, last in used
        ):
            taken[place] = found
            used.add((found.start, found.end))
    return taken


def _heads(words: Wording, text: str, numbers: Sequence[Number]) -> Iterator[Found]:
    """Yield the heads of a sentence that some number can take."""
    # Three of them soldiers: the word is of the three, whom nobody counts here.
    others = {match.end() + 1 for match in words.parts.after.finditer(text)}
    for counts, patterns in words.head_patterns.items():
        if not any(fits(counts, number) for number in numbers):
            continue
        for side, pattern in patterns:
            for match in pattern.finditer(text):
                near = max(0, match.start() - _NEGATED), match.end()
                denied = words.negated.search(text, *near)
                if (denied and denied.start() != match.start()) or (
                    side == "after" and match.start() in others
                ):
                    continue
                yield Found(*match.span(), head_of(match, words.heads), side)


def _beside(found: Found, numbers: Sequence[Number], sentence: Sentence) -> int | None:
    """Return the place of the number that a head may belong to: the next on its side that fits."""
    places = range(len(numbers)) if found.side == "before" else reversed(range(len(numbers)))
    for place in places:
        number = numbers[place]
        beside = (
            found.end <= number.quantity.start
            if found.side == "before"
            else number.quantity.end <= found.start
        )
        if not beside or not fits(found.head.counts, number):
            continue
        counted = found.head.counts == "people" or (
            found.head.counts == "things"
            and place > 0
            and number.start - numbers[place - 1].end <= _RATIO
        )
        passed = (number.whole and counted and found.head.what != _WHOLE) or (
            number.part and _between(found, number, sentence)[1] > 0
        )
        if not passed:
            return place
    return None


def _can_count(words: Wording, sentence: Sentence, number: Number, found: Found) -> bool:
    """Whether a number can be of what a head names."""
    what, noun = found.head.what, number.noun
    if what in _OF_THINGS and noun and noun.people:
        return False
    if number.change and what not in _CHANGES:
        return False
    if found.head.counts == "people" and not words.people.can_be(
        sentence.text, number, found, words.times.old_before, words.bare_after
    ):
        return False
    if what == _HIT and found.side == "before":
        letters, crossed = _between(found, number, sentence)
        return noun.what == _HIT if noun else not crossed and letters <= _RATIO
    return True


def _cost(words: Wording, sentence: Sentence, number: Number, found: Found) -> float:
    """Return how far a number is from a head, in words."""
    if number.quantity.unit in SMALL_CHANGE and found.head.what == _PER_SHARE:
        return 0
    letters, crossed = _between(found, number, sentence)
    return letters / words.characters + _JOINT_COST * crossed + _WEAK_COST * found.head.weak


def _is_unsure(number: Number) -> bool:
    return may_be_none(number.quantity) and not (number.noun and number.noun.people)


def _between(found: Found, number: Number, sentence: Sentence) -> tuple[int, int]:
    """Return how many characters and joints are between a head and a number."""
    quantity = number.quantity
    return sentence.between((found.start, found.end), (quantity.start, quantity.end))
