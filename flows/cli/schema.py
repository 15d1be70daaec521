"""``polydigest schema``."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer


class Document(StrEnum):
    """What has a schema."""

    digest = "digest"
    run = "run"


def schema(
    document: Annotated[Document, typer.Argument(help="Of digest.json or run.json.")] = (
        Document.digest
    ),
) -> None:
    """Print the JSON Schema of digest.json or run.json."""
    from digests.digest import digest_schema
    from digests.report import report_schema

    schemas = {Document.digest: digest_schema, Document.run: report_schema}
    typer.echo(json.dumps(schemas[document](), indent=2, ensure_ascii=False))
