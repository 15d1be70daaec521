"""``polydigest schema``."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from flows.cli.output import print_json


class Document(StrEnum):
    """What has a schema."""

    digest = "digest"
    run = "run"
    event = "event"


def schema(
    document: Annotated[
        Document, typer.Argument(help="Of digest.json, run.json or events/ID.json.")
    ] = Document.digest,
) -> None:
    """Print the JSON Schema of digest.json, run.json or the file of an event."""
    from digests.digest import digest_schema
    from digests.events.history import event_schema
    from digests.report import report_schema

    schemas = {
        Document.digest: digest_schema,
        Document.run: report_schema,
        Document.event: event_schema,
    }
    print_json(json.dumps(schemas[document](), indent=2, ensure_ascii=False))
