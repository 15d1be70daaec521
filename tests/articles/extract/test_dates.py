from __future__ import annotations

import pytest

from articles.extract.dates import date_line, iso_date, written_date


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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Veröffentlicht am 13. Mai 2026 um 15:44", "2026-05-13"),
        ("Do 25.04.24 | 14:07 Uhr | Von Jane Doe", "2024-04-25"),
        ("Datum 28.04.2023", "2023-04-28"),
        ("Publié le 3 août 2024 à 10h05", "2024-08-03"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("Опубликовано 3 марта 2024 г.", "2024-03-03"),
        ("发布时间：2024年3月3日 10:05", "2024-03-03"),
        ("Jane Doe, Nov. 3, 2024 at 10:05", "2024-11-03"),
        ("04/25/2024", "2024-04-25"),
        ("4 ships in 2024", None),
        ("Ver. 10.11.12:30", None),
        ("31.02.2024", None),
        ("99.99.2024", None),
    ],
)
def test_dates_are_read_as_they_are_written(line: str, expected: str | None) -> None:
    assert written_date(line) == expected
