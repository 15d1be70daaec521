"""Words as they are compared, whatever the language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word with character offsets into its text.

    ``lemma`` is the lower-case dictionary form, ``stem`` what related words share: *invited* and
    *invitation* share the stem *invit*. ``content``: it is no function word, but something that a
    source must say.
    """

    start: int
    end: int
    text: str
    lemma: str
    stem: str
    content: bool

    @property
    def capitalised(self) -> bool:
        """Starts in upper case."""
        return self.text[:1].isupper()


def content(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the content words among ``words``."""
    return tuple(word for word in words if word.content)
