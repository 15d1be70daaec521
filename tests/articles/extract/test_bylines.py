from __future__ import annotations

import pytest

from articles.extract.bylines import split_byline


@pytest.mark.parametrize(
    ("names", "byline", "agency"),
    [
        ("AFP", None, "AFP"),
        ("Jane Doe", "Jane Doe", None),
        ("Jane Doe, Reuters", "Jane Doe", "Reuters"),
        ("Jane Doe | The Associated Press", "Jane Doe", "AP"),
        ("Jane Doe in Geneva; John Roe in Paris", "Jane Doe, John Roe", None),
        ("Nora Ellwood, science correspondent", "Nora Ellwood", None),
        ("Reuters Staff", None, "Reuters"),
        ("", None, None),
    ],
)
def test_bylines(names: str, byline: str | None, agency: str | None) -> None:
    assert split_byline(names) == (byline, agency)
