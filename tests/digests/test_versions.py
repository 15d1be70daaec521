"""Digests and reports of other versions: a real 1.0, and what a later one may look like."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from digests.digest import digest_schema, read_digest
from digests.report import read_report
from digests.versions import SCHEMA_VERSION, RecordError
from flows.cli.commands import app

ROOT = Path(__file__).resolve().parents[2]
OLD = Path(__file__).parent / "old"
"""What version 1.0 wrote of the two reports of the Ever Given among the examples."""


def test_a_digest_of_version_1_0_is_read() -> None:
    read = read_digest(OLD / "digest-1.0.json")
    assert (read.schema_version, read.targets, read.articles_file) == ("1.0", ("ru",), None)
    [entry] = read.entries
    assert len(entry.articles) == 2
    assert all(sentence.evidence and sentence.translations["ru"] for sentence in entry.sentences)


def test_a_report_of_version_1_0_is_read_and_shown(tmp_path: Path) -> None:
    read = read_report(OLD / "run-1.0.json")
    assert (read.counts.read, read.counts.failed, len(read.outcomes)) == (3, 1, 3)
    (tmp_path / "run.json").write_bytes((OLD / "run-1.0.json").read_bytes())
    shown = CliRunner().invoke(app, ["report", str(tmp_path)], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert "tests/marian" in shown.output


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads((OLD / "digest-1.0.json").read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document), "utf-8")


def test_what_a_later_minor_version_adds_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "digest.json"

    def add(document: dict[str, Any]) -> None:
        document |= {"schema_version": "1.12", "mood": "glum"}
        document["entries"][0]["headline"]["evidence"][0]["page"] = 3

    changed(path, add)
    assert read_digest(path).entries == read_digest(OLD / "digest-1.0.json").entries
    document = json.loads(path.read_text("utf-8"))
    # The schema describes what this version writes in full: all of it is there.
    document |= {"coverage": [], "articles_file": None}
    jsonschema.validate(document, digest_schema())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(schema_version="2.0"), "version 2.0, this polydigest knows 1.x"),
        (lambda d: d.update(schema_version="1.x"), "not a digest of version 1.x (schema_version"),
        (lambda d: d.pop("schema_version"), "not a digest"),
        (lambda d: d["entries"][0].pop("headline"), "entries.0.headline"),
    ],
)
def test_what_cannot_be_read_is_explained(
    change: Callable[[dict[str, Any]], object], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "digest.json"
    changed(path, change)
    with pytest.raises(RecordError, match=re.escape(words)) as caught:
        read_digest(path)
    assert caught.value.thing == str(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"schema_version": '])
def test_a_file_that_is_no_digest(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "digest.json"
    path.write_bytes(content)
    with pytest.raises(RecordError, match="give what polydigest run wrote"):
        read_digest(path)
    path.unlink()
    with pytest.raises(RecordError, match="No such file"):
        read_digest(path)


def test_the_documented_version_is_the_one_that_is_written() -> None:
    text = (ROOT / "docs" / "digest-format.md").read_text("utf-8")
    assert f"The version is {SCHEMA_VERSION}." in text
    assert f"\n| {SCHEMA_VERSION} |" in text
