"""Whether who did it, and to whom it was done, are as in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.english.clauses import content, find_clauses
from language.english.names import Name, find_names, may_mean, same_name
from language.english.words import Word, word_table

_BE = word_table("am are be been being is was were")
_LIGHT_VERBS = word_table("give make own take")
# Stems of verbs that say the same of both their sides.
_MUTUAL = word_table("agre alli marri meet share talk trade")


@dataclass(frozen=True)
class Deed:
    """A verb and the name right before it, in the active voice.

    ``object`` is the next name after it, if any; ``stems`` are of the content words after it, and
    ``names`` all those of its clause.
    """

    verb: str
    subject: Name
    object: Name | None
    stems: frozenset[str]
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Roles(Rule):
    """Who does what to whom, and what belongs to whom, is as in the evidence.

    Sees *Norway invited Denmark* for *Denmark invited Norway*, also across the passive voice; a
    deed given to another name than the evidence gives it to; and *China's Hope* for *the Emirates'
    Hope*. Cannot see a change where the verb is another, where pronouns or descriptions stand for
    names, or over more than one clause.
    """

    name: ClassVar[str] = "roles"
    subject: ClassVar[str] = "who does what to whom"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    shared: int = 2
    """Content words after the verb that two deeds must share to be the same deed."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first deed or belonging that the evidence gives to others only."""
        deeds, belongings = list(_deeds(context.sentence)), list(_belongings(context.sentence))
        if not (deeds or belongings) or not context.evidence:
            return self.skipped()
        evidence = "\n".join(context.evidence)
        theirs = list(_deeds(evidence))
        for deed in deeds:
            same_verb = [other for other in theirs if other.verb == deed.verb]
            if any(may_mean(deed.subject, other.subject) for other in same_verb):
                continue
            for other in same_verb:
                mentioned = any(may_mean(name, other.subject) for name in deed.names)
                if _turned(deed, other) or (
                    not mentioned
                    and (len(deed.stems & other.stems) >= self.shared or _same_object(deed, other))
                ):
                    return self.failed(
                        f"{other.subject.text} – {deed.verb}", f"{deed.subject.text} – {deed.verb}"
                    )
        for owner, owned in belongings:
            owners = [other for other, thing in _belongings(evidence) if same_name(owned, thing)]
            if owners and not any(may_mean(owner, other) for other in owners):
                return self.failed(f"{owners[0].text}: {owned.text}", f"{owner.text}: {owned.text}")
        return self.passed()


def _turned(deed: Deed, other: Deed) -> bool:
    return (
        deed.verb not in _MUTUAL
        and deed.object is not None
        and other.object is not None
        and may_mean(deed.subject, other.object)
        and may_mean(deed.object, other.subject)
    )


def _same_object(deed: Deed, other: Deed) -> bool:
    return (
        deed.object is not None
        and other.object is not None
        and deed.subject.kind == other.subject.kind
        and may_mean(deed.object, other.object)
    )


def _belongings(text: str) -> Iterator[tuple[Name, Name]]:
    """Yield pairs of owner and owned, as in *China's Tianwen*."""
    for owner, owned in pairwise(find_names(text)):
        possessive = re.fullmatch(r"['’]s?\s(?:[a-z]+\s)?", text[owner.end : owned.start])
        if possessive and owned.kind in {"name", "acronym"}:
            yield owner, owned


def _deeds(text: str) -> Iterator[Deed]:
    names = find_names(text)
    for clause in find_clauses(text):
        for number, word in enumerate(clause):
            verb = word.content or word.lemma in _LIGHT_VERBS
            if not verb or word.text.endswith("ing"):
                continue
            before = [n for n in names if clause[0].start <= n.start and n.end <= word.start]
            after = [n for n in names if word.end <= n.start and n.end <= clause[-1].end]
            within = (*before, *after)
            inside = any(name.start <= word.start < name.end for name in names)
            if inside or not before or not _follows(before[-1], word, clause):
                continue
            stems = frozenset(w.stem for w in content(clause[number + 1 :]))
            auxiliaries = {w.text for w in clause[max(0, number - 2) : number]}
            passive = auxiliaries & _BE and "by" in {
                w.text for w in clause[number + 1 : number + 4]
            }
            if passive and after:
                yield Deed(word.stem, after[0], before[-1], frozenset(), within)
            elif not passive:
                yield Deed(word.stem, before[-1], after[0] if after else None, stems, within)


def _follows(subject: Name, verb: Word, clause: tuple[Word, ...]) -> bool:
    """Whether only auxiliaries and adverbs stand between a name and a verb."""
    between = [w for w in clause if subject.end <= w.start < verb.start]
    return len(between) <= 3 and not any(
        w.content or w.text in {"and", "of", "'s"} for w in between
    )
