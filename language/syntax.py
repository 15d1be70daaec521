"""How the sentences of a language are read: the words, names and clauses that checks compare.

A language's folder implements `Syntax`, as a module may; nothing here is of any one language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from language.counting import Counting
from language.date_words import DateWords
from language.glossary_name import GlossaryName, Mentions
from language.opposites import OppositeLemmas
from language.words import Word, content

NameKind = Literal["country", "acronym", "office", "name"]


@dataclass(frozen=True)
class Name:
    """A name, with character offsets into its text.

    ``words`` are folded, without function words: lower case, no accents, no possessive. ``code`` is
    the ISO 3166 code where the name is a country, its adjective or its people. An *office* is a
    title with a field or rank, such as *Foreign Minister*; other titles and calendar words are no
    names.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    words: tuple[str, ...]
    code: str | None = None


class NameIndex(Protocol):
    """A text that can be asked whether it holds a name."""

    def holds(self, name: Name) -> bool:
        """Whether the text says the name, as a whole or as part of a longer one."""


@dataclass(frozen=True)
class Deed:
    """A verb and the name that does it.

    ``object`` is the next name of the clause, if any; ``stems`` are of the content words after the
    verb, and ``names`` all those of its clause. ``mutual``: both sides do the same, as in *met*.
    """

    verb: str
    subject: Name
    object: Name | None
    stems: frozenset[str]
    names: tuple[Name, ...]
    mutual: bool


@dataclass(frozen=True)
class Claim:
    """What a text says that somebody claims, or denies.

    ``head`` is the word that says what would have been done; ``words`` are those of the claim, and
    ``sentence`` all of the sentence that it stands in.
    """

    marker: Word
    head: Word
    words: tuple[Word, ...]
    sentence: tuple[Word, ...]
    denied: bool


@dataclass(frozen=True)
class Vocabulary:
    """Words that the checks look for, by what they do; lemmas save where it says otherwise."""

    speaking: frozenset[str]
    """Verbs that attribute words to a speaker."""
    attributing: frozenset[str]
    """What leaves a statement to somebody else, or open; lemmas or as it stands in lower case."""
    disputing: frozenset[str]
    """What says that a statement is not so; lemmas or as it stands in lower case."""
    foretelling: frozenset[str]
    """What tells of plans without a doubt, though they may fail."""
    denying: frozenset[str]
    """What can carry a denial in another way than by a negative before a verb."""
    phrasal_verbs: frozenset[str]
    """Verbs that mean something only with a particle, as in *put off*."""
    oblique: frozenset[str]
    """Prepositions after which a word is not the verb's object, as they stand."""
    anaphors: frozenset[str]
    """What a text may say in place of a name, in lower case."""
    degrees: dict[str, str]
    """Words of degree in lower case, each with the one of its direction: *least* with *less*."""
    doubled: frozenset[str]
    """What may come twice in a row, in lower case: *that that*."""
    dangling: frozenset[str]
    """What cannot end a sentence, as it stands."""


class Reader(Protocol):
    """The words and names of texts."""

    @property
    def pronouns(self) -> frozenset[str]:
        """What stands for a name said before, in lower case."""

    def find_words(self, text: str) -> tuple[Word, ...]:
        """Split a text into words."""

    def find_names(self, text: str) -> tuple[Name, ...]:
        """Find what a text names, in order."""


class Syntax(Reader, Protocol):
    """All that is read of the sentences of a language."""

    vocabulary: Vocabulary
    opposites: OppositeLemmas
    counting: Counting
    dates: DateWords
    quotation: re.Pattern[str]
    """A quotation with its marks; what stands within them is its last group."""
    brackets: tuple[tuple[str, str], ...]
    """Marks of which each that is opened must be closed."""

    def fold(self, text: str) -> str:
        """Return what a word is compared by: lower case, no accents, no possessive."""

    def known_word(self, word: str) -> bool:
        """Whether the dictionary has the lower-case form."""

    def country_code(self, words: tuple[str, ...]) -> str | None:
        """Return the ISO 3166 code of the country that words name, as name or adjective."""

    def country_names(self, code: str) -> tuple[str, ...]:
        """Return the names, adjectives and peoples that mean the country of an ISO 3166 code."""

    def same_name(self, a: Name, b: Name) -> bool:
        """Whether two mentions may mean one thing: *Wang* and *Wang Yi*."""

    def may_mean(self, one: Name, other: Name) -> bool:
        """Whether two mentions may mean one thing, a capital its country's government too."""

    def index_names(self, text: str) -> NameIndex:
        """Prepare a text to be asked for names."""

    def index_glossary(self, names: Sequence[GlossaryName]) -> Mentions:
        """Prepare the names of a glossary to be looked for in texts."""

    def is_made_of_words(self, name: Name) -> bool:
        """Whether a name of one word is made of words, and so is translated: *Newsweek*."""

    def find_clauses(self, text: str) -> tuple[tuple[Word, ...], ...]:
        """Part the words of a text into clauses."""

    def denied_words(self, text: str) -> frozenset[Word]:
        """Find the content words that a text says are not so."""

    def uncertain_words(self, text: str) -> frozenset[Word]:
        """Find the content words that a text says may be, or are tried or planned."""

    def possible_words(self, text: str) -> frozenset[Word]:
        """Find those of the uncertain words that a text says no more of than that they may be."""

    def find_claims(self, text: str) -> Sequence[Claim]:
        """Find what a text tells only as a claim, a suspicion, hearsay or something denied."""

    def is_doubting(self, word: Word) -> bool:
        """Whether a word leaves open what is so."""

    def has_verb(self, words: Sequence[Word]) -> bool:
        """Whether words have among them one that can be a sentence's verb."""

    def find_deeds(self, text: str) -> Iterable[Deed]:
        """Find who does what, the passive voice turned round."""

    def find_belongings(self, text: str) -> Iterable[tuple[Name, Name]]:
        """Find pairs of owner and owned, as in *China's Tianwen*."""


def _last_start(clause: Sequence[Word]) -> int:
    return clause[-1].start


@dataclass(frozen=True)
class Neighbours:
    """Stems of the content words right before and right after something in a text."""

    before: frozenset[str]
    after: frozenset[str]

    def in_place(self, other: Neighbours) -> int:
        """Count the stems shared on the same side."""
        return len(self.before & other.before) + len(self.after & other.after)

    def beside(self, other: Neighbours) -> int:
        """Count the stems shared on either side."""
        return len((self.before | self.after) & (other.before | other.after))


def find_neighbours(
    clauses: Sequence[Sequence[Word]],
    span: tuple[int, int],
    apart: Sequence[tuple[int, int]] = (),
) -> Neighbours:
    """Return the stems of up to two content words on each side of a span.

    They are of its clause, or of those beside it where nothing else is in its own. The spans of
    ``apart`` are not looked into nor past.
    """
    start, end = span
    own = bisect_left(clauses, start, key=_last_start)
    if own == len(clauses) or not any(start <= w.start < end for w in clauses[own]):
        return Neighbours(frozenset(), frozenset())
    words = content(clauses[own])
    if all(start <= word.start < end for word in words):
        # Set off by commas, as a subject before its apposition: look past those.
        words = content([w for clause in clauses[max(0, own - 1) : own + 2] for w in clause])
    if not words:
        return Neighbours(frozenset(), frozenset())
    first, last = words[0].start, words[-1].end
    apart = [(s, e) for s, e in apart if s < last and first < e]
    before: list[str] = []
    after: list[str] = []
    for word in words:
        if any(s <= word.start < e for s, e in apart if (s, e) != span):
            if word.start >= end:
                break
            before = []
        elif word.start < start:
            before.append(word.stem)
        elif word.start >= end:
            after.append(word.stem)
    return Neighbours(frozenset(before[-2:]), frozenset(after[:2]))
