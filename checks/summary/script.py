"""Whether the sentence is written in the script of its language."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.scripts import Script as ScriptOf

_SIGNS = ("MODIFIER", "FEMININE", "MASCULINE", "MICRO")
"""How the names of signs begin that Unicode counts as letters, and any script has."""


@dataclass(frozen=True)
class Script(Rule):
    """All words are in the language's script, save those that the source itself has in others.

    Sees a model that slipped into another language's script, be it within a word. Cannot see one
    that slipped into another language of the same script, as French and English are.
    """

    name: ClassVar[str] = "script"
    subject: ClassVar[str] = "script"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at words in another script that the source does not have."""
        if (syntax := context.pack.syntax) is None:
            return self.skipped(context.pack.lacks(*self.reads))
        script = context.pack.script
        source = "\n".join((context.source, *context.evidence))
        strange = [
            word.text
            for word in syntax.find_words(context.sentence)
            if not all(_is_of(script, character) for character in word.text)
            and word.text not in source
        ]
        if not strange:
            return self.passed()
        return self.failed(f"{script.name} letters", ", ".join(strange))


def _is_of(script: ScriptOf, character: str) -> bool:
    return (
        not character.isalpha()
        or script.holds(character)
        or unicodedata.name(character, "").startswith(_SIGNS)
    )
