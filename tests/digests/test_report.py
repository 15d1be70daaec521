from __future__ import annotations

import json

import jsonschema

from digests.report import CheckCounts, Counts, Tally, report_schema
from tests.digests.samples import canal, digest, report, rover


def test_counts_follow_from_the_digest_and_the_outcomes() -> None:
    made = digest(canal(), rover())
    assert Tally(made.entries).counts(report(made).outcomes, stories=3, cached=1) == Counts(
        read=2,
        failed=1,
        repeated=0,
        stories=3,
        entries=2,
        cached=1,
        watched=1,
        sentences=7,
        unsupported=1,
        translations=13,
        translations_failed=2,
    )


def test_the_report_is_valid_against_its_schema() -> None:
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(
        json.loads(report(digest()).model_dump_json()), schema, jsonschema.Draft202012Validator
    )


def test_checks_are_counted_by_what_they_looked_at() -> None:
    made = digest(canal(), rover())
    rows = Tally(made.entries).checks(made)
    assert CheckCounts(
        check="numbers",
        text="translation",
        language="zh",
        model="example/translator-zh",
        passed=6,
        failed=1,
    ) in list(rows)
    assert CheckCounts(
        check="numbers",
        text="model",
        language="en",
        model="example/summariser",
        passed=3,
        failed=1,
    ) in list(rows)
    assert CheckCounts(check="numbers", text="source", language="en", skipped=1) in rows
    assert [row.check for row in rows] == sorted(row.check for row in rows)


def test_translators_that_cannot_be_told_apart_are_not_named() -> None:
    made = digest(canal())
    every = tuple(model.model_copy(update={"targets": ()}) for model in made.models)
    rows = Tally(made.entries).checks(made.model_copy(update={"models": every}))
    assert {row.model for row in rows if row.text == "translation"} == {None}
