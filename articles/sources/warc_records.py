"""The records of a WARC file, those that follow a damaged one as well.

Readers of WARC stop where a record cannot be read, since nothing says where the next one begins.
Files are cut off and copied badly all the same, so it is looked for: as the next member of a
gzip file, or as the next lines that only a record begins with.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

_GZIP = b"\x1f\x8b\x08"
_WARC = b"WARC/"
_START = re.compile(rb"WARC/\d\.\d+\r?\n[A-Za-z][\w-]*:")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_MAX_HEADERS = 65_536
_PART = 1 << 20
MAX_MEMBER = 4_000_000_000
"""Bytes of a member of a gzip file, unpacked: one that holds a whole crawl is kept on the disk."""


@dataclass(frozen=True)
class Damaged:
    """A part of a file that cannot be read as records."""

    reason: str


def split_records(file: BinaryIO, longest: int) -> Iterator[bytes | Damaged]:
    """Yield the records of a WARC file in its order, headers and all.

    Args:
        file: Where it lies, compressed or not.
        longest: Bytes of a record that are read; of a longer one the beginning is.

    """
    if file.read(len(_GZIP)) == _GZIP:
        for member in _members(file, longest):
            if isinstance(member, Damaged):
                yield member
            else:
                yield from _records(member, longest)
    else:
        yield from _records(file, longest)


def _members(file: BinaryIO, in_memory: int) -> Iterator[BinaryIO | Damaged]:
    """Yield the members of a gzip file, unpacked; one whose checksum is wrong counts as damaged."""
    position: int | None = 0
    while position is not None:
        file.seek(position)
        if not file.read(1):
            return
        with SpooledTemporaryFile(max_size=in_memory) as unpacked:
            member = cast(BinaryIO, unpacked)
            try:
                after = _unpack(file, position, member)
            except (zlib.error, EOFError) as error:
                yield Damaged(f"gzip, from byte {position:,}: {error}")
                position = _find(file, position + 1, _GZIP, _begins_member)
                continue
            yield member
        position = after


def _unpack(file: BinaryIO, position: int, member: BinaryIO) -> int:
    """Unpack the member at ``position``; returns where the next one begins."""
    file.seek(position)
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    while not inflate.eof:
        part = inflate.unconsumed_tail or file.read(_PART)
        if not part:
            raise EOFError("cut off")
        member.write(inflate.decompress(part, _PART))
        if member.tell() > MAX_MEMBER:
            raise EOFError(f"larger than {MAX_MEMBER:,} bytes")
    return file.tell() - len(inflate.unused_data)


def _records(file: BinaryIO, longest: int) -> Iterator[bytes | Damaged]:
    size = file.seek(0, 2)
    position: int | None = 0
    while position is not None:
        file.seek(position)
        head = file.read(_MAX_HEADERS)
        blank = len(head) - len(head.lstrip(b"\r\n"))
        if blank:  # what ends the record before
            position += blank
            continue
        if not head:
            return
        # A record that was cut off within its headers goes on with those of the next.
        following = _START.search(head, 1)
        end = _END_OF_HEADERS.search(head, 0, following.start() if following else len(head))
        length = _LENGTH.search(head, 0, end.start()) if end else None
        if not (_START.match(head) and end and length):
            yield Damaged(f"from byte {position:,}: no header of a record")
        else:
            after = position + end.end() + int(length[1])
            file.seek(min(after, size))
            follows = file.read(len(_WARC))
            if after > size:
                yield Damaged(f"from byte {position:,}: cut off")
            elif not follows or follows.startswith((b"\r\n\r\n", b"\n\n", _WARC)):
                file.seek(position)
                yield file.read(min(after - position, longest))
                position = after
                continue
            else:
                yield Damaged(f"from byte {position:,}: not of the length that it states")
        position = _find(file, position + 1, _WARC, _begins_record)


def _find(
    file: BinaryIO, position: int, mark: bytes, is_it: Callable[[BinaryIO, int], bool]
) -> int | None:
    """Return the first place from ``position`` on that has ``mark`` and ``is_it``, or None."""
    while True:
        file.seek(position)
        part = file.read(_PART)
        at = part.find(mark)
        while at >= 0:
            if is_it(file, position + at):
                return position + at
            at = part.find(mark, at + 1)
        if len(part) < _PART:
            return None
        position += len(part) - len(mark) + 1


def _begins_member(file: BinaryIO, position: int) -> bool:
    file.seek(position)
    try:
        found = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(file.read(4_096), len(_WARC))
    except zlib.error:
        return False
    return found == _WARC


def _begins_record(file: BinaryIO, position: int) -> bool:
    file.seek(position)
    return bool(_START.match(file.read(256)))
