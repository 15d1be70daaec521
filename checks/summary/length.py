"""Whether the sentence has a sentence's length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule


@dataclass(frozen=True)
class Length(Rule):
    """The number of words is neither too small nor too large; the evidence's own length is fine.

    Sees stumps and sentences that ran on. Cannot see whether the length is put to good use.
    """

    name: ClassVar[str] = "length"
    subject: ClassVar[str] = "length"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    least: int = 4
    most: int = 60

    def verdict(self, context: SummaryContext) -> Check:
        """Fail a sentence shorter or longer than the settings and than any of the evidence."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        seen = len(syntax.find_words(context.sentence))
        lengths = [len(syntax.find_words(passage)) for passage in context.evidence]
        least = min([self.least, *lengths])
        most = max([self.most, *lengths])
        if least <= seen <= most:
            return self.passed()
        return self.failed(f"{least} to {most} words", f"{seen} words")
