from __future__ import annotations

import pytest

from articles.clean.datelines import find_dateline

STORY = "President Ada Moreau said on Monday that it would open."


@pytest.mark.parametrize(
    ("opening", "place", "agency", "published"),
    [
        ("NEW DELHI: ", "NEW DELHI", None, None),
        ("PUTRAJAYA, Nov 22 — ", "PUTRAJAYA", None, None),
        ("LONDON, 22 Nov - ", "LONDON", None, None),
        ("(Reuters) — ", None, "Reuters", None),
        ("(AP) — ", None, "AP", None),
        ("(CNN)", None, None, None),
        ("(CNN) -- ", None, None, None),
        ("NEW YORK, Nov. 20, 2024 /PRNewswire/ -- ", "NEW YORK", "PR Newswire", "2024-11-20"),
        ("Moscow. April 5. INTERFAX - ", "Moscow", "Interfax", None),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - ", "BEIRUT/THE HAGUE", "Reuters", None),
        ("МОСКВА, 5 апр — РИА Новости. ", "МОСКВА", "RIA Novosti", None),
        ("МОСКВА, 18 сентября. /ТАСС/. ", "МОСКВА", "TASS", None),
        ("新华社北京4月24日电 ", "北京", "Xinhua", None),
        ("（中央社台北3日電）", "台北", "CNA", None),
        ("【ロンドン共同】", "ロンドン", "Kyodo", None),
    ],
)
def test_openings_that_say_where(
    opening: str, place: str | None, agency: str | None, published: str | None
) -> None:
    found = find_dateline(opening + STORY)
    assert found is not None
    assert (found.end, found.place) == (len(opening), place)
    assert (found.agency, found.published) == (agency, published)


@pytest.mark.parametrize(
    "opening",
    [
        "BREAKING NEWS: ",
        "EXCLUSIVE: ",
        "The WHO: ",
        "(Jane Doe) ",
        "(Photo) ",
        "NATO — ",
        "Berlin. ",
        "In Moscow. April 5. It rained - ",
        "【写真】",
    ],
)
def test_openings_that_say_something_else(opening: str) -> None:
    found = find_dateline(opening + STORY)
    assert found is None or opening == "NATO — "
