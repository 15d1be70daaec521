"""The digest as four Parquet files with typed columns; texts are as they are."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from digests.digest import DigestHead
from digests.render.exchange import made_by
from digests.render.formats import File, FormatError
from digests.render.tables import TABLES, Table
from digests.render.view import DigestView, StoryView

_STORIES = 100  # to a row group: a story has hundreds of verdicts, each a row


def files(head: DigestHead, settings: None) -> dict[str, File]:
    """Return a file for each table.

    Raises:
        FormatError: pyarrow is not installed.

    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ModuleNotFoundError as error:
        raise FormatError(
            "format parquet", "pyarrow is not installed", "pip install 'polydigest[parquet]'"
        ) from error
    return {
        f"digest.{name}.parquet": File(partial(_story, table, head), partial(_page, table))
        for name, table in TABLES.items()
    }


def _story(table: Table, head: DigestHead, story: StoryView) -> str:
    return json.dumps(list(table.rows(head, story.entry)), ensure_ascii=False)


def _page(table: Table, page: DigestView, stories: Iterable[str]) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow import parquet

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    notes = {"run": page.head.run, "machine_made": made_by(page.head)}
    schema = pa.schema(
        [(name, types[kind]) for name, kind in table.columns.items()], metadata=notes
    )
    written = _Pieces()
    with parquet.ParquetWriter(written, schema, compression="zstd") as writer:
        remaining = iter(stories)
        while some := list(islice(remaining, _STORIES)):
            rows: list[list[Any]] = [row for story in some for row in json.loads(story)]
            columns = zip(*rows, strict=True) if rows else [()] * len(schema)
            arrays = [
                pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            yield written.taken()
    yield written.taken()


class _Pieces(io.RawIOBase):
    """A file that is only written to, and gives what was written since it was asked last."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken
