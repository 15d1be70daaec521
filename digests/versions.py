"""Versions of ``digest.json`` and ``run.json``: what programs that read them can rely on.

``docs/digest-format.md`` says what a minor version may add and what takes a new major one.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from base.errors import ExplainedError

SCHEMA_VERSION = "1.4"

Version = Annotated[
    str,
    Field(
        pattern=r"^1\.(0|[1-9][0-9]*)$",
        description="Major and minor version of this format: a minor one only adds to it",
    ),
]

_VERSION = re.compile(rb'\s*\{\s*"schema_version"\s*:\s*"([^"\\]*)"')

_Record = TypeVar("_Record", bound=BaseModel)


class RecordError(ExplainedError):
    """A digest or report that cannot be read: names the file, the reason and the remedy."""


def read_record(path: Path, kind: type[_Record], what: str) -> _Record:
    """Read a file of this or an earlier minor version, or of a later one without what it adds.

    Args:
        path: The file.
        kind: Its model, with a ``schema_version``.
        what: What the file should be, in words.

    Raises:
        RecordError: It cannot be read, is none, or has another major version.

    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise RecordError(str(path), reason, "give what polydigest run wrote") from error
    try:
        # It stands first in what we write: a digest of thousands of stories is not parsed twice.
        stated = _VERSION.match(data)
        found = stated[1].decode() if stated else str(json.loads(data)["schema_version"])
    except (ValueError, TypeError, KeyError) as error:
        raise RecordError(str(path), f"not {what}", "give what polydigest run wrote") from error
    major = SCHEMA_VERSION.split(".", maxsplit=1)[0]
    if found.split(".", maxsplit=1)[0] != major:
        raise RecordError(
            str(path),
            f"its format is version {found}, this polydigest knows {major}.x",
            "read it with the polydigest that wrote it, or a later one",
        )
    try:
        return kind.model_validate_json(data, extra="ignore")
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        reason = f"not {what} of version {found} ({where}: {first['msg']})"
        raise RecordError(str(path), reason, "write it anew") from error


def published_schema(kind: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a model, open to what later minor versions add."""
    schema = kind.model_json_schema(mode="serialization")
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("additionalProperties", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
