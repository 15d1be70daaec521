"""Figures: what the reports of an event count and measure, where they agree and where they differ.

Values that say the same in other words are one; a later value takes the place of an earlier one; of
values that are equally old and differ, none is right before the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import combinations
from typing import Literal, NamedTuple

from articles.article import Article
from digests.events.bearers import Share, bearers_of
from digests.events.origins import origin_of
from digests.events.places import Counting, are_apart, place_in, places_of
from digests.events.records import Figure, FigureValue, Origin
from digests.evidence import Evidence
from language.counted.count import (
    BY_CHANCE,
    OF_EACH,
    ORDINAL,
    UNNAMED,
    Bound,
    Count,
    Head,
    Span,
)
from language.measures import UNITS
from language.pack import pack
from language.quantities.currencies import agree
from language.quantities.quantity import DOZENS, Quantity
from language.quantities.reading import find_measures, find_quantities

Relation = Literal["equal", "update", "conflict"]

_EQUALLY_OLD = timedelta(hours=1)
_SAME_DAY = timedelta(hours=24)
_NO_TIME = timedelta()
_DOZEN = re.compile(r"\bdozen|дюжин", re.IGNORECASE)
_MAX_SENTENCE = 1_000
"""Characters: what is longer is no sentence whose parts could be told apart."""
_MOST_SAID = 400
"""Mentions of one figure that are compared, those of the first articles: each with all others."""
_MOST_OF_ARTICLE = 40
"""Of these, those of one article: what gives one figure more often is a table."""
_SHOWN_FROM = 2
"""Reports that give it: what only its noun names is told where several count it."""
_NEVER_SHOWN = frozenset({"fraction", "number", "percent", "time"})
"""What says nothing without words of its own."""
_MAX_VALUE = Decimal(10) ** 15
_COUNTED_ONE_BY_ONE = 1_000
"""From this on, a count may be rounded without saying so."""
_NEAR = Decimal("0.1")
_NEARLY = Decimal("0.85")
_CONVERTED = Decimal("0.05")
_ROUNDED = Decimal("0.025")
"""Share by which a number that is given as exact may be rounded."""

# Of an event there is one of each; of anything else there may be several.
_SINGLE = frozenset(
    {
        "aboard", "abstentions", "affected", "aircraft", "alive", "altitude", "animals",
        "approval", "area", "arrested", "artworks", "bail", "buildings", "capacity", "charged",
        "compensation", "contained", "convicted", "cost", "critical", "customers without power",
        "damage", "dead", "deal", "debt", "deficit", "deployed", "deported", "depth", "displaced",
        "dividend", "drones", "duration", "effectiveness", "emissions", "evacuated", "fall",
        "fee", "fine", "firefighters", "flights", "fraud", "growth", "homeless", "hospitalised",
        "hostages", "infected", "inflation", "injured", "interest rate", "jobs cut", "loss",
        "magnitude", "missiles", "missing", "output", "participants", "pay",
        "per share", "price", "prize", "profit", "rain", "ransom", "recalled", "records",
        "released", "remaining", "rescued", "retirement age", "revenue", "reward", "schools",
        "seized", "sentence", "share price", "ships", "shops", "sought", "speed", "spilled",
        "stake", "stolen", "stranded", "strikers", "strikers' share", "tariff", "tax", "trapped",
        "turnout", "unemployment", "users", "vaccinated", "value", "vehicles", "villages",
        "votes against", "votes counted", "votes for", "water level", "wind", "without water",
        "writedown",
    }
)  # fmt: skip
# What one value is called in several reports, the most telling first.
_ALIKE: tuple[tuple[str, ...], ...] = (
    ("ransom", "fine", "compensation", "stolen", "fraud", "damage", "aid", "deal", "cost", "fee",
     "budget", "funding",
     "price", "value"),
    ("wind", "speed"),
    ("evacuated", "displaced", "homeless"),
    ("hostages", "rescued", "released"),
    ("alive", "rescued", "hospitalised"),
    ("infected", "injured", "hospitalised"),
    ("affected", "stranded", "aboard"),
)  # fmt: skip
# What is measured once: time does not change it.
_FIXED = frozenset({"depth", "magnitude"})
# Nouns that a report counts again and again, each time of others.
_COMMON = frozenset({"people", "resident", "child", "man", "woman", "country", "city", "region"})
# What each side counts for itself, as long as it lasts.
_PARTISAN = frozenset({"participants", "strikers' share"})
_SIDES = frozenset({"aid agencies", "lawyers", "opposition", "organisers", "union"})
# Counts that go on while the event does: a later smaller one is another count, not a newer one.
_GROWING = frozenset(
    {
        "aboard", "area", "arrested", "buildings", "dead", "evacuated", "infected", "injured",
        "records", "rescued", "vehicles", "villages",
    }
)  # fmt: skip


class Statement(NamedTuple):
    """A sentence, its language and when it was published."""

    text: str
    language: str
    published: str | None = None


class FigureMention(NamedTuple):
    """A sentence that gives a figure, and how it prints it."""

    evidence: Evidence
    text: str


@dataclass(frozen=True)
class _Said:
    """A figure as one sentence gives it."""

    count: Count
    unit: str | None
    amount: Decimal
    """In the dimension's first unit, where it is a measure."""
    text: str
    when: datetime | None
    dated: bool
    """Only the day is known."""
    origins: tuple[str, ...]
    evidence: Evidence
    language: str

    @property
    def printed(self) -> Decimal:
        measure = self.count.measure
        return measure.value if measure else self.count.quantity.value


@dataclass
class _Value:
    """One value in all its wordings."""

    said: list[_Said]

    @property
    def now(self) -> list[_Said]:
        return [said for said in self.said if not said.count.old]


def find_figures(articles: Sequence[Article], origins: Iterable[Origin]) -> tuple[Figure, ...]:
    """Find the figures of an event in its articles, those that most articles give first."""
    figures = [
        figure
        for what, of, said in _grouped(articles, origins)
        for figure in _figures(what, of, said)
    ]
    return tuple(sorted(figures, key=_reports, reverse=True))


def _grouped(
    articles: Sequence[Article], origins: Iterable[Origin]
) -> Iterator[tuple[str, str, list[_Said]]]:
    """Yield what is said of each figure: what it counts, of what kind, and all that give it."""
    hands = origin_of(origins)
    read = [
        (article, said)
        for article in articles
        for said in _read_article(article, hands.get(article.id, ()))
    ]
    everything = list(_once(_with_bearers(_with_places(read))))
    found: dict[tuple[str, str, str], list[_Said]] = defaultdict(list)
    for said in _with_names(_with_hospitalised(everything)):
        found[_key(said)].append(said)
    for (what, of, _), group in found.items():
        for same in _by_unit(group[:_MOST_SAID]):
            yield what, of, same


def compare_statements(
    first: Statement, second: Statement
) -> tuple[tuple[str, str, Relation], ...]:
    """Return how the figures of two sentences about one event stand to one another.

    Each is (figure as the first prints it, as the second does, relation), for figures of one thing.
    *equal*: they say the same; *update*: the later one, by time or by its words, took the place of
    the other; *conflict*: they differ.
    """
    ours, theirs = list(_read(first, "0" * 16)), list(_read(second, "1" * 16))
    return tuple(
        (one.text, other.text, relation)
        for one in ours
        for other in theirs
        if (relation := _relation(one, other, ours, theirs)) is not None
    )


def relate_figures(
    articles: Sequence[Article], origins: Iterable[Origin]
) -> Iterator[tuple[FigureMention, FigureMention, Relation]]:
    """Yield how each two mentions of one figure of an event stand to one another.

    Unlike `compare_statements` it knows all reports: values that one of them gives side by side
    stay in conflict. Of an update the first is the former one. The pairs grow with the square of
    the mentions: this is for measuring.
    """
    for what, _, said in _grouped(articles, origins):
        values = _values(said)
        for place, value in enumerate(values):
            for first, second in combinations(value.said, 2):
                yield _mention(first), _mention(second), "equal"
            for later in values[place + 1 :] if _is_single(said[0]) else ():
                supersedes = _supersedes(what, value, later)
                for first in value.said:
                    for second in later.said:
                        yield (
                            _mention(first),
                            _mention(second),
                            "update" if supersedes else "conflict",
                        )


def _is_single(said: _Said) -> bool:
    """Whether of an event there is one such figure, so that another value contradicts it."""
    count = said.count
    if count.what in OF_EACH:
        return bool(count.of)
    return count.what in _SINGLE or bool(count.role)


def _mention(said: _Said) -> FigureMention:
    return FigureMention(said.evidence, said.text)


def _relation(
    one: _Said, other: _Said, ours: Sequence[_Said], theirs: Sequence[_Said]
) -> Relation | None:
    first, second = _with_bearers(_with_names(_with_hospitalised([one, other])))
    if _key(first) != _key(second) or len(_by_unit([first, second])) > 1:
        return None
    if _is_of_a_place(first):
        here, there = (place_in(said.evidence.text, _span(said), said.language)
                       for said in (first, second))  # fmt: skip
        if here and there and are_apart(here, there):
            return None
    values = _values([first, second])
    if len(values) == 1:
        return "equal"
    if not _is_single(first):
        return None
    if _still_holds(one, other, theirs) or _still_holds(other, one, ours):
        return "conflict"
    return "update" if _supersedes(first.count.what, *values) else "conflict"


def _still_holds(value: _Said, other: _Said, beside: Sequence[_Said]) -> bool:
    """Whether a statement that gives another value gives this one too, as another hand's."""
    return not other.count.old and any(
        _key(said) == _key(value)
        and _same(said, value)
        and not said.count.old
        and not other.count.moved
        for said in beside
    )


def _read(statement: Statement, article: str) -> Iterator[_Said]:
    evidence = Evidence(
        article=article, start=0, end=len(statement.text), text=statement.text, score=1.0
    )
    yield from _of_sentence(statement, evidence, (statement.text,))


def _with_places(read: Sequence[tuple[Article, _Said]]) -> list[_Said]:
    """Return what is said, counts with the place that they are of where reports tell places apart.

    Nature is measured as it goes on, wherever that is.
    """
    placed = [
        (number, Counting(article, said.evidence.text, _span(said), _key(said), said.amount,
                          not said.count.old))
        for number, (article, said) in enumerate(read)
        if _is_of_a_place(said)
    ]  # fmt: skip
    everything = [said for _, said in read]
    for (number, _), name in zip(placed, places_of([count for _, count in placed]), strict=True):
        if name:
            said = everything[number]
            everything[number] = replace(said, count=replace(said.count, of=name))
    return everything


def _is_of_a_place(said: _Said) -> bool:
    count = said.count
    counts = count.head.counts in {"people", "things"} and count.what != "magnitude"
    return counts and not count.of and _is_single(said)


def _with_bearers(everything: Sequence[_Said]) -> list[_Said]:
    """Return what is said, shares of which each candidate has one with the name of theirs."""
    shares = [
        (
            number,
            Share(said.evidence.text, _span(said), said.language, said.count.what, said.amount),
        )
        for number, said in enumerate(everything)
        if said.count.what in OF_EACH
    ]
    named = list(everything)
    for (number, _), name in zip(shares, bearers_of([share for _, share in shares]), strict=True):
        said = everything[number]
        named[number] = replace(said, count=replace(said.count, of=name))
    return named


def _span(said: _Said) -> Span:
    return said.count.start, said.count.end


def _once(everything: Iterable[_Said]) -> Iterator[_Said]:
    """Yield the figures that each article gives, each once or as it changed."""
    given: dict[tuple[str, tuple[str, str, str]], list[_Said]] = defaultdict(list)
    for said in everything:
        before = given[said.evidence.article, _key(said)]
        if len(before) == _MOST_OF_ARTICLE:
            continue
        if not _is_single(said) or all(
            said.count.old or one.count.old or _is_other_voice(said, one) or _same(said, one)
            for one in before
        ):
            before.append(said)
        elif (kind := _class(said)) in UNNAMED:
            # Of two sums of one kind the second may be another thing that others tell of, too.
            count = replace(said.count, what=kind, of="", role="", head=Head(kind, UNNAMED[kind]))
            given[said.evidence.article, (kind, "", "")].append(replace(said, count=count))
    for all_said in given.values():
        yield from all_said


def _read_article(article: Article, hands: tuple[str, ...]) -> Iterator[_Said]:
    context: tuple[Count, ...] = ()
    for sentence in article.sentences:
        if len(sentence.text) > _MAX_SENTENCE or article.is_doubtful(sentence.start, sentence.end):
            continue
        evidence = Evidence(
            article=article.id,
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            score=1.0,
        )
        statement = Statement(sentence.text, article.language, article.source.published)
        found = list(_of_sentence(statement, evidence, hands, context))
        yield from found
        context = tuple(said.count for said in found if said.count.what not in UNNAMED)


def _of_sentence(
    statement: Statement,
    evidence: Evidence,
    hands: tuple[str, ...],
    context: Sequence[Count] = (),
) -> Iterator[_Said]:
    text, language, published = statement
    known = pack(language)
    if known.counted is None or known.bounds is None:
        return
    quantities = find_quantities(text, language)
    when = _moment(published)
    counts = known.counted.find(
        text,
        quantities,
        find_measures(text, language),
        known.bounds.patterns,
        when.year if when else None,
        context,
    )
    for count in counts:
        if count.quantity.value > _MAX_VALUE:
            continue
        measure = count.measure
        measured = (
            measure is not None
            and count.quantity.kind == "number"
            and count.what != "retirement age"  # which is told with its unit or without
        )
        amount = measure.amount if measure and measured else count.quantity.value
        yield _Said(
            count,
            measure.unit if measure and measured else _currency(count.quantity),
            amount * 100 if count.quantity.kind == "fraction" else amount,
            text[count.start : count.end].strip(),
            when,
            published is not None and "T" not in published,
            hands,
            evidence,
            language,
        )


def _currency(quantity: Quantity) -> str | None:
    return quantity.unit if quantity.kind == "money" else None


def _moment(published: str | None) -> datetime | None:
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _with_hospitalised(said: Sequence[_Said]) -> list[_Said]:
    """Return those in hospital as injured, as far as they are not fewer than the injured."""
    injured = [s.amount for s in said if s.count.what == "injured"]
    return [
        replace(s, count=replace(s.count, what="injured"))
        if s.count.what == "hospitalised" and injured and s.amount >= max(injured)
        else s
        for s in said
    ]


def _key(said: _Said) -> tuple[str, str, str]:
    """Return what figures of one thing share."""
    return said.count.what, said.count.of, said.count.role


def _with_names(said: Sequence[_Said]) -> list[_Said]:
    """Return what is said; what only its noun or value names as what others call the same value.

    The same noun with the same value is one thing. With other nouns it is where that is no chance.
    """
    named: dict[tuple[str, Decimal], list[Count]] = defaultdict(list)
    for one in sorted(said, key=lambda s: _rank(s.count)):
        if one.count.named or one.count.role or one.count.what not in UNNAMED:
            named[_class(one), one.amount].append(one.count)
    renamed = []
    for one in said:
        others = named.get((_class(one), one.amount), ())
        name = next((other for other in others if _names(other, one)), None)
        if name is None:
            renamed.append(one)
        else:
            named_so = _renamed(one, name.what, name.of, name.role)
            renamed.append(replace(named_so, count=replace(named_so.count, head=name.head)))
    return _with_roles(_across_languages(_by_their_nouns(renamed)))


def _by_their_nouns(said: Sequence[_Said]) -> list[_Said]:
    """Return what is said; a noun that words name as one thing, wherever they do, is always that.

    Nouns of people are left out: one tourist was hurt, another saved.
    """
    meant: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for one in said:
        noun = one.count.noun
        if one.count.named and noun and not noun.people and noun.what not in _COMMON:
            meant[noun.what].add(_key(one))
    names = {noun: next(iter(keys)) for noun, keys in meant.items() if len(keys) == 1}
    return [
        _renamed(one, *names[one.count.noun.what])
        if not one.count.named and one.count.noun and one.count.noun.what in names
        else one
        for one in said
    ]


def _across_languages(said: Sequence[_Said]) -> list[_Said]:
    """Return what is said; of several languages, one value of nouns that no table has is one thing.

    A noun that is in the tables of both languages has one name in them.
    """
    same: dict[tuple[str, Decimal], list[_Said]] = defaultdict(list)
    for one in said:
        if one.count.noun and not one.count.named and _is_rare(one):
            same[_class(one), one.amount].append(one)
    names: dict[tuple[str, str, Decimal], tuple[str, str, str]] = {}
    for (_, amount), group in same.items():
        first = group[0]
        for one in group[1:]:
            if one.language != first.language and _may_be_one(first, one):
                names[one.language, one.count.what, amount] = _key(first)
    return [
        _renamed(one, *name)
        if not one.count.named
        and one.count.noun
        and (name := names.get((one.language, one.count.what, one.amount)))
        else one
        for one in said
    ]


def _is_rare(said: _Said) -> bool:
    """Whether two that are as many, or as far in a row, hardly are so by chance."""
    return said.amount > BY_CHANCE or said.count.quantity.kind == ORDINAL


def _may_be_one(first: _Said, second: _Said) -> bool:
    """Whether nouns of two languages may mean one thing, as far as the tables say."""
    one, other = first.count.noun, second.count.noun
    assert one
    assert other
    unknown = not (one.what and other.what and one.what.isascii() and other.what.isascii())
    return unknown and (one.people is None or other.people is None or one.people == other.people)


def _renamed(said: _Said, what: str, of: str, role: str) -> _Said:
    return replace(said, count=replace(said.count, what=what, of=of, role=role))


def _with_roles(said: Sequence[_Said]) -> list[_Said]:
    """Return what is said, with one role for all of a noun where no language has it in two.

    Roles are words of a language: across languages they cannot be compared.
    """
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in said:
        if one.count.role:
            roles[one.count.what][one.language].add(one.count.role)
    alone = {
        what: min(min(words) for words in languages.values())
        for what, languages in roles.items()
        if what not in _COMMON and all(len(words) == 1 for words in languages.values())
    }
    return [
        replace(one, count=replace(one.count, role=alone[one.count.what]))
        if one.count.role and one.count.what in alone
        else one
        for one in said
    ]


def _rank(count: Count) -> tuple[bool, int]:
    return not count.named, max(
        (alike.index(count.what) for alike in _ALIKE if count.what in alike), default=-1
    )


def _names(other: Count, said: _Said) -> bool:
    """Whether one count, of the same value as what is said, may give it its name."""
    count = said.count
    if count.named:
        alike = any(count.what in names and other.what in names for names in _ALIKE)
        return alike and other.named and count.of == other.of
    noun, its = count.noun, other.noun
    if noun is not None and its is not None and noun.what == its.what:
        return True
    people = other.head.counts == "people" or (its is not None and its.people)
    things = its is not None and its.people is False
    if noun is not None and ((noun.people is False and people) or (noun.people and things)):
        return False
    kinds = {"number", ORDINAL}
    return said.amount > BY_CHANCE or count.quantity.kind not in kinds or bool(count.measure)


def _class(said: _Said) -> str:
    measure = said.count.measure
    if measure and said.count.quantity.kind == "number":
        return measure.dimension
    kind = said.count.quantity.kind
    return "percent" if kind == "fraction" else kind


def _by_unit(said: Sequence[_Said]) -> list[list[_Said]]:
    """Part what is said in currencies that cannot be one."""
    groups: list[list[_Said]] = []
    for one in said:
        for group in groups:
            if one.count.quantity.kind != "money" or agree(one.unit, group[0].unit):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _values(said: Sequence[_Said]) -> list[_Value]:
    """Bring together what says the same in other words, each to the value that it is nearest to."""
    values: list[_Value] = []
    by_amount: dict[Decimal, _Value] = {}
    # What is exact comes first: what is rough may fit several.
    for one in sorted(said, key=lambda s: (s.count.bound != "exact", -_digits(s.amount))):
        value = by_amount.get(one.amount)
        if value is None:
            same = [other for other in values if _same(one, other.said[0])]
            if same:
                value = min(same, key=lambda other: abs(other.said[0].amount - one.amount))
            else:
                value = _Value([])
                values.append(value)
            by_amount[one.amount] = value
        value.said.append(one)
    for value in values:
        value.said.sort(key=_order)
    return sorted(values, key=_first_given)


def _first_given(value: _Value) -> tuple[datetime, bool]:
    """Return when a value was first given as the current one; if never, right before it is told."""
    now = value.now
    return _order(now[0] if now else value.said[0])[1], bool(now)


def _order(said: _Said) -> tuple[bool, datetime]:
    return not said.count.old, said.when or datetime.max.replace(tzinfo=UTC)


def _same(first: _Said, second: _Said) -> bool:
    """Whether two values say the same, as exactly as the less exact one is."""
    if first.amount == second.amount:
        return True
    return _covers(first, second) or _covers(second, first)


def _covers(rough: _Said, fine: _Said) -> bool:
    amount, step = rough.amount, _step(rough)
    counted = rough.count.quantity.kind == "number" and rough.count.measure is None
    match rough.count.bound:
        case "more-than":
            return amount < fine.amount < amount + step
        case "at-most":
            return _NEARLY * amount <= fine.amount <= amount
        case "about":
            if rough.count.quantity.certainty == "approximate":  # dozens, hundreds
                return amount * 2 <= fine.amount < amount * 10
            return abs(amount - fine.amount) <= max(step / 2, _NEAR * amount)
        case "at-least" | "exact":
            if rough.unit != fine.unit and rough.count.measure:
                return abs(amount - fine.amount) <= _CONVERTED * amount
            if counted and rough.count.what != "magnitude" and amount < _COUNTED_ONE_BY_ONE:
                return False
            return (
                abs(amount - fine.amount) <= _ROUNDED * amount
                and _digits(amount) < _digits(fine.amount)
                and (fine.amount / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step == amount
            )


def _digits(amount: Decimal) -> int:
    """Return how many significant digits a number has."""
    return len("".join(map(str, amount.normalize().as_tuple().digits)))


def _step(said: _Said) -> Decimal:
    """Return what the last significant digit of a number counts; of dozens, a dozen."""
    if said.count.quantity.unit == DOZENS or _DOZEN.search(said.count.quantity.text):
        return Decimal(12)
    printed = said.printed
    exponent = printed.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0 and printed < 100:
        step = Decimal(1).scaleb(exponent)  # 6.0 is no rounded 6.1
    else:
        exponent = printed.normalize().as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    measure = said.count.measure
    if measure and measure.dimension != "temperature" and said.amount != printed:
        step *= Decimal(UNITS[measure.unit][1])
    return step


def _is_other_voice(first: _Said, second: _Said) -> bool:
    """Whether another side gives the second: one that counts for itself, or both are named."""
    if first.evidence.article == second.evidence.article:
        hands = {first.count.hand, second.count.hand}
        if first.count.contrast or second.count.contrast or (len(hands) == 2 and "" not in hands):
            return True
    voices = {first.count.voice, second.count.voice}
    beside = first.evidence == second.evidence
    return len(voices) == 2 and (beside or "" not in voices or not voices.isdisjoint(_SIDES))


def _supersedes(what: str, earlier: _Value, later: _Value) -> bool:
    """Whether a value took the place of another that was first given before it, or as early."""
    if not earlier.now or not later.now:
        return True
    if any(_is_former(said, later) for said in earlier.said):
        return True
    if _are_told_together(earlier, later):
        return False
    if any(said.count.moved for said in later.now) and not any(
        said.count.moved for said in earlier.now
    ):
        return True
    first, second = earlier.now[0], later.now[0]
    between = _between(first, second)
    if between is None or between <= _EQUALLY_OLD or what in _FIXED:
        return False
    if what in _PARTISAN and first.count.voice != second.count.voice:
        return False
    if first.count.bound in {"at-least", "more-than"} and second.amount > first.amount:
        return True
    if _is_other_voice(first, second) and between <= _SAME_DAY:
        return False
    smaller = second.amount < first.amount
    return not (
        smaller
        and what in _GROWING
        and between <= _SAME_DAY
        and not set(first.origins) & set(second.origins)
        and first.count.bound != "at-least"
    )


def _is_former(said: _Said, later: _Value) -> bool:
    """Whether a value is told as one of before, by a report that has the later one or is older."""
    return said.count.old and any(
        one.evidence.article == said.evidence.article
        or (_between(said, one) or _NO_TIME) >= _NO_TIME
        for one in later.now
    )


def _are_told_together(one: _Value, other: _Value) -> bool:
    """Whether a report gives both values as those of now: in one breath, or as of two hands."""
    return any(
        said.evidence.article == beside.evidence.article
        and (said.evidence == beside.evidence or _is_other_voice(beside, said))
        for beside in one.now
        if not beside.count.moved
        for said in other.now
        if not said.count.moved
    )


def _between(first: _Said, second: _Said) -> timedelta | None:
    """Return how much later the second was published; None where that is not known."""
    if first.when is None or second.when is None:
        return None
    if (first.dated or second.dated) and first.when.date() == second.when.date():
        return timedelta(0)
    return second.when - first.when


def _figures(what: str, of: str, said: Sequence[_Said]) -> Iterator[Figure]:
    if said[0].count.quantity.kind == ORDINAL:
        return
    values = _values(said)
    named = what != "age" and any(s.count.named for s in said)
    if not named and (
        what in _NEVER_SHOWN or len({s.evidence.article for s in said}) < _SHOWN_FROM
    ):
        return
    if not _is_single(said[0]):
        for value in values:
            if named or len({s.evidence.article for s in value.said}) >= _SHOWN_FROM:
                yield _figure(what, of, [value], [])
        return
    current = [
        value
        for place, value in enumerate(values)
        if value.now and not any(_supersedes(what, value, later) for later in values[place + 1 :])
    ]
    if not current:  # only what was so before is said
        return
    past = [value for value in values if value not in current]
    yield _figure(what, of, current[::-1], past[::-1])


def _figure(what: str, of: str, current: Sequence[_Value], past: Sequence[_Value]) -> Figure:
    unit = current[0].said[0].unit
    values = [_figure_value(value, unit) for value in (*current, *past)]
    status: Literal["single", "agreed", "updated", "conflict"]
    if len(current) > 1:
        status = "conflict"
    elif past:
        status = "updated"
    else:
        status = "agreed" if len(values[0].origins) > 1 else "single"
    return Figure(
        what=_printed(what, current[0]), of=of, unit=unit, status=status, values=tuple(values)
    )


def _printed(what: str, value: _Value) -> str:
    """Return the name of a figure: what only its noun names has that noun as it was printed."""
    if what == "people" or any(said.count.named for said in value.said):
        return what
    nouns = (said.count.noun.text for said in value.said if said.count.noun)
    return next(nouns, what)


_BOUNDS: Mapping[Bound, Literal["exact", "at-least", "at-most", "about"]] = {
    "exact": "exact",
    "at-least": "at-least",
    "more-than": "at-least",
    "at-most": "at-most",
    "about": "about",
}


def _figure_value(value: _Value, unit: str | None) -> FigureValue:
    first = value.said[0]
    amount = first.printed
    if first.count.measure and first.unit in UNITS and unit in UNITS and first.unit != unit:
        amount = first.amount / Decimal(UNITS[unit or ""][1])
    evidence = {(s.evidence.article, s.evidence.start): s.evidence for s in value.said}
    return FigureValue(
        text=first.text,
        value=amount,
        bound=_BOUNDS[first.count.bound],
        origins=tuple(dict.fromkeys(name for said in value.said for name in said.origins)),
        published=first.when.isoformat() if first.when else None,
        evidence=tuple(evidence.values()),
    )


def _reports(figure: Figure) -> int:
    return len({e.article for value in figure.values for e in value.evidence})
