from __future__ import annotations

import pytest

from digests.events.quotations import find_quotations
from tests.digests.events.reports import report


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ('"We will rebuild it," said Ann Lee, the mayor of Chivay.', "en", ["Ann Lee"]),
        (
            '"We will rebuild it," coast guard spokesman Armand Velasco said.',
            "en",
            ["Armand Velasco"],
        ),
        (
            "“We will rebuild it,” Selim Arslan, a baker in the town of Doğanyurt, said.",
            "en",
            ["Selim Arslan"],
        ),
        ('Director Johan Falk said: "We have been embarrassed twice."', "en", ["Johan Falk"]),
        ('Medisafe said it was "looking into the claims".', "en", ["Medisafe"]),
        (
            '"We will rebuild it," Lim Tae-ho said, adding: "It will take years."',
            "en",
            ["Lim Tae-ho"] * 2,
        ),
        # A pronoun, a surname, and speech that goes on.
        ('The mayor Ann Lee came on Monday. "We will rebuild it," she said.', "en", ["Ann Lee"]),
        ('Ann Lee came. It rained. "We will rebuild it," Lee told the BBC.', "en", ["Ann Lee"]),
        ('"We will rebuild it," said Ann Lee. "It will take years."', "en", ["Ann Lee"] * 2),
        (
            "“We will rebuild it,” Ann Lee said. “It will take years.\n\n“We have the means.”",
            "en",
            ["Ann Lee"] * 3,
        ),
        ('"It came so fast," a bystander said.', "en", ["a bystander"]),
        ('"It came so fast," one of them said.', "en", ["one of them"]),
        ("«Мы всё построим заново», — заявила мэр города Чивай Роса Киспе.", "ru", ["Роса Киспе"]),
        ("«Мы всё построим заново», — сказал тренер «Динары» Зоран Лукач.", "ru", ["Зоран Лукач"]),
        ("Мэр Роса Киспе сказала: «Мы всё построим заново».", "ru", ["Роса Киспе"]),
        (
            "Об этом рассказала Елена Кравец. «Небо было красным», — вспоминает она.",
            "ru",
            ["Елена Кравец"],
        ),
        (
            "«Мы победили их», — сказал Дирк Хельман журналистам в Ганновере.",
            "ru",
            ["Дирк Хельман"],
        ),
        ("“道路中断，我们只能用手挖，”奇瓦伊镇镇长罗莎·基斯佩说。", "zh", ["罗莎·基斯佩"]),
        ("省长杰马尔·乌伊萨尔对媒体说：“倒塌的都是旧楼。”", "zh", ["杰马尔·乌伊萨尔"]),
        (
            "住房部长洛艾萨来了。“我们会重建，但不再用土坯，”洛艾萨说，“会很快。”",
            "zh",
            ["洛艾萨"] * 2,
        ),
        ("“听见一声闷响，”一名目击者说。", "zh", ["一名目击者"]),
        # Titles, names and words held at a distance.
        ('Among them is "The Blue Jetty", a small oil.', "en", []),
        ('The so-called "deal" was signed in "Room 12" on Monday.', "en", []),
        ("Я бы не стал искать здесь «мировой тренд».", "ru", []),
        ("“圣克拉丽塔”号渡轮遇难人数增至十一人。", "zh", []),
    ],
)
def test_who_speaks(text: str, language: str, expected: list[str]) -> None:
    assert [found.speaker for found in find_quotations([report(text, language)])] == expected


def test_equal_quotations_are_one() -> None:
    whole = report('"We will rebuild it, stone by stone, but not in adobe," Ann Lee said.')
    cut = report("“We will rebuild it, stone by stone,” mayor Lee said on Friday.", publisher="B")
    other = report('"We will leave it as it is, stone by stone," Bo Ray said.', publisher="C")
    lee, ray = find_quotations([cut, whole, other])
    assert lee.text == "We will rebuild it, stone by stone, but not in adobe"
    assert (lee.speaker, lee.verb, lee.language) == ("Lee", "said", "en")
    assert [evidence.article for evidence in lee.evidence] == [cut.id, whole.id]
    first = lee.evidence[0]
    assert cut.text[first.start : first.end] == first.text == cut.text
    assert ray.speaker == "Bo Ray"


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("text", ['"' * 4_000, "«“" * 2_000, "“" * 4_000 + " said", "a" * 9_000])
def test_marks_that_close_nothing(text: str, language: str) -> None:
    assert len(find_quotations([report(text, language)])) <= 1
