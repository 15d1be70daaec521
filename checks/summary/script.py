"""Whether the sentence is written in the Latin script."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.english.words import find_words


@dataclass(frozen=True)
class Script(Rule):
    """All words are in Latin letters, save those that the source itself has in others.

    Sees a model that slipped into another language's script, be it within a word. Cannot see one
    that slipped into French or Spanish.
    """

    name: ClassVar[str] = "script"
    subject: ClassVar[str] = "script"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at words in another script that the source does not have."""
        source = "\n".join((context.source, *context.evidence))
        strange = [
            word.text
            for word in find_words(context.sentence)
            if not all(map(_latin, word.text)) and word.text not in source
        ]
        if not strange:
            return self.passed()
        return self.failed("Latin letters", ", ".join(strange))


def _latin(character: str) -> bool:
    return not character.isalpha() or unicodedata.name(character, "").startswith(
        ("LATIN", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")
    )
