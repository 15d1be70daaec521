"""How near events, figures, origins and speakers that were found come to labels.

Pure functions on names: reports are named by their URLs, events by any ids. The form of the labels
is described in ``benchmarks/event_set/README.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from base.records import Frozen

Relation = Literal["equal", "update", "conflict", "different"]
RELATED: tuple[Relation, ...] = ("equal", "update", "conflict")


class EventLabel(Frozen):
    """What an event is."""

    title: str
    kind: str


class ReportLabel(Frozen):
    """What is true of a report; other reports are named by URL."""

    events: tuple[str, ...] = Field(min_length=1)
    kind: Literal["report", "roundup", "opinion", "live"]
    origins: tuple[str, ...] = Field(min_length=1)
    copy_of: str | None
    translation_of: str | None = None


class Mention(Frozen):
    """A figure where it is printed."""

    report: str
    sentence: str
    value: str


class FigurePair(Frozen):
    """Two figures on an event, and how they stand to each other; of an update ``a`` is former."""

    event: str
    what: str
    a: Mention
    b: Mention
    relation: Relation


class Quotation(Frozen):
    """Words in quotation marks and whose they are."""

    report: str
    quotation: str
    speaker: str
    sentence: str


class NotQuotation(Frozen):
    """Words in quotation marks that nobody said."""

    report: str
    text: str
    sentence: str


class Passage(Frozen):
    """A sentence of a report."""

    report: str
    sentence: str


class Denial(Frozen):
    """Two sentences of which one denies the other."""

    event: str
    a: Passage
    b: Passage
    about: str


class Labels(Frozen):
    """All that is true of a set of reports."""

    events: dict[str, EventLabel]
    reports: dict[str, ReportLabel]
    figures: tuple[FigurePair, ...]
    quotations: tuple[Quotation, ...]
    not_quotations: tuple[NotQuotation, ...]
    denials: tuple[Denial, ...]

    def original(self, report: str) -> str:
        """Return the report whose text a copy has, or the report itself."""
        while (label := self.reports.get(report)) is not None and label.copy_of is not None:
            report = label.copy_of
        return report

    def memberships(self) -> dict[str, frozenset[str]]:
        """Return the events of each report."""
        return {url: frozenset(label.events) for url, label in self.reports.items()}


def read_labels(path: Path) -> Labels:
    """Read a file of labels.

    Raises:
        pydantic.ValidationError: it is not of the form.

    """
    return Labels.model_validate_json(path.read_bytes())


@dataclass(frozen=True)
class Score:
    """Precision and recall; a share of nothing is 1, since nothing is wrong in it."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def memberships_of(groups: Iterable[tuple[str, Collection[str]]]) -> dict[str, frozenset[str]]:
    """Turn (event, its reports) into the events of each report."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event, reports in groups:
        for report in reports:
            found[report].add(event)
    return {report: frozenset(events) for report, events in found.items()}


def b_cubed(
    found: Mapping[str, frozenset[str]],
    truth: Mapping[str, frozenset[str]],
    compares: Callable[[str, str], bool] | None = None,
) -> Score:
    """Return extended B³ of the reports in ``truth``.

    B³ (Bagga and Baldwin 1998, "Algorithms for scoring coreference chains") averages over the
    reports what share of those put beside one belong there, and what share of those that belong
    there were put there. Where a report has several events it is extended as in Amigó et al. 2009
    ("A comparison of extrinsic clustering evaluation metrics", section 5): sharing more events
    than is true, or fewer, counts in part. A report that is in no event found is one by itself.

    ``compares`` limits which pairs count, by default all, a report with itself included. A report
    without a pair that counts is left out of the average.
    """
    grouped = {report: found.get(report) or frozenset({f"alone:{report}"}) for report in truth}
    return Score(_share(grouped, truth, compares), _share(truth, grouped, compares))


def _share(
    ours: Mapping[str, frozenset[str]],
    theirs: Mapping[str, frozenset[str]],
    compares: Callable[[str, str], bool] | None,
) -> float:
    """Average how much of what is together in ``ours`` is together in ``theirs``."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for report, events in ours.items():
        for event in events:
            members[event].append(report)
    shares = []
    for report, events in ours.items():
        beside = {other for event in events for other in members[event]}
        some = []
        for other in beside:
            if compares is None or compares(report, other):
                together = len(events & ours[other])
                some.append(min(together, len(theirs[report] & theirs[other])) / together)
        if some:
            shares.append(sum(some) / len(some))
    return sum(shares) / len(shares) if shares else 1.0


def across(languages: Mapping[str, str]) -> Callable[[str, str], bool]:
    """Let `b_cubed` compare only reports in different languages."""
    return lambda one, other: languages[one] != languages[other]


def relation_scores(
    found: Iterable[tuple[Mention, Mention, Relation]], labels: Labels
) -> dict[Relation, Score]:
    """Return how well figures that are equal, updated and in conflict are told apart.

    ``found`` are the pairs with their relation, in any number and order; ``a`` is the former value
    of an update. A figure of a copy counts as that of its original. Figures that are not labelled
    are passed over; two that are labelled, but not as related, are wrong to relate.
    """
    labelled: defaultdict[tuple[str, str], dict[str, Mention]] = defaultdict(dict)
    truth: dict[Relation, set[tuple[Mention, Mention]]] = {relation: set() for relation in RELATED}
    ours: dict[Relation, set[tuple[Mention, Mention]]] = {relation: set() for relation in RELATED}

    def place(mention: Mention) -> tuple[str, str]:
        return labels.original(mention.report), _plain(mention.sentence)

    for pair in labels.figures:
        for mention in (pair.a, pair.b):
            labelled[place(mention)][mention.value] = mention
        if pair.relation in truth:
            truth[pair.relation].add(_in_order(pair.a, pair.b, pair.relation))
    for one, other, relation in found:
        a = _same_value(one.value, labelled[place(one)])
        b = _same_value(other.value, labelled[place(other)])
        if a is not None and b is not None and a != b and relation in ours:
            ours[relation].add(_in_order(a, b, relation))
    return {relation: _overlap(ours[relation], truth[relation]) for relation in RELATED}


def _in_order(a: Mention, b: Mention, relation: Relation) -> tuple[Mention, Mention]:
    if relation == "update" or _key(a) <= _key(b):
        return a, b
    return b, a


def _key(mention: Mention) -> tuple[str, str, str]:
    return mention.report, mention.sentence, mention.value


def _same_value(value: str, labelled: Mapping[str, Mention]) -> Mention | None:
    """Return the labelled mention of a value that has all its words, or whose words it has.

    ``24`` is ``24 people`` and ``at least 24``, not ``240``.
    """
    words = set(_words(value))
    common = {
        other: words & set(_words(other))
        for other in labelled
        if words <= set(_words(other)) or words >= set(_words(other))
    }
    nearest = max(common, key=lambda other: (other == value, len(common[other])), default=None)
    return labelled[nearest] if nearest is not None else None


def _words(text: str) -> list[str]:
    return re.findall(r"\d[\d.,:]*\d|\d|[\u3400-\u9fff]|[^\W\d\u3400-\u9fff]+", text.casefold())


def _overlap(found: Set[object], truth: Set[object]) -> Score:
    right = len(found & truth)
    return Score(
        right / len(found) if found else 1.0,
        right / len(truth) if truth else 1.0,
    )


def origin_accuracy(found: Mapping[str, Collection[str]], labels: Labels) -> float:
    """Return the share of reports whose origins are all found and no other."""
    right = sum(
        frozenset(found.get(url, ())) == frozenset(label.origins)
        for url, label in labels.reports.items()
    )
    return right / len(labels.reports)


@dataclass(frozen=True)
class QuotationScore:
    """Counts of labelled quotations: all, found, found with the right speaker; and false ones."""

    labelled: int
    found: int
    right: int
    false: int
    """Words in quotation marks that nobody said and that were taken for a quotation."""

    @property
    def accuracy(self) -> float:
        """Share of the labelled quotations that were led to their speaker."""
        return self.right / self.labelled if self.labelled else 1.0


def quotation_score(found: Iterable[tuple[str, str, str | None]], labels: Labels) -> QuotationScore:
    """Compare (report, quotation, speaker or None) with the labelled quotations.

    A quotation is found where most of it stands in one that was found; cut differently it is
    still the same. Copies are compared as printed: each prints its own speakers.
    """
    ours: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for report, text, speaker in found:
        ours[report].append((_plain(text), speaker))
    counts = [0, 0]
    for label in labels.quotations:
        matches = [who for text, who in ours[label.report] if _mostly(label.quotation, text)]
        counts[0] += bool(matches)
        counts[1] += any(who is not None and same_speaker(who, label.speaker) for who in matches)
    false = sum(
        any(_plain(label.text) == text for text, _ in ours[label.report])
        for label in labels.not_quotations
    )
    return QuotationScore(len(labels.quotations), counts[0], counts[1], false)


def _mostly(quotation: str, text: str) -> bool:
    wanted = _plain(quotation)
    return bool(text) and (wanted in text or (text in wanted and 2 * len(text) >= len(wanted)))


def same_speaker(one: str, other: str) -> bool:
    """Whether two names as printed have one last name: *Dr Anna Holt* and *Holt*.

    Accents and case do not count. Chinese names, which have no gaps, are compared from their end,
    those of foreigners by the part after the last dot.
    """
    a, b = _plain(one), _plain(other)
    if not a or not b:
        return False
    if re.search(r"[\u3400-\u9fff]", a + b):
        last, other_last = a.rsplit("·", 1)[-1], b.rsplit("·", 1)[-1]
        return last.endswith(other_last) or other_last.endswith(last)
    return a.split()[-1] == b.split()[-1]


def denial_score(found: Iterable[tuple[tuple[str, str], tuple[str, str]]], labels: Labels) -> Score:
    """Compare pairs of (report, sentence) that were found to deny each other with the labels.

    A sentence of a copy counts as that of its original, and neither side is first.
    """

    def pair(one: tuple[str, str], other: tuple[str, str]) -> frozenset[tuple[str, str]]:
        return frozenset(
            (labels.original(report), _plain(sentence)) for report, sentence in (one, other)
        )

    truth = {
        pair((denial.a.report, denial.a.sentence), (denial.b.report, denial.b.sentence))
        for denial in labels.denials
    }
    return _overlap({pair(one, other) for one, other in found}, truth)


def _plain(text: str) -> str:
    """Leave out accents, case, gaps and marks at the ends."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare.casefold()).strip(" \"'“”‘’«».,!?;:…，。！？；：")
