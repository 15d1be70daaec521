from __future__ import annotations

import pytest

from digests.events.origins import find_origins, origin_of
from digests.events.records import Origin
from tests.digests.events.reports import report, story

OWN = "Harbour Courier"
REST = " Trains stopped. The mayor spoke to the press. Schools are closed. More rain is due."
REST_RU = " Поезда стоят. Мэр выступил. Школы закрыты. Ожидается дождь."
REST_ZH = "列车停运。市长发表讲话。学校关闭。预计还会下雨。"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("A quake struck Japan on Tuesday." + REST, "en", [OWN]),
        ("TOKYO, March 3 (Reuters) - A quake struck Japan." + REST, "en", ["Reuters"]),
        ("ТОКИО, 3 марта. /ТАСС/. Произошло землетрясение." + REST_RU, "ru", ["TASS"]),
        ("ТОКИО, 3 мар — РИА Новости. Было землетрясение." + REST_RU, "ru", ["RIA Novosti"]),
        ("新华社东京3月3日电（记者张三）日本发生地震。" + REST_ZH, "zh", ["Xinhua"]),
        ("A quake struck Japan." + REST + "\n\n© 2024 AFP", "en", ["AFP"]),
        ("A quake struck.\n\n(Reporting by Ann Lee; Editing by Bo Ray)", "en", ["Reuters"]),
        ("A quake struck." + REST + "\n\nAP contributed to this report.", "en", [OWN, "AP"]),
        # Who tells it is cited at the beginning, or for the whole.
        ("A quake struck Japan on Tuesday, Reuters reported." + REST, "en", ["Reuters"]),
        ("The mayor will resign, he told Reuters on Tuesday." + REST, "en", ["Reuters"]),
        ("В Японии произошло землетрясение, сообщает Reuters." + REST_RU, "ru", ["Reuters"]),
        ("Погибли двое, сообщили «Интерфаксу» в МЧС." + REST_RU, "ru", ["Interfax"]),
        ("Погибли двое." + REST_RU + " Об этом сообщило агентство «Киодо».", "ru", ["Kyodo"]),
        ("Мэр уходит, пишет «Нью-Йорк Таймс»." + REST_RU, "ru", ["The New York Times"]),
        ("据路透社报道，日本周二发生地震。" + REST_ZH, "zh", ["Reuters"]),
        ("日本周二发生地震，法新社援引警方的话说。" + REST_ZH, "zh", ["AFP"]),
        # One line of an agency among reporting of its own.
        ("A quake struck." + REST + " “Loud,” Ken Ito told Reuters.", "en", [OWN, "Reuters"]),
        ("Мэр ушёл." + REST_RU + " По данным РИА Новости, двое.", "ru", [OWN, "RIA Novosti"]),
        ("日本发生地震。" + REST_ZH + "据法新社报道，三人失踪。", "zh", [OWN, "AFP"]),
        (f"Reuters reported a quake. A survivor told {OWN} of it." + REST, "en", ["Reuters", OWN]),
        # Names that cite nobody.
        ("Michael Bloomberg said he would run." + REST, "en", [OWN]),
        ("Shares of Reuters rose." + REST, "en", [OWN]),
        ("新华社记者被捕。" + REST_ZH, "zh", [OWN]),
    ],
)  # fmt: skip
def test_whose_report_it_is(text: str, language: str, expected: list[str]) -> None:
    found = find_origins([story(report(text, language))])
    assert [origin.name for origin in found] == expected


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ({"agency": "AFP", "byline": "Jane Doe"}, "AFP"),
        ({"byline": "Reuters Staff"}, "Reuters"),
        ({"publisher": "Xinhua"}, "Xinhua"),
        ({"removed": ("Reporting by Ann Lee; editing by Bo Ray", "credit")}, "Reuters"),
        ({"removed": ("BEIJING (AFP) -", "dateline")}, "AFP"),
        ({"removed": ("More from Reuters", "related-link")}, OWN),
        ({"publisher": None, "byline": "Jane Doe"}, "Jane Doe"),
    ],
)
def test_who_signs(signature: dict[str, str], expected: str) -> None:
    article = report("The mayor resigned on Tuesday." + REST, **signature)  # type: ignore[arg-type]
    assert [origin.name for origin in find_origins([story(article)])] == [expected]


def test_copies_share_their_agency_and_stories_their_origins() -> None:
    text = "The mayor resigned on Tuesday." + REST
    unsigned, signed = report(text, publisher="A"), report(text, publisher="B", agency="AFP")
    other = report("Der Bürgermeister tritt zurück.", "de", publisher="C", agency="AFP")
    late = report(text + " It is known.", publisher="D", published="2024-03-06")
    early = report(text + " It is known.", publisher="E", published="2024-03-05")
    origins = find_origins([story(unsigned, signed), story(other), story(late, early)])
    assert origins == (
        Origin(name="AFP", kind="agency", articles=(unsigned.id, signed.id, other.id)),
        Origin(name="E", kind="own", articles=(late.id, early.id)),
    )
    assert origin_of(origins)[late.id] == ("E",)


def test_a_text_of_names_alone() -> None:
    (origin,) = find_origins([story(report("Reuters said " * 3_000, publisher="Reuters"))])
    assert origin.name == "Reuters"
