from __future__ import annotations

import pytest

from articles.locations import canonical_url
from articles.publishers import find_agency, publisher_of


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?utm_source=b&id=3&fbclid=9#top", "https://a.example/x?id=3"),
        ("HTTP://Www.A.example:80/x", "http://www.a.example/x"),
        (" https://a.example/x ", "https://a.example/x"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://a.example/x", None),
        ("//a.example/x", None),
        ("/relative", None),
        ("#", None),
        ("", None),
        ("https://", None),
        ("https://localhost/x", None),
        ("https://user:secret@a.example/x", None),
        ("https://a.example/x\nHost: b.example", None),
        ("https://a.example/\u202egpj.exe", None),
        ("https://a.example:port/x", None),
        ("https://[a.example/x", None),
        ("https://a.example/" + "x" * 2_000, None),
    ],
)
def test_canonical_url(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.themoscowtimes.com/2023/09/18/x", "The Moscow Times"),
        ("https://edition.cnn.com/x", "CNN"),
        ("https://www.harbour-courier.example/x", "harbour-courier.example"),
        ("https://notcnn.com/x", "notcnn.com"),
    ],
)
def test_publisher_is_known_by_host_or_is_the_host(url: str, publisher: str) -> None:
    assert publisher_of(url) == publisher


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("AFP", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("The Associated Press", "AP"),
        ("Reuters Staff", "Reuters"),
        ("dpa", "DPA"),
        ("Meridian News Agency", "Meridian News Agency"),
        ("Jane Doe", None),
        ("National Security Agency", None),
    ],
)
def test_agencies_by_the_names_they_sign_with(name: str, agency: str | None) -> None:
    assert find_agency(name) == agency
