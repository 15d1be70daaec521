"""What is checked in a language, and what is not."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from base.records import Frozen
from checks.registry import summary_checks, translation_checks
from checks.verdict import Rule
from language.pack import LanguagePack, pack


class Coverage(Frozen):
    """What the checks look at in texts of a language, and what they cannot look at."""

    language: str
    checked: tuple[str, ...] = Field(description="What is looked at, in the order of the checks")
    unchecked: tuple[str, ...] = Field(
        description="What nobody looks at, since too little is known of the language here"
    )


def summary_coverage(language: str) -> Coverage:
    """Return what is checked in summaries in a language."""
    return _coverage(summary_checks().values(), pack(language))


def translation_coverage(language: str, source: str = "en") -> Coverage:
    """Return what is checked in translations into a language from another."""
    return _coverage(translation_checks().values(), pack(source), pack(language))


def coverage(source: str, targets: Iterable[str]) -> tuple[Coverage, ...]:
    """Return what is checked in summaries, then in translations into each target."""
    translated = (translation_coverage(target, source) for target in targets)
    return (summary_coverage(source), *translated)


def _coverage(checks: Iterable[type], *packs: LanguagePack) -> Coverage:
    rules = [check for check in checks if issubclass(check, Rule)]
    seen = [(rule.subject, rule.covers(*packs)) for rule in rules]
    return Coverage(
        language=packs[-1].code,
        checked=tuple(covered for _, covered in seen if covered),
        unchecked=tuple(subject for subject, covered in seen if covered is None),
    )
