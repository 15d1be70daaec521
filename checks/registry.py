"""Which checks there are, and how a profile chooses and tunes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Any, Literal, TypeVar

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
from checks.translation.roles import Roles as TranslationRoles
from checks.translation.script import Script as TranslationScript
from checks.translation.spelling import Spelling
from checks.translation.swapped import Swapped
from checks.translation.units import Units
from checks.verdict import SummaryCheck, TranslationCheck

ENTRY_POINTS = "polydigest.checks"
"""Group of the entry points by which an installed package adds checks: each is a check's class
under the name that a profile tunes it by, such as ``translation.embargo``.
"""

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
    TranslationRoles,
    Spelling,
    Clock,
    Directions,
    Units,
    Bounds,
    Changes,
    Points,
    Swapped,
    Adequacy,
)

SUMMARY_CHECKS: dict[str, type[SummaryCheck]] = {check.name: check for check in _SUMMARY}
TRANSLATION_CHECKS: dict[str, type[TranslationCheck]] = {
    check.name: check for check in _TRANSLATION
}


@cache
def summary_checks() -> dict[str, type[SummaryCheck]]:
    """Return the checks of summaries by name, those of installed packages last.

    Raises:
        ValueError: An installed package has one that cannot be used.

    """
    return SUMMARY_CHECKS | _installed("summary", SUMMARY_CHECKS)


@cache
def translation_checks() -> dict[str, type[TranslationCheck]]:
    """Return the checks of translations by name; see `summary_checks`."""
    return TRANSLATION_CHECKS | _installed("translation", TRANSLATION_CHECKS)


def make_summary_checks(settings: Settings) -> tuple[SummaryCheck, ...]:
    """Make the checks of summaries, in the order in which they are registered.

    Every check is on unless ``settings`` says otherwise: ``False`` switches a check off, a mapping
    tunes its fields, ``True`` leaves it as it is.

    Raises:
        ValueError: a check or a field that does not exist (names those that do), or a value that
            the field does not take.

    """
    return _make("summary", summary_checks(), settings)


def make_translation_checks(settings: Settings) -> tuple[TranslationCheck, ...]:
    """Make the checks of translations; see `make_summary_checks`."""
    return _make("translation", translation_checks(), settings)


def check_fingerprint(check: SummaryCheck | TranslationCheck) -> str:
    """Return what can change the verdicts of a check: its name, version and settings."""
    return f"{check.name} {check.version} {check!r}"


def _installed(
    kind: Literal["summary", "translation"], shipped: Mapping[str, type[_C]]
) -> dict[str, type[_C]]:
    found: dict[str, type[_C]] = {}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        of, _, name = point.name.partition(".")
        if of != kind:
            continue
        try:
            check = point.load()
        except Exception as error:
            raise ValueError(
                f"check {point.name!r} of {point.value}: not loaded: {error}"
            ) from error
        if name in shipped or not is_dataclass(check) or getattr(check, "name", None) != name:
            raise ValueError(
                f"check {point.name!r} of {point.value}: a check is a dataclass with that name, "
                "which no shipped one has"
            )
        found[name] = check  # type: ignore[assignment]  # what a package declares
    return found


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
