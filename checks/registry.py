"""Which checks there are, and how a profile chooses and tunes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from checks.summary.additions import Additions
from checks.summary.attribution import Attribution
from checks.summary.certainty import Certainty
from checks.summary.complete import Complete
from checks.summary.dates import Dates
from checks.summary.length import Length
from checks.summary.names import Names
from checks.summary.negation import Negation
from checks.summary.numbers import Numbers
from checks.summary.opposites import Opposites
from checks.summary.quotations import Quotations
from checks.summary.repetition import Repetition
from checks.summary.roles import Roles
from checks.summary.script import Script
from checks.summary.supported import Supported
from checks.translation.adequacy import Adequacy
from checks.translation.bounds import Bounds
from checks.translation.changes import Changes
from checks.translation.clock import Clock
from checks.translation.completeness import Completeness
from checks.translation.consistency import Consistency
from checks.translation.directions import Directions
from checks.translation.language import Language, Untranslated
from checks.translation.length import Length as TranslationLength
from checks.translation.names import Names as TranslationNames
from checks.translation.negation import Negation as TranslationNegation
from checks.translation.numbers import Dates as TranslationDates
from checks.translation.numbers import Numbers as TranslationNumbers
from checks.translation.opposites import Opposites as TranslationOpposites
from checks.translation.points import Points
from checks.translation.repetition import Repetition as TranslationRepetition
from checks.translation.script import Script as TranslationScript
from checks.translation.spelling import Spelling
from checks.translation.units import Units
from checks.verdict import SummaryCheck, TranslationCheck

Settings = Mapping[str, Mapping[str, Any] | bool]
_C = TypeVar("_C")

_SUMMARY: tuple[type[SummaryCheck], ...] = (
    Supported,
    Additions,
    Names,
    Roles,
    Numbers,
    Dates,
    Quotations,
    Negation,
    Opposites,
    Certainty,
    Attribution,
    Length,
    Complete,
    Repetition,
    Script,
)
_TRANSLATION: tuple[type[TranslationCheck], ...] = (
    Language,
    Untranslated,
    TranslationScript,
    Completeness,
    TranslationLength,
    TranslationRepetition,
    TranslationNumbers,
    TranslationDates,
    TranslationNames,
    Consistency,
    TranslationNegation,
    TranslationOpposites,
    Spelling,
    Clock,
    Directions,
    Units,
    Bounds,
    Changes,
    Points,
    Adequacy,
)

SUMMARY_CHECKS: dict[str, type[SummaryCheck]] = {check.name: check for check in _SUMMARY}
TRANSLATION_CHECKS: dict[str, type[TranslationCheck]] = {
    check.name: check for check in _TRANSLATION
}


def make_summary_checks(settings: Settings) -> tuple[SummaryCheck, ...]:
    """Make the checks of summaries, in the order in which they are registered.

    Every check is on unless ``settings`` says otherwise: ``False`` switches a check off, a mapping
    tunes its fields, ``True`` leaves it as it is.

    Raises:
        ValueError: a check or a field that does not exist (names those that do), or a value that
            the field does not take.

    """
    return _make("summary", SUMMARY_CHECKS, settings)


def make_translation_checks(settings: Settings) -> tuple[TranslationCheck, ...]:
    """Make the checks of translations; see `make_summary_checks`."""
    return _make("translation", TRANSLATION_CHECKS, settings)


def check_fingerprint(check: SummaryCheck | TranslationCheck) -> str:
    """Return what can change the verdicts of a check: its name, version and settings."""
    return f"{check.name} {check.version} {check!r}"


def _make(kind: str, known: Mapping[str, type[_C]], settings: Settings) -> tuple[_C, ...]:
    for name in settings:
        if name not in known:
            raise ValueError(f"no {kind} check {name!r}; there are: {', '.join(known)}")
    return tuple(
        _tuned(name, check, setting if isinstance(setting, Mapping) else {})
        for name, check in known.items()
        if (setting := settings.get(name, True)) is not False
    )


def _tuned(called: str, check: type[_C], setting: Mapping[str, Any]) -> _C:
    known = [field.name for field in fields(check)]  # type: ignore[arg-type]
    for name in setting:
        if name not in known:
            raise ValueError(
                f"check {called!r} has no setting {name!r}; it has: {', '.join(known) or 'none'}"
            )
    try:
        return TypeAdapter(check).validate_python(setting)
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(str(part) for part in wrong["loc"])
        raise ValueError(f"check {called!r}, setting {where}: {wrong['msg']}") from error
