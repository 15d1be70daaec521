"""Checks: named verdicts on one sentence.

A check is a small frozen dataclass in a module of ``checks.summary`` or ``checks.translation``; its
fields are the settings that a profile can tune. A line in ``checks.registry`` makes it known.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

from digests.contexts import SummaryContext, TranslationContext
from digests.digest import Check


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
