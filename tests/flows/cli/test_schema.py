"""``polydigest schema``."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from flows.cli.commands import app


@pytest.mark.parametrize(
    ("document", "key"), [([], "entries"), (["run"], "outcomes"), (["event"], "runs")]
)
def test_each_document_has_a_schema(document: list[str], key: str) -> None:
    printed = CliRunner().invoke(app, ["schema", *document])
    assert key in json.loads(printed.output)["properties"]
