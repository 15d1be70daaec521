"""What a glossary knows of a name, and how a language finds names in its texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

GlossaryKind = Literal["country", "person", "place", "body", "event", "office", "term"]


@dataclass(frozen=True)
class GlossaryName:
    """A name that the glossary knows.

    ``forms`` always mean it, ``short`` only where the text has one of them too. ``renderings`` are
    those of each language, best first. A country's ``term`` is its ISO 3166 code, and it has no
    forms: a language knows what it calls countries.
    """

    term: str
    kind: GlossaryKind
    forms: tuple[str, ...]
    renderings: Mapping[str, tuple[str, ...]] = field(hash=False)
    short: str | None = None
    country: str | None = None

    @property
    def family_first(self) -> bool:
        """The family name is the first word, as in Chinese and Korean."""
        return self.short is not None and self.term.startswith(self.short)


@dataclass(frozen=True)
class Mention:
    """A mention of a name in a text in the glossary's language."""

    start: int
    end: int
    name: GlossaryName


class Mentions(Protocol):
    """Names that can be looked for in texts of the language that their forms are in."""

    def find(self, text: str, context: str = "", *, loose: bool = False) -> tuple[Mention, ...]:
        """Find the names of a text, the longest where several could stand at a place.

        Args:
            text: In the language of the names' forms.
            context: The text around it, where a name may stand in full.
            loose: Find what may be a namesake, too.

        """

    def fold(self, text: str) -> tuple[str, ...]:
        """Return the words of a text as they are compared."""


MakeMentions = Callable[[Sequence[GlossaryName]], Mentions]


@dataclass(frozen=True)
class Bearers:
    """How a language's texts are searched for names that a glossary renders in it."""

    keys: Callable[[str, bool], Iterable[str]]
    """Returns what a rendering is filed under; nothing for one that tells nobody apart.

    The second argument says whether it begins with the family name.
    """
    find: Callable[[Mapping[str, Collection[str]], str], Iterator[str]]
    """Yields those of the renderings, by key, that a text has, in order and none in another."""
