"""What a check is, and what it says."""

from __future__ import annotations

from typing import ClassVar, Literal, Protocol

from pydantic import Field

from base.records import Frozen
from checks.contexts import SummaryContext, TranslationContext


class Check(Frozen):
    """The verdict of one named check on one sentence."""

    name: str
    status: Literal["passed", "failed", "skipped"] = Field(
        description="skipped: the check had nothing to look at, or could not look"
    )
    expected: str | None = None
    seen: str | None = None


class SummaryCheck(Protocol):
    """Judges a summary sentence against its evidence and its source."""

    name: ClassVar[str]

    def verdict(self, context: SummaryContext) -> Check:
        """Judge the sentence; ``expected`` and ``seen`` say what is wrong where it fails."""


class TranslationCheck(Protocol):
    """Judges a translation against the sentence that it renders."""

    name: ClassVar[str]

    def verdict(self, context: TranslationContext) -> Check:
        """Judge the translation; ``expected`` and ``seen`` say what is wrong where it fails."""
