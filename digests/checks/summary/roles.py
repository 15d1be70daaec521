"""Whether who did it and to whom it was done are as in the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from digests.checks.summary.clauses import find_clauses
from digests.contexts import SummaryContext
from digests.digest import Check
from digests.names import Name, find_names, same_name

_BE = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})
_MUTUAL = frozenset({"meet", "marry", "talk", "trade", "agree", "ally", "share"})


@dataclass(frozen=True)
class Deed:
    """A verb between the two names nearest to it, put in the active voice."""

    verb: str
    subject: Name
    object: Name


@dataclass(frozen=True)
class Roles:
    """Two names did not change places around a verb.

    Sees *Putin invited Wang* for *Wang invited Putin*, also across the passive voice. Cannot see a
    change where the verb is another, where pronouns stand for names, or over more than one clause.
    """

    name: ClassVar[str] = "roles"

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at a deed that the evidence has the other way round only; skip without deeds."""
        ours = list(_deeds(context.sentence))
        if not ours or not context.evidence:
            return Check(name=self.name, status="skipped")
        theirs = list(_deeds("\n".join(context.evidence)))
        for deed in ours:
            same_verb = [other for other in theirs if other.verb == deed.verb]
            if any(_matches(deed.subject, deed.object, other) for other in same_verb):
                continue
            for other in same_verb:
                if _matches(deed.object, deed.subject, other):
                    return Check(
                        name=self.name,
                        status="failed",
                        expected=f"{other.subject.text} – {deed.verb} – {other.object.text}",
                        seen=f"{deed.subject.text} – {deed.verb} – {deed.object.text}",
                    )
        return Check(name=self.name, status="passed")


def _matches(subject: Name, object_: Name, deed: Deed) -> bool:
    return same_name(subject, deed.subject) and same_name(object_, deed.object)


def _deeds(text: str) -> Iterator[Deed]:
    names = find_names(text)
    for clause in find_clauses(text):
        for number, word in enumerate(clause):
            if not word.content or word.lemma in _MUTUAL:
                continue
            if any(name.start <= word.start < name.end for name in names):
                continue
            within = [n for n in names if clause[0].start <= n.start and n.end <= clause[-1].end]
            before = [name for name in within if name.end <= word.start]
            after = [name for name in within if name.start >= word.end]
            if not before or not after:
                continue
            rest = [w.text for w in clause[number + 1 : number + 4]]
            auxiliaries = {w.text for w in clause[max(0, number - 2) : number]}
            passive = not auxiliaries.isdisjoint(_BE) and "by" in rest
            if passive:
                yield Deed(word.stem, after[0], before[-1])
            elif "by" not in rest:
                yield Deed(word.stem, before[-1], after[0])
