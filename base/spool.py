"""What is too much to hold in memory, on the disk: a run may read any number of articles."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import TypeVar, overload
from weakref import finalize

from pydantic import BaseModel

Record = TypeVar("Record", bound=BaseModel)


class BytesSpool(Sequence[bytes]):
    """Byte strings in a file, by number; memory holds 8 bytes of each.

    The file has no name: it is gone with the process, whatever ends that.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Open a file on the disk of ``folder``; without one, on that of temporary files.

        Raises:
            OSError: The folder cannot be written.

        """
        self._folder = str(folder or gettempdir())
        self._file = TemporaryFile(buffering=0, dir=folder)  # noqa: SIM115 -- closed with the spool
        finalize(self, self._file.close)
        self._ends = array("Q", [0])

    def append(self, record: bytes) -> None:
        """Write a record behind the last one.

        Raises:
            OSError: The disk is full.

        """
        rest = memoryview(record)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            error.filename = self._folder
            raise
        self._ends.append(self._ends[-1] + len(record))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        start, end = self._ends[number], self._ends[number + 1]
        return os.pread(self._file.fileno(), end - start, start)


class Spool(Sequence[Record]):
    """Models of one class in a `BytesSpool`, as JSON: each is read anew when it is asked for."""

    def __init__(self, kind: type[Record], folder: Path | None = None) -> None:
        """Open a file for models of the class ``kind``; see `BytesSpool`."""
        self._kind = kind
        self._records = BytesSpool(folder)

    def append(self, record: Record) -> None:
        """Write a model behind the last one; see `BytesSpool`."""
        self._records.append(record.model_dump_json().encode())

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, number: int) -> Record: ...
    @overload
    def __getitem__(self, number: slice) -> list[Record]: ...
    def __getitem__(self, number: int | slice) -> Record | list[Record]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        return self._kind.model_validate_json(self._records[number])
