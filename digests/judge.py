"""The judge: verdicts of all checks on a sentence or a translation, whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from articles.article import Story
from checks.contexts import SummaryContext, TranslationContext
from checks.registry import make_summary_checks, make_translation_checks
from checks.verdict import (
    Check,
    SummaryCheck,
    TranslationCheck,
    judge_summaries,
    judge_translations,
)
from digests.attribution import Attribution, Attributor
from digests.profile import Profile
from language.glossary import Glossary
from language.terms import Term
from models.interrupt import check
from models.registry import load_embedder
from models.tasks import Embedder

MOST_CHARACTERS = 200_000
"""Of all reports of an event together that a sentence is held against."""


@dataclass(frozen=True)
class Report:
    """What a summary must be faithful to."""

    text: str
    published: date | None
    language: str

    @classmethod
    def of(cls, story: Story, several: bool = False) -> Report:
        """Return a story's lead, title first; of ``several`` texts, all of them, one by one."""
        lead = story.lead
        texts = story.articles if several else (lead,)
        whole = "\n\n".join(f"{each.title}\n\n{each.text}" for each in texts)
        return cls(whole[:MOST_CHARACTERS], lead.source.published_on, lead.language)


@dataclass(frozen=True)
class Judge:
    """Checks, with what they look things up in; loads no model that writes."""

    embedder: Embedder
    attributor: Attributor
    summary_checks: tuple[SummaryCheck, ...]
    translation_checks: tuple[TranslationCheck, ...]
    glossary: Glossary

    def sentence(
        self, text: str, attribution: Attribution, report: Report, others: Sequence[str]
    ) -> tuple[Check, ...]:
        """Judge a sentence of a summary; ``others`` are those before it.

        Raises OverdueError or InterruptionError where the work is to end.
        """
        check()
        context = SummaryContext(
            sentence=text,
            evidence=tuple(evidence.text for evidence in attribution.evidence),
            support=attribution.score,
            source=report.text,
            published=report.published,
            language=report.language,
            others=tuple(others),
        )
        (checks,) = judge_summaries(self.summary_checks, [context])
        return checks

    def context(
        self,
        text: str,
        translation: str,
        target: str,
        others: Sequence[tuple[str, str]],
        terms: Sequence[Term],
    ) -> TranslationContext:
        """Return what checks look at of a translation.

        Args:
            text: The sentence.
            translation: What renders it.
            target: Language of the translation.
            others: The entry's other sentences with their translations.
            terms: Of the glossary, in ``text``.

        Raises OverdueError or InterruptionError where the work is to end.

        """
        check()
        return TranslationContext(
            source=text,
            hypothesis=translation,
            target=target,
            terms=tuple(terms),
            foreign=self.glossary.foreign(translation, text, target),
            others=tuple(others),
        )

    def translations(self, contexts: Sequence[TranslationContext]) -> list[tuple[Check, ...]]:
        """Judge translations, in order."""
        return judge_translations(self.translation_checks, contexts, self)


def make_judge(profile: Profile) -> Judge:
    """Return the judge of a profile; loads its embedder once a process.

    Raises:
        ProfileError: A glossary does not exist.
        GlossaryError: A glossary that cannot be used.
        ModelError: The embedder cannot be had.

    """
    embedder = load_embedder(profile.embedder)
    return Judge(
        embedder=embedder,
        attributor=Attributor(embedder),
        summary_checks=make_summary_checks(profile.checks.summary),
        translation_checks=make_translation_checks(profile.checks.translation),
        glossary=Glossary.load(profile.glossary_files),
    )
