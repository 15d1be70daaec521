from __future__ import annotations

import pytest

from articles.extract.dates import date_line, iso_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-09-18", "2023-09-18"),
        ("2023-09-18T10:05:00+03:00", "2023-09-18T10:05:00+03:00"),
        ("2023-09-18T10:05:00Z", "2023-09-18T10:05:00+00:00"),
        ("2023-09-18T10:05:00", "2023-09-18"),
        (" 2023-09-18 10:05 ", "2023-09-18"),
    ],
)
def test_declared_dates(value: str, expected: str) -> None:
    assert iso_date(value) == expected


@pytest.mark.parametrize("value", ["2023-02-31", "yesterday", "", "18.09.2023", "2023-13-01"])
def test_declared_dates_that_are_none(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        iso_date(value)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("September 18, 2023", "2023-09-18"),
        ("Sept. 18, 2023", "2023-09-18"),
        ("18 September 2023", "2023-09-18"),
        ("Monday, 1st May 2023", "2023-05-01"),
        ("Published: Monday, Sept. 18, 2023, 10:05 a.m. EDT", "2023-09-18"),
        ("Updated September 18, 2023 at 10:05 GMT | 4 min read", "2023-09-18"),
        ("2023-09-18", "2023-09-18"),
        ("2023-09-18T10:05:00+03:00", "2023-09-18"),
        ("February 31, 2023", None),
        ("2023-02-31", None),
        ("September 2023", None),
        ("On September 18, 2023, the talks began.", None),
        ("Septembre 18, 2023", None),
        ("September 18, 2023 " * 20, None),
    ],
)
def test_lines_that_are_dates(line: str, expected: str | None) -> None:
    assert date_line(line) == expected
