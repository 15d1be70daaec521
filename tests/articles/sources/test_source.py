from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from articles.sources import listed_sources
from articles.sources.source import Source
from tests.articles.sources.samples import problems, read_all
from tests.articles.web import Page, Web

EXAMPLE = Path(__file__).resolve().parents[3] / "configs" / "sources.yaml"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Field required"),
        ({"locaton": "x"}, "Extra inputs"),
        ({"max_age": "soon"}, "write a time as 90m, 6h or 3d"),
        ({"max_age": 3}, "write a time as"),
        ({"since": "yesterday"}, "valid date"),
        ({"follow": "maybe"}, "'auto', 'always' or 'never'"),
        ({"keywords": "one"}, "valid tuple"),
        ({"keywords": [""]}, "at least 1 character"),
        ({"limit": 0}, "greater than or equal to 1"),
        ({"delay": -1}, "greater than or equal to 0"),
        ({"headers": {"X Key": "KEY"}}, "no name of a header"),
        ({"headers": {"X-Key": "s3cr3t!"}}, "name an environment variable"),
        ({"language": "English"}, "match pattern"),
    ],
)
def test_wrong_settings_are_explained(fields: dict[str, object], message: str) -> None:
    known = {"location": "x"} if fields else {}
    with pytest.raises(ValidationError) as caught:
        Source.model_validate({**known, **fields})
    assert any(message in error["msg"] for error in caught.value.errors())


def test_a_secret_is_sent_and_shown_nowhere(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_TOKEN", "s3cr3t")
    url = web.put("a.example/feed", Page("nothing", status=403))
    source = Source(location=url, headers={"Authorization": "NEWS_TOKEN"})
    (error,) = problems(read_all(web, url, headers={"Authorization": "NEWS_TOKEN"}))
    assert web.asked[-1].headers["authorization"] == "s3cr3t"
    for shown in (str(error), repr(source), source.model_dump_json(), repr(source.access)):
        assert "s3cr3t" not in shown


def test_the_example_shows_ten_kinds_that_are_valid() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert all(isinstance(each, Source) for each in listed_sources([str(EXAMPLE)]))
    commented = re.findall(r"^# (- location.*(?:\n#   .*)*)", text, re.M)
    shown = [entry for block in commented for entry in yaml.safe_load(block.replace("\n# ", "\n"))]
    assert len([Source.model_validate(entry) for entry in shown]) >= 10
