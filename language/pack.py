"""What is known of a language, in one typed pack: the door of this room.

A language is one folder with a module ``pack`` that has a ``PACK``, and one line in ``FOLDERS``.
Every part of a pack may be missing: whoever needs it asks, and does without where it is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol

from babel import Locale, UnknownLocaleError

from base.errors import ExplainedError
from language.clock import Clock
from language.compass import Compass
from language.counted.count import BoundPatterns
from language.counted.reader import Counted
from language.crediting import Crediting
from language.disputing import Disputing
from language.glossary_name import Bearers
from language.measures import Measures
from language.opposites import Opposites
from language.quantities.grammar import Grammar
from language.roles import Actions, Roles
from language.scripts import Script, script_of
from language.sounds import Sounds
from language.speech import Speech
from language.syntax import Syntax

FOLDERS = {
    "en": "language.english",
    "ru": "language.russian",
    "zh": "language.chinese",
}
"""Where the pack of a language is, by ISO 639 code."""


@dataclass(frozen=True)
class Negation:
    """Words that deny, refuse or lack."""

    words: re.Pattern[str]
    idioms: re.Pattern[str]
    """What only looks like a denial, and is taken out before the words are looked for."""
    plain: re.Pattern[str] | None = None
    """What denies without doubt, and so must have a reason in a text that it translates."""
    reasons: re.Pattern[str] | None = None
    """Anything that can be a reason for a denial in a translation of the text."""
    several: re.Pattern[str] | None = None
    """Those of the words that each deny anew."""
    counted: bool = False
    """A translation into the language denies as often as its source, or more."""


@dataclass(frozen=True)
class Bounds:
    """What bounds the number that follows, or that stands before it."""

    below: re.Pattern[str]
    above: re.Pattern[str]
    after_below: re.Pattern[str]
    after_above: re.Pattern[str]
    above_within: re.Pattern[str] | None = None
    """What within a number says that it is more."""
    in_the_course: Callable[[str, str], bool] = lambda _bound, _after: False
    """Whether bounding words before a number and what follows it mean a period: over five years."""

    @property
    def patterns(self) -> BoundPatterns:
        """Those of words around a number, as `Counted.find` takes them."""
        return {
            "below": self.below,
            "above": self.above,
            "after_below": self.after_below,
            "after_above": self.after_above,
        }


@dataclass(frozen=True)
class Changes:
    """Verbs of change, and what says right before an amount that they change by it or to it."""

    verbs: re.Pattern[str]
    by: re.Pattern[str] | None
    """None where the language has no word for it."""
    to: re.Pattern[str]
    starts: re.Pattern[str]
    """What says right before an amount that something goes from it."""
    ends: re.Pattern[str]
    """What says right before an amount that it goes to it."""
    span: re.Pattern[str]
    """What stands between two amounts of which the first is a start and the second an end."""


@dataclass(frozen=True)
class Multiples:
    """What doubles and trebles, and all that can be a reason for it in a translation."""

    words: re.Pattern[str] | None = None
    reasons: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Inflection:
    """How words change their form."""

    same: Callable[[str, str], bool]
    """Whether two words, lower or upper case, may be forms of one, the first of a glossary."""
    forms: Callable[[str], tuple[str, ...]]
    """The forms in which a phrase may stand in a text, as it is first."""
    paradigm: Callable[[str], frozenset[str]]
    """All forms of a word that is given as dictionaries have it, in lower case."""


@dataclass(frozen=True)
class Writing:
    """What cannot stand in a text of the language."""

    other_scripts: re.Pattern[str]
    """Runs of letters of scripts that are neither its own nor Latin."""
    variants: Callable[[str], Iterable[str]] = lambda _text: ()
    """Finds characters of another way to write it, such as traditional ones."""


@dataclass(frozen=True)
class Spelling:
    """Which words there are."""

    words: re.Pattern[str]
    """The words of a text that are looked up."""
    known: Callable[[str], bool]


@dataclass(frozen=True)
class Length:
    """Characters per character of English, and the variance of the length per character of it."""

    ratio: float
    variance: float


@dataclass(frozen=True)
class Genres:
    """What titles and sections of a paper say of a text, in lower case."""

    opinion: re.Pattern[str]
    round_up: re.Pattern[str]
    """Of several happenings in one text."""


class TopicReader(Protocol):
    """Finds what a text is about; see `language.topics.Topics`."""

    def words(self, text: str) -> Iterable[str]:
        """Yield the words that carry its meaning, however they are inflected."""

    def names(self, text: str) -> Iterable[str]:
        """Yield the names in it, each by a key that is the same in every language."""


@dataclass(frozen=True)
class LanguagePack:
    """What is known of a language; a part that is None is not known."""

    code: str
    name: str
    """In English."""
    script: Script
    spaced: bool = True
    """Words are parted by spaces."""
    quantities: Grammar | None = None
    """Without it, numbers in digits are read, with the separators of CLDR."""
    measures: Measures | None = None
    clock: Clock | None = None
    negation: Negation | None = None
    opposites: Opposites | None = None
    bounds: Bounds | None = None
    changes: Changes | None = None
    compass: Compass | None = None
    points: re.Pattern[str] | None = None
    """Percentage points and basis points."""
    multiples: Multiples | None = None
    sounds: Sounds | None = None
    """How names of other languages are written by their sound."""
    inflection: Inflection | None = None
    in_compound: Callable[[str, str], bool] | None = None
    """Whether a text has a single character as a name, in a compound such as 中俄."""
    bearers: Bearers | None = None
    """How names that the source lacks are found in it."""
    spelling: Spelling | None = None
    length: Length | None = None
    """Of translations from English."""
    writing: Writing | None = None
    chatter: re.Pattern[str] | None = None
    """What models say about a translation into it."""
    abbreviations: re.Pattern[str] | None = None
    """Ends of a text that look like the end of a sentence and are none."""
    syntax: Syntax | None = None
    """How its sentences are read: words, names, clauses. Only such a language can be a source."""

    genres: Genres | None = None
    """How opinion pieces and round-ups are told by their titles."""
    topics: TopicReader | None = None
    """Without it, words alone tell what a text is about."""
    actions: Actions | None = None
    """Finds who does what to whom, for a source."""
    roles: Roles | None = None
    """Reads who does what to whom, in a translation."""
    crediting: Crediting | None = None
    """How a text says whose report it tells."""
    counted: Counted | None = None
    """What numbers count."""
    disputing: Disputing | None = None
    """How a text says that somebody denies what another says."""
    speech: Speech | None = None
    """Direct speech and who speaks."""

    def lacks(self, *parts: str) -> str:
        """Return, in words, which of ``parts`` is not known; empty where all are."""
        missing = [PARTS[part] for part in parts if getattr(self, part) is None]
        return f"{' and '.join(missing)} in {self.name}: not known here" if missing else ""


PARTS = {
    "quantities": "numbers in words, sums and dates",
    "measures": "units",
    "clock": "times of day",
    "negation": "negation",
    "opposites": "opposites",
    "bounds": "more than and less than",
    "changes": "by and to",
    "compass": "directions",
    "points": "percentage points",
    "multiples": "multiples",
    "sounds": "names by their sound",
    "inflection": "word forms",
    "bearers": "names that the source lacks",
    "spelling": "spelling",
    "length": "length",
    "writing": "words of other scripts",
    "chatter": "remarks of a model",
    "abbreviations": "abbreviations",
    "syntax": "words, names and clauses",
    "genres": "opinion pieces and round-ups",
    "topics": "names that tell what a text is about",
    "actions": "who does what to whom",
    "roles": "who does what to whom",
    "crediting": "credits of agencies",
    "counted": "what numbers count",
    "disputing": "denials",
    "speech": "direct speech",
}
"""The parts of a pack that may be missing, in words."""


class LanguageError(ExplainedError):
    """A language that cannot be used: names it, the reason and the remedy."""


@cache
def pack(language: str) -> LanguagePack:
    """Return what is known of a language: of one without a folder, what CLDR says of it.

    Args:
        language: BCP 47 tag. One that names another script than a folder's, such as ``zh-Hant``,
            is a language without a folder.

    """
    code, *subtags = language.replace("_", "-").split("-")
    script = script_of(language)
    if (folder := FOLDERS.get(code.lower())) is not None:
        found: LanguagePack = import_module(f"{folder}.pack").PACK
        if not any(len(subtag) == 4 for subtag in subtags) or script_of(found.code) == script:
            return found
    return LanguagePack(language, english_name(language), script, spaced=code not in UNSPACED)


UNSPACED = frozenset({"zh", "ja", "th", "km", "lo", "my"})
"""Languages that write no spaces between words."""


def english_name(code: str) -> str:
    """Return the English name of a language by CLDR; the code itself where CLDR lacks it."""
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def sources() -> tuple[str, ...]:
    """Return the codes of the languages that articles may be in."""
    return tuple(code for code in FOLDERS if pack(code).syntax)


def require_source(language: str) -> Syntax:
    """Return how a source language is read, and refuse one that cannot be.

    Raises:
        LanguageError: It has no pack that reads sentences.

    """
    if (syntax := pack(language).syntax) is None:
        known = ", ".join(f"{code} ({pack(code).name})" for code in sources())
        raise LanguageError(
            f"source language {language!r}",
            "its sentences cannot be read here, so no summary could be checked",
            f"give articles in one of: {known}",
        )
    return syntax
