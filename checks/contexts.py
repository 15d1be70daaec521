"""What a check looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from language.pack import LanguagePack, pack
from language.renderings import occurs
from language.terms import Term

MOST_CHARACTERS = 3_000
"""Of a sentence, a passage or a translation that the checks look at: checks compare what is in one
text with what is in the other, so that their time grows with the product of both. What is longer is
judged by its beginning, and the check ``complete`` or ``completeness`` fails it.
"""


@dataclass(frozen=True)
class SummaryContext:
    """A summary sentence beside what it must be faithful to.

    A sentence and its evidence are cut to `MOST_CHARACTERS`.
    """

    sentence: str
    evidence: tuple[str, ...]
    """The supporting source sentences, best first; empty where none was found."""
    support: float
    """Attribution score of the best evidence, 0 to 1."""
    source: str
    """The whole text of the story's lead article, title first."""
    published: date | None = None
    """Day of publication of the lead article, to which *Monday* or *last month* refer."""
    others: tuple[str, ...] = ()
    """The summary's sentences before this one, for repetition."""
    language: str = "en"
    """Of the sentence and its source, as a BCP 47 tag."""
    is_cut: bool = field(default=False, init=False)
    """Whether the sentence was longer."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_cut", len(self.sentence) > MOST_CHARACTERS)
        object.__setattr__(self, "sentence", self.sentence[:MOST_CHARACTERS])
        object.__setattr__(self, "evidence", tuple(e[:MOST_CHARACTERS] for e in self.evidence))

    @property
    def pack(self) -> LanguagePack:
        """What is known of the language."""
        return pack(self.language)


@dataclass(frozen=True)
class TranslationContext:
    """A translation beside the sentence that it renders; both are cut to `MOST_CHARACTERS`."""

    source: str
    hypothesis: str
    target: str
    """Language of the hypothesis, as a BCP 47 tag."""
    terms: tuple[Term, ...] = ()
    """Glossary terms that occur in the source."""
    foreign: tuple[Term, ...] = ()
    """Glossary names that the hypothesis has and the source has not, each as it was seen."""
    others: tuple[tuple[str, str], ...] = ()
    """The entry's other (source, hypothesis) pairs in this target, for consistency of names."""
    language: str = "en"
    """Language of the source, as a BCP 47 tag."""
    is_cut: bool = field(default=False, init=False)
    """Whether the translation was longer."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_cut", len(self.hypothesis) > MOST_CHARACTERS)
        object.__setattr__(self, "source", self.source[:MOST_CHARACTERS])
        object.__setattr__(self, "hypothesis", self.hypothesis[:MOST_CHARACTERS])

    @property
    def source_pack(self) -> LanguagePack:
        """What is known of the source's language."""
        return pack(self.language)

    @property
    def target_pack(self) -> LanguagePack:
        """What is known of the hypothesis's language."""
        return pack(self.target)

    def missing_terms(self) -> list[Term]:
        """Return the terms of which the hypothesis has no rendering and keeps no spelling."""
        return [
            term
            for term in self.terms
            if term.required
            and not any(occurs(r, self.hypothesis, self.target) for r in term.renderings)
            and not self._keeps(term.source)
        ]

    def _keeps(self, name: str) -> bool:
        """Whether a name is kept as the source spells it: an acronym, or within a longer name."""
        if name not in self.hypothesis:
            return False
        if name.isupper():
            return True
        around = rf"(?:[^\W_]+[ -]{re.escape(name)}\b|\b{re.escape(name)}[ -][A-Z][^\W_]+)"
        return any(longer in self.hypothesis for longer in re.findall(around, self.source))
