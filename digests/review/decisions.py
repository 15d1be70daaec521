"""What persons decide about the texts of a run: ``decisions.jsonl`` in its folder.

Lines are only ever added, each whole and on the disk before anybody is told that it is kept. A
line that was cut off, as by a full disk, is passed over; what is written next begins a new line.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

from filelock import FileLock
from pydantic import AfterValidator, AwareDatetime, Field, ValidationError

from base.database import StoreError
from base.files import flush_folder, open_private, why_unwritable
from base.records import Frozen
from digests.evidence import Evidence
from digests.render.view import plain
from language.glossary import GlossaryKind

DECISIONS = "decisions.jsonl"
"""File of a run with what persons decided about its texts, one `Decision` in JSON a line."""

MAX_TEXT = 4_000
"""Characters of a text that a person writes."""

_log = logging.getLogger(__name__)


def _one_line(text: str) -> str:
    if not (line := plain(text)):
        raise ValueError("it is empty")
    return line


Line = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_one_line)]
"""A text as one line, without characters that reorder or hide others."""

EditorName = Annotated[str, Field(max_length=80), AfterValidator(_one_line)]


class Wording(Frozen):
    """A text and what it rests on."""

    text: str = Field(description="Empty: there was none")
    evidence: tuple[Evidence, ...] = Field((), description="Of a sentence")


class Term(Frozen):
    """A proposal for the glossary."""

    term: Line
    rendering: Line
    kind: GlossaryKind = "term"


class Decision(Frozen):
    """What a person decided about a sentence, or about its translation into ``target``.

    A rerun takes it over where ``renders`` is unchanged: what the machine wrote, of a sentence;
    of a translation the sentence that it renders.
    """

    id: str = Field(pattern="^[0-9a-f]{16}$")
    time: AwareDatetime
    editor: EditorName
    action: Literal["accept", "edit", "reject", "attribute", "restore", "propose"]
    entry: str = Field(description="Entry id")
    sentence: str = Field(description="Sentence id")
    target: str | None = Field(None, description="Language of the translation; null: the sentence")
    renders: str
    before: Wording
    after: Wording | None = Field(None, description="null: the text was rejected")
    term: Term | None = Field(None, description="What is proposed for the glossary")


class DecisionLog:
    """The decisions of one run, which several processes may add to."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the run; nothing is read or written yet."""
        self.path = folder / DECISIONS
        self._lock = FileLock(folder / f".{DECISIONS}.lock")
        self._read = 0

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let nobody else add a decision within the context.

        Raises:
            StoreError: The folder cannot be written.

        """
        try:
            self._lock.acquire()
        except OSError as error:
            raise _unwritable(self.path, error) from error
        try:
            yield
        finally:
            self._lock.release()

    def news(self) -> list[Decision]:
        """Return the decisions that were added since the last call, oldest first."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._read)
                data = file.read()
        except FileNotFoundError:
            return []
        whole, newline, _ = data.rpartition(b"\n")
        self._read += len(whole) + len(newline)
        return [found for line in whole.split(b"\n") if (found := _parse(line)) is not None]

    def append(self, decision: Decision) -> None:
        """Add a decision within `locked`; it is on the disk when this returns.

        Raises:
            StoreError: The disk is full, or the folder cannot be written.

        """
        try:
            new = not self.path.exists()
            with open(self.path, "ab+", opener=open_private) as file:
                end = file.seek(0, os.SEEK_END)
                cut = end > 0 and os.pread(file.fileno(), 1, end - 1) != b"\n"
                file.write(b"\n" * cut + lines([decision]))
                file.flush()
                os.fsync(file.fileno())
            if new:
                flush_folder(self.path.parent)
        except OSError as error:
            raise _unwritable(self.path, error) from error


def lines(decisions: Iterable[Decision]) -> bytes:
    """Write decisions as lines of a log."""
    return b"".join(f"{decision.model_dump_json()}\n".encode() for decision in decisions)


def read_decisions(folder: Path) -> list[Decision]:
    """Return the decisions about a run, oldest first."""
    return DecisionLog(folder).news()


def _parse(line: bytes) -> Decision | None:
    if not line.strip():
        return None
    try:
        return Decision.model_validate_json(line)
    except ValidationError:
        _log.warning("a line of %s is no decision, and is passed over: %.80r", DECISIONS, line)
        return None


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(str(path), *why_unwritable(error))
