"""What is checked in a language, and what is not."""

from __future__ import annotations

from dataclasses import dataclass

from checks.registry import SUMMARY_CHECKS, TRANSLATION_CHECKS
from checks.verdict import Rule
from language.pack import pack


@dataclass(frozen=True)
class Coverage:
    """What the checks look at in texts of a language, and what they cannot look at."""

    language: str
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]


def summary_coverage(language: str) -> Coverage:
    """Return what is checked in summaries in a language."""
    known = pack(language)
    rules = [check for check in SUMMARY_CHECKS.values() if issubclass(check, Rule)]
    covered = [(rule.subject, rule.covers(known)) for rule in rules]
    return _coverage(language, covered)


def translation_coverage(language: str, source: str = "en") -> Coverage:
    """Return what is checked in translations into a language from another."""
    rules = [check for check in TRANSLATION_CHECKS.values() if issubclass(check, Rule)]
    covered = [(rule.subject, rule.covers(pack(source), pack(language))) for rule in rules]
    return _coverage(language, covered)


def _coverage(language: str, covered: list[tuple[str, str | None]]) -> Coverage:
    return Coverage(
        language,
        checked=tuple(seen for _, seen in covered if seen),
        unchecked=tuple(subject for subject, seen in covered if seen != subject),
    )
