"""Looking for many pieces in many texts."""

from __future__ import annotations

from collections.abc import Iterable

_GRAM = 10
"""Characters by which a place in a text is known."""
LEAST = 2 * _GRAM
"""Characters of a piece that can be looked for."""
_MOST_PLACES = 20
"""Places of the same characters that are kept."""


class Passages:
    """Texts in which pieces are looked for, in a time by the length of the piece alone.

    Every tenth place of a text is known by the ten characters there: a piece of twenty characters
    or more has such a place in it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts."""
        self._texts = tuple(texts)
        self._places: dict[str, list[tuple[int, int]]] = {}
        for number, text in enumerate(self._texts):
            for at in range(0, len(text) - _GRAM + 1, _GRAM):
                places = self._places.setdefault(text[at : at + _GRAM], [])
                if len(places) < _MOST_PLACES:
                    places.append((number, at))

    def holding(self, piece: str) -> set[int]:
        """Return the numbers of the texts that hold a piece of `LEAST` characters or more.

        Of characters that are repeated on and on, the first places are looked at.
        """
        return {
            number
            for skipped in range(_GRAM)
            if (gram := piece[skipped : skipped + _GRAM]) in self._places
            for number, at in self._places[gram]
            if at >= skipped and self._texts[number].startswith(piece, at - skipped)
        }
