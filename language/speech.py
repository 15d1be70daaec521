"""Direct speech: what stands between quotation marks, and who says it with which verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_FAR = 2_000
"""Characters in which open marks are closed."""


@dataclass(frozen=True)
class Attribution:
    """Who says something, as the words beside it tell.

    ``speaker`` is a name or, of somebody without one, what the text calls them; empty where only
    the verb is there, so that it is whoever spoke last. ``pronoun``: it stands for a name before.
    """

    speaker: str
    verb: str
    pronoun: bool = False


@dataclass(frozen=True)
class Quoted:
    """Words between quotation marks at ``start`` to ``end``, the marks left out.

    ``open``: the closing mark is missing, as where speech goes on in the next paragraph.
    """

    start: int
    end: int
    text: str
    open: bool


@dataclass(frozen=True)
class Speech:
    """How a language marks direct speech and says who speaks."""

    marks: tuple[tuple[str, str], ...]
    """Opening and closing ones; those that are the same open and close in turn."""
    attribute: Callable[[str, str], Attribution | None]
    """Reads who says something from what is before and behind it in its sentence."""
    names: Callable[[str], Sequence[str]]
    """The names of a text that may speak, in order."""
    least: int
    """Words, of an unspaced language characters, from which quoted words can be speech."""
    characters: bool = False
    """The length is counted in characters."""
    is_title: Callable[[str], bool] = lambda _text: False
    """Whether quoted words are the name of a thing, such as a book's."""

    def find(self, text: str, *, inside: bool = False) -> Iterator[Quoted]:
        """Yield what stands between quotation marks, the outermost ones; in linear time.

        Args:
            text: A sentence.
            inside: It begins within marks that were opened before it.

        """
        closing = dict(self.marks)
        place = 0
        if inside:
            end = self._end(text)
            last = len(text) if end is None else end
            yield Quoted(0, last, text[:last], end is None)
            place = last + 1
        while place < len(text):
            if (close := closing.get(text[place])) is None or not _opens(text, place):
                place += 1
                continue
            end = _closed(text, place, close)
            last = len(text) if end is None else end
            inner = text[place + 1 : last]
            yield Quoted(place + 1, last, inner, end is None)
            place = last + 1

    def goes_on(self, text: str, start: int) -> bool:
        """Whether marks that are open at ``start`` are closed in the paragraph, or go on behind."""
        stop = text.find("\n", start, start + _FAR)
        if stop < 0:
            stop = min(len(text), start + _FAR)
        if self._end(text[start:stop]) is not None:
            return True
        return text[stop : stop + 8].lstrip()[:1] in dict(self.marks)

    def _end(self, text: str) -> int | None:
        """Return where the first mark closes what is open, None where one opens before or none."""
        closers = {close for _, close in self.marks}
        for place, char in enumerate(text):
            if char in closers:
                return place
            if char in dict(self.marks):
                return None
        return None

    def is_speech(self, words: str) -> bool:
        """Whether quoted words are long enough for speech, and no name."""
        size = len(words) if self.characters else len(words.split())
        return size >= self.least and not self.is_title(words)


def _opens(text: str, place: int) -> bool:
    """Whether a mark that opens and closes can open here: not right behind a word."""
    return text[place] != '"' or place == 0 or not text[place - 1].isalnum()


def _closed(text: str, place: int, close: str) -> int | None:
    """Return where the mark that opens at ``place`` is closed, None where it is not."""
    opening = text[place]
    if opening == close:
        end = text.find(close, place + 1)
        return None if end < 0 else end
    depth = 0
    for end in range(place, len(text)):
        if text[end] == opening:
            depth += 1
        elif text[end] == close:
            depth -= 1
            if depth == 0:
                return end
    # A mark within that is not closed is taken for one that opens nothing.
    end = text.rfind(close, place + 1)
    return None if end < 0 else end
