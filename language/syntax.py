"""How the sentences of a language are read: what its modules offer."""

from __future__ import annotations

from typing import Protocol

from language.english.names import Name
from language.english.words import Word


class Syntax(Protocol):
    """Words, names and clauses of a language."""

    def find_words(self, text: str) -> tuple[Word, ...]:
        """Split a text into words."""

    def find_names(self, text: str) -> tuple[Name, ...]:
        """Find what a text names, in order."""

    def find_clauses(self, text: str) -> tuple[tuple[Word, ...], ...]:
        """Part the words of a text into clauses."""

    def denied_words(self, text: str) -> frozenset[Word]:
        """Find the content words that a text says are not so."""

    def uncertain_words(self, text: str) -> frozenset[Word]:
        """Find the content words that a text says may be."""
