"""What a check is, and what it says."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from base.records import Frozen
from checks.contexts import SummaryContext, TranslationContext
from language.pack import LanguagePack


class Check(Frozen):
    """The verdict of one named check on one sentence."""

    name: str
    status: Literal["passed", "failed", "skipped"] = Field(
        description="skipped: the check had nothing to look at, or could not look"
    )
    expected: str | None = Field(None, description="What the source has; null: nothing for it")
    seen: str | None = Field(None, description="What stands there instead; null: nothing")
    finding: str | None = Field(
        None,
        description="Which of the things that the check can find, such as the kind of a date",
        exclude_if=operator.not_,
    )
    reason: str | None = Field(
        None,
        description="Why a check that could not look was skipped",
        # No function of Python: a signal could be handled in it, and the error would be another.
        exclude_if=operator.not_,
    )


class Calibration(Protocol):
    """What the cosines of an embedder mean."""

    @property
    def least_adequacy(self) -> Mapping[str, float]:
        """Least cosine of a sentence and its translation, by target."""

    @property
    def least_adequacy_elsewhere(self) -> float:
        """The same for any other target."""


class Embedder(Protocol):
    """Sentence embeddings, comparable across languages."""

    @property
    def calibration(self) -> Calibration:
        """What its cosines mean."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts as unit vectors of shape (len(texts), dimensions)."""


class Resources(Protocol):
    """What checks that judge many sentences at once may use."""

    @property
    def embedder(self) -> Embedder | None:
        """Sentence embeddings, or None where there are none."""


class Rule:
    """What all checks share: a name, a version, and how their verdicts are written."""

    name: ClassVar[str]
    version: ClassVar[int] = 1
    """Raised when the rule changes: a verdict of another version is not taken from the cache."""
    subject: ClassVar[str]
    """What it looks at, in the words of a table of what is checked in a language."""
    reads: ClassVar[tuple[str, ...]] = ()
    """Parts of the packs of both languages without which it cannot look."""

    def passed(self) -> Check:
        """Say that nothing is wrong."""
        return Check(name=self.name, status="passed")

    def failed(self, expected: str | None, seen: str | None, finding: str | None = None) -> Check:
        """Say what is wrong; see `Check`."""
        return Check(name=self.name, status="failed", expected=expected, seen=seen, finding=finding)

    def skipped(self, reason: str | None = None) -> Check:
        """Say that there was nothing to look at or, with a reason, that it could not look."""
        return Check(name=self.name, status="skipped", reason=reason)

    @classmethod
    def covers(cls, *packs: LanguagePack) -> str | None:
        """Return what the check looks at in these languages, None where it cannot look."""
        return None if any(known.lacks(*cls.reads) for known in packs) else cls.subject


class SummaryCheck(Protocol):
    """Judges a summary sentence against its evidence and its source."""

    name: ClassVar[str]
    version: ClassVar[int]

    def verdict(self, context: SummaryContext) -> Check:
        """Judge the sentence; ``expected`` and ``seen`` say what is wrong where it fails."""


class TranslationCheck(Protocol):
    """Judges a translation against the sentence that it renders."""

    name: ClassVar[str]
    version: ClassVar[int]

    def verdict(self, context: TranslationContext) -> Check:
        """Judge the translation; ``expected`` and ``seen`` say what is wrong where it fails."""


@runtime_checkable
class BatchCheck(TranslationCheck, Protocol):
    """Judges many translations at once, with resources; alone, without, it skips."""

    def verdicts(self, contexts: Sequence[TranslationContext], resources: Resources) -> list[Check]:
        """Judge each translation, in order."""


def judge_summaries(
    checks: Sequence[SummaryCheck], contexts: Sequence[SummaryContext]
) -> list[tuple[Check, ...]]:
    """Return the verdicts of each check on each summary sentence, by sentence."""
    return [tuple(check.verdict(context) for check in checks) for context in contexts]


def judge_translations(
    checks: Sequence[TranslationCheck],
    contexts: Sequence[TranslationContext],
    resources: Resources,
) -> list[tuple[Check, ...]]:
    """Return the verdicts of each check on each translation, by translation.

    A check that has a batch form is asked once for all translations.
    """
    columns = [
        check.verdicts(contexts, resources)
        if isinstance(check, BatchCheck)
        else [check.verdict(context) for context in contexts]
        for check in checks
    ]
    return list(zip(*columns, strict=True)) if columns else [() for _ in contexts]


def lack(context: TranslationContext, *parts: str) -> str:
    """Return, in words, what is not known of either language."""
    return context.source_pack.lacks(*parts) or context.target_pack.lacks(*parts)
