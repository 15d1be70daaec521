"""Whether every name of the sentence is the source's, and none stands in another's place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.syntax import Name, Syntax, find_neighbours

_MOST = 60
"""Names of a sentence and of its evidence that are compared: more make a list."""


@dataclass(frozen=True)
class Names(Rule):
    """Every person, place, body, people and office stands in the source.

    Sees a name that the source lacks, be it only one word of it (*North Korea* for *South Korea*,
    *Patrusev* for *Patrushev*, an added first name); a name of the source between the words where
    the evidence has another, or in place of another of its kind; an office given to another of its
    holders. Cannot see a name given to the wrong deed in other words (the check ``roles`` sees
    some), nor names that are common words at the start of a sentence.
    """

    name: ClassVar[str] = "names"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "names"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    shared: int = 2
    """Words beside two names, on the same sides, that make one stand in the other's place."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at names that do not belong; skip a sentence without names."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        names = syntax.find_names(context.sentence)
        if not names:
            return self.skipped()
        evidence = "\n".join(context.evidence)
        indices = (syntax.index_names(context.source), syntax.index_names(evidence))
        foreign = [name for name in names if not any(index.holds(name) for index in indices)]
        if foreign:
            return self.failed(None, ", ".join(n.text for n in foreign))
        for holder, office, rightful in _misplaced_offices(
            context.sentence, context.source, syntax
        ):
            return self.failed(f"{rightful} {holder.text}", f"{office.text} {holder.text}")
        if context.evidence:
            for name, replaced in _swaps(context.sentence, evidence, syntax, self.shared):
                return self.failed(replaced.text, name.text)
        return self.passed()


def _swaps(sentence: str, evidence: str, syntax: Syntax, least: int) -> list[tuple[Name, Name]]:
    """Find names where the evidence has another, of which the sentence does not speak."""
    names, theirs = (
        list(dict.fromkeys(syntax.find_names(text)))[:_MOST] for text in (sentence, evidence)
    )
    index = syntax.index_names(evidence)
    clauses, their_clauses = syntax.find_clauses(sentence), syntax.find_clauses(evidence)
    anaphors = syntax.vocabulary.anaphors
    anaphoric = any(word.text.lower() in anaphors for word in syntax.find_words(evidence))
    unsaid = [other for other in theirs if not any(syntax.may_mean(name, other) for name in names)]
    around = {other: find_neighbours(their_clauses, (other.start, other.end)) for other in theirs}
    swaps = []
    for name in names:
        ours = find_neighbours(clauses, (name.start, name.end))
        places = {other: ours.in_place(around[other]) for other in theirs}
        own = [places[other] for other in theirs if syntax.may_mean(name, other)]
        # A pronoun, or the name elsewhere in the evidence, may be what the sentence means.
        enough = least + bool(own or anaphoric)
        replaced = [
            other
            for other in unsaid
            if places[other] >= enough and not any(own) and bool(name.code) == bool(other.code)
        ]
        if not own and not index.holds(name):
            rivals = [other for other in unsaid if _rivals(name, other)]
            replaced += [r for r in rivals[:1] if _alike(name, r) or not anaphoric]
        swaps += [(name, other) for other in replaced[:1]]
    return swaps


def _rivals(name: Name, other: Name) -> bool:
    """Whether one of two names may have been written for the other."""
    return name.kind == other.kind == "country" or _alike(name, other)


def _alike(name: Name, other: Name) -> bool:
    """Whether two names differ in one word, as *South Korea* and *North Korea* do."""
    words = max(len(name.words), len(other.words))
    shared = len(set(name.words) & set(other.words))
    return name.kind == other.kind and words > 1 and shared == words - 1


def _offices(text: str, syntax: Syntax) -> list[tuple[Name, Name]]:
    """Return the pairs of office and holder, as in *Foreign Minister Wang Yi*."""
    names = syntax.find_names(text)
    return [
        (office, holder)
        for office, holder in pairwise(names)
        if office.kind == "office"
        and holder.kind == "name"
        and text[office.end : holder.start].strip(" ,") == ""
    ]


def _misplaced_offices(sentence: str, source: str, syntax: Syntax) -> list[tuple[Name, Name, str]]:
    """Find holders whom the source gives other offices of the same rank, never this one."""
    theirs = _offices(source, syntax)
    misplaced = []
    for office, holder in _offices(sentence, syntax):
        given = [
            o for o, h in theirs if syntax.same_name(h, holder) and o.words[-1] == office.words[-1]
        ]
        if given and not any(syntax.same_name(office, other) for other in given):
            misplaced.append((holder, office, given[0].text))
    return misplaced
