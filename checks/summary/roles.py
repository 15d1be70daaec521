"""Whether who did it, and to whom it was done, are as in the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.syntax import Deed, Syntax


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
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        deeds = list(syntax.find_deeds(context.sentence))
        belongings = list(syntax.find_belongings(context.sentence))
        if not (deeds or belongings) or not context.evidence:
            return self.skipped()
        evidence = "\n".join(context.evidence)
        theirs = list(syntax.find_deeds(evidence))
        for deed in deeds:
            same_verb = [other for other in theirs if other.verb == deed.verb]
            if any(syntax.may_mean(deed.subject, other.subject) for other in same_verb):
                continue
            for other in same_verb:
                mentioned = any(syntax.may_mean(name, other.subject) for name in deed.names)
                if _turned(deed, other, syntax) or (
                    not mentioned
                    and (
                        len(deed.stems & other.stems) >= self.shared
                        or _same_object(deed, other, syntax)
                    )
                ):
                    return self.failed(
                        f"{other.subject.text} – {deed.verb}", f"{deed.subject.text} – {deed.verb}"
                    )
        for owner, owned in belongings:
            owners = [
                other
                for other, thing in syntax.find_belongings(evidence)
                if syntax.same_name(owned, thing)
            ]
            if owners and not any(syntax.may_mean(owner, other) for other in owners):
                return self.failed(f"{owners[0].text}: {owned.text}", f"{owner.text}: {owned.text}")
        return self.passed()


def _turned(deed: Deed, other: Deed, syntax: Syntax) -> bool:
    return (
        not deed.mutual
        and deed.object is not None
        and other.object is not None
        and syntax.may_mean(deed.subject, other.object)
        and syntax.may_mean(deed.object, other.subject)
    )


def _same_object(deed: Deed, other: Deed, syntax: Syntax) -> bool:
    return (
        deed.object is not None
        and other.object is not None
        and deed.subject.kind == other.subject.kind
        and syntax.may_mean(deed.object, other.object)
    )
