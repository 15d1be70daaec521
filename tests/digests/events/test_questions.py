from __future__ import annotations

from collections.abc import Sequence

import pytest

from articles.article import Article
from digests.events.origins import find_origins
from digests.events.questions import find_open_questions
from digests.events.records import OpenQuestion
from models.registry import load_embedder
from tests.digests.events.reports import report, story


def questions(articles: Sequence[Article]) -> tuple[OpenQuestion, ...]:
    origins = find_origins([story(article) for article in articles])
    return find_open_questions(articles, origins, load_embedder("multilingual-e5-small"))


@pytest.mark.parametrize(
    ("text", "language", "claim", "denial"),
    [
        ("The governor said a power line had started it; the grid operator denied it.", "en", 0, 0),
        ("The opposition alleged that boxes were open, which the commission denied.", "en", 0, 0),
        (
            "It rained. The minister ruled out sabotage. State police, however, said bolts had "
            "been removed.",
            "en",
            2,
            1,
        ),
        (
            'The government says rice came. "Nobody brought a single bag," retorted Bo Ray.',
            "en",
            0,
            1,
        ),
        ("Министр исключил диверсию, однако полиция сообщила о выкрученных болтах.", "ru", 0, 0),
        ("政府称大米已运抵各区。一位村民却说：“没有人给我们送来过一袋米。”", "zh", 0, 1),
    ],
)
def test_who_denies_what(text: str, language: str, claim: int, denial: int) -> None:
    article = report(text, language)
    (question,) = questions([article])
    says, denies = question.sides
    assert (says.denies, denies.denies) == (False, True)
    assert says.evidence[0].start == article.sentences[claim].start
    assert denies.evidence[0].start == article.sentences[denial].start
    assert denies.origins == ("Harbour Courier",)


def test_reports_of_two_hands() -> None:
    first = report("It was early. Two witnesses said the guard had fired shots at the car.")
    second = report("The police denied that the guard had fired shots at the car.", publisher="B")
    (question,) = questions([first, second])
    assert [side.origins for side in question.sides] == [("Harbour Courier",), ("B",)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said the bridge is open. The governor said nobody had been hurt.", "en"),
        ("Ann Lee denied that she would resign. It rained all day in the town.", "en"),
        ("Мэр сообщил о дожде. Пострадавших нет, заявил губернатор.", "ru"),
        ("市长说桥已开放。省长表示没有人受伤。", "zh"),
        ("said no " * 100, "en"),
    ],
)
def test_what_is_no_open_question(text: str, language: str) -> None:
    assert questions([report(text, language), report("It rained.", publisher="B")]) == ()
