"""Whether every name of the sentence is the source's, and none stands in another's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from digests.contexts import SummaryContext
from digests.digest import Check
from digests.names import Name, NameIndex, find_names, may_mean, same_name
from digests.words import find_words, word_table

# Words by which the evidence may mean what the sentence names.
_ANAPHORS = word_table(
    """both city company country former government group he her him his institution it its king
    latter leader minister ministry nation official organisation organization pair president
    she spokesman spokesperson spokeswoman their them they two union"""
)


@dataclass(frozen=True)
class Names:
    """Every person, place, body, people and office stands in the source.

    Sees a name that the source lacks, be it only one word of it (*North Korea* for *South Korea*,
    *Patrusev* for *Patrushev*, an added first name); a name of the source in place of another of
    its kind that the evidence has; an office given to another of its holders. Cannot see a name
    that was rightly written but given to the wrong deed (the check ``roles`` sees some), nor names
    that are common words at the start of a sentence.
    """

    name: ClassVar[str] = "names"

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at names that do not belong; skip a sentence without names."""
        names = find_names(context.sentence)
        if not names:
            return Check(name=self.name, status="skipped")
        evidence = "\n".join(context.evidence)
        index = NameIndex(f"{context.source}\n{evidence}")
        foreign = [name for name in names if not index.holds(name)]
        if foreign:
            return self._failed("only names of the source", ", ".join(n.text for n in foreign))
        for holder, office, rightful in _misplaced_offices(context.sentence, context.source):
            return self._failed(f"{rightful} {holder.text}", f"{office.text} {holder.text}")
        if context.evidence:
            for name, replaced in _swaps(names, evidence):
                return self._failed(replaced.text, name.text)
        return Check(name=self.name, status="passed")

    def _failed(self, expected: str, seen: str) -> Check:
        return Check(name=self.name, status="failed", expected=expected, seen=seen)


def _swaps(names: Sequence[Name], evidence: str) -> list[tuple[Name, Name]]:
    """Find names that the evidence lacks while it has another of their kind, not mentioned."""
    theirs = find_names(evidence)
    index = NameIndex(evidence)
    anaphoric = any(word.text.lower() in _ANAPHORS for word in find_words(evidence))
    swaps = []
    for name in names:
        if index.holds(name) or any(may_mean(other, name) for other in theirs):
            continue
        rivals = [
            other
            for other in theirs
            if _rivals(name, other) and not any(may_mean(n, other) for n in names)
        ]
        if rivals and (_alike(name, rivals[0]) or not anaphoric):
            swaps.append((name, rivals[0]))
    return swaps


def _rivals(name: Name, other: Name) -> bool:
    """Whether one of two names may have been written for the other."""
    return name.kind == other.kind == "country" or _alike(name, other)


def _alike(name: Name, other: Name) -> bool:
    """Whether two names differ in one word, as *South Korea* and *North Korea* do."""
    words = max(len(name.words), len(other.words))
    shared = len(set(name.words) & set(other.words))
    return name.kind == other.kind and words > 1 and shared == words - 1


def _offices(text: str) -> list[tuple[Name, Name]]:
    """Return the pairs of office and holder, as in *Foreign Minister Wang Yi*."""
    names = find_names(text)
    return [
        (office, holder)
        for office, holder in pairwise(names)
        if office.kind == "office"
        and holder.kind == "name"
        and text[office.end : holder.start].strip(" ,") == ""
    ]


def _misplaced_offices(sentence: str, source: str) -> list[tuple[Name, Name, str]]:
    """Find holders whom the source gives other offices of the same rank, never this one."""
    theirs = _offices(source)
    misplaced = []
    for office, holder in _offices(sentence):
        given = [o for o, h in theirs if same_name(h, holder) and o.words[-1] == office.words[-1]]
        if given and not any(same_name(office, other) for other in given):
            misplaced.append((holder, office, given[0].text))
    return misplaced
