"""Figures that are easily taken for others: spans of time, ranks, former values, two places."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from articles.article import Article
from digests.events.figures import Statement, compare_statements, find_figures, relate_figures
from digests.events.grouping import Cluster
from digests.events.origins import find_origins
from tests.digests.events.reports import report, story

EARLY, LATE = "2024-03-05T09:00:00+00:00", "2024-03-05T18:00:00+00:00"
NEXT_DAY = "2024-03-06T18:00:00+00:00"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Spans of time, dozens
        ("en The dispute lasted for a year.", "zh 争端持续了12个月。", "equal"),
        ("en The bridge stayed closed for half an hour.", "ru Мост закрыт на полчаса.", "equal"),
        ("ru Движение прервано на четверть часа.", "en Traffic stood for 15 minutes.", "equal"),
        ("en The siege went on for a week.", "zh 围困持续了七天。", "equal"),
        ("en The ban holds for a fortnight.", "ru Запрет действует две недели.", "equal"),
        ("zh 谈判持续了半年。", "en The talks took six months.", "equal"),
        ("ru Порт закрыли на сутки.", "en The port closed for 24 hours.", "equal"),
        ("en She spent a decade in exile.", "ru Она провела в изгнании десять лет.", "equal"),
        ("en The talks lasted an hour.", "ru Переговоры шли час.", "equal"),
        ("ru Они блуждали неделю.", "en They were lost for a week.", "equal"),
        ("en The pass was shut for a day and a half.", "ru Перевал закрыт на 36 часов.", "equal"),
        ("en More than a dozen people were hurt.", "en 15 people were hurt.", "equal"),
        ("en A dozen hikers were hurt.", "ru Двенадцать туристов пострадали.", "equal"),
        ("en Tickets cost 20 euros a week.", "en The strike went on for seven days.", ""),
        ("en A year ago 12 people died there.", "en 12 people died.", ""),
        # Ranks count nothing
        ("en The fifth body was recovered.", "en Five people died.", ""),
        ("ru Найдена пятая жертва.", "ru Погибли пять человек.", ""),
        ("zh 第五名遇难者已找到。", "zh 造成五人遇难。", ""),
        ("en It was the 12th strike this year.", "en 12 people were arrested.", ""),
        ("en The fourth goal came late.", "en The fourth quarter was better.", ""),
        ("en It was their ninth title.", "ru Это их девятый титул.", "equal"),
        ("zh 这是连续第六次加息。", "en It was the sixth rise in a row.", "equal"),
        ("en She scored in the 74th minute.", "ru Она забила на 74-й минуте.", "equal"),
        # Of two heads that are equally near, that of people comes first in every process
        ("en The flood killed 6 members of a family.", "en The flood left six dead.", "equal"),
        # Former, wrong, adjusted and expected values
        (
            "en The firm lost $2.4bn.",
            "en The firm lost $3.1bn rather than the $2.4bn reported.",
            "equal update",
        ),
        (
            "en Nine people were hurt.",
            "en 14 people were hurt and not nine, police said.",
            "equal update",
        ),
        (
            "ru Погибли девять человек.",
            "ru Погибли 14 человек, а не девять, как сообщалось.",
            "equal update",
        ),
        ("zh 造成9人死亡。", "zh 造成14人死亡，而非此前的9人。", "equal update"),
        (
            "en Police arrested 60 people.",
            "en Police arrested 48 people instead of the 60 first reported.",
            "equal update",
        ),
        ("ru Пропали 30 человек.", "ru Пропали 24 человека вместо 30.", "equal update"),
        (
            "en Police arrested 30 people.",
            "en Police wrongly reported 30 arrests; 21 people were arrested.",
            "equal update",
        ),
        ("en Norvik lost $700m.", "en Stripping out a tax refund, Norvik lost $900m.", ""),
        (
            "ru Убыток составил 2 млрд рублей.",
            "ru Без учёта разовых выплат убыток составил 3 млрд рублей.",
            "",
        ),
        ("zh 公司亏损7亿元。", "zh 扣除一次性收益，公司亏损9亿元。", ""),
        (
            "ru Убыток составил 1,2 млрд долларов против ожидавшихся 900 миллионов.",
            "en It lost $1.2bn, more than the $900m that analysts expected.",
            "equal equal",
        ),
        ("zh 公司亏损12亿美元，高于预期的9亿美元。", "en It lost $1.2bn.", "equal"),
        # Changes by and to
        (
            "ru Ставка снижена на четверть процентного пункта, до 4,5%.",
            "en The bank cut its rate by a quarter of a percentage point to 4.5%.",
            "equal equal",
        ),
        (
            "zh 央行将利率下调半个百分点至4.5%。",
            "en The central bank made a half-point cut in its rate to 4.5%.",
            "equal equal",
        ),
        (
            "zh 营收增长12%至45亿元。",
            "ru Выручка выросла на 12%, до 4,5 млрд юаней.",
            "equal equal",
        ),
        ("zh 股价暴跌两成。", "en The shares lost a fifth.", "equal"),
        (
            "en Prosecutors wanted nine years; the defence asked for three.",
            "en The defence asked for three years.",
            "equal",
        ),
        # Places
        ("en Three people died in Harrow.", "en Five people died in Kelby.", ""),
        ("en Three people died in Harrow and five in Kelby.", "en Five died in Kelby.", "equal"),
        ("en Three people died in Harrow.", "en The toll in Harrow rose to five dead.", "update"),
        ("ru В Твери погибли три человека.", "ru В Рязани погибли пять человек.", ""),
        ("ru В Твери погибли три человека.", "en Three people died in Tver.", "equal"),
        ("zh 湖南省三人死亡。", "en Five people died in Jiangxi.", ""),
        ("zh 湖南省三人死亡。", "en Three people died in Hunan.", "equal"),
        ("ru Двенадцать человек погибли в Перу.", "en Twenty people died in Chile.", ""),
        # Totals and parts
        ("en Twelve people died in Nepal.", "en Twenty died in the Dolpa district.", "update"),
        (
            "en 24 people, including nine children, died.",
            "ru Погибли 24 человека, в том числе девять детей.",
            "equal equal",
        ),
    ],
)
def test_kinds(first: str, second: str, expected: str) -> None:
    one, other = (
        Statement(text, language, when)
        for (language, _, text), when in zip(
            (first.partition(" "), second.partition(" ")), (EARLY, LATE), strict=True
        )
    )
    found = sorted(relation for _, _, relation in compare_statements(one, other))
    assert " ".join(found) == expected


def relations(*articles: Article) -> set[str]:
    """Return how the mentions of an event's figures relate, by number of report and as printed."""
    place = {article.id: number for number, article in enumerate(articles)}
    origins = find_origins([story(article) for article in articles])
    return {
        f"{relation} {place[a.evidence.article]}:{a.text} {place[b.evidence.article]}:{b.text}"
        for a, b, relation in relate_figures(articles, origins)
    }


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (  # Two towns, and all of them
            [
                f"en {EARLY} Three people died in Harrow and five in Kelby, police said.",
                f"en {LATE} The toll in Kelby rose to seven. In Harrow it stayed at three.",
                f"en {NEXT_DAY} Ten people have died in the floods, officials said.",
            ],
            {"equal 0:Three people 1:three", "update 0:five 1:seven"},
        ),
        (
            [
                f"en {EARLY} Three people were killed in Harrow. Another five died in Kelby.",
                f"en {LATE} Rain goes on in Kelby. Seven people are dead, police said.",
            ],
            {"update 0:five 1:Seven people"},
        ),
        (
            [
                f"zh {EARLY} 台风造成湖南省三人死亡、江西省五人死亡。",
                f"zh {LATE} 江西省死亡人数升至八人。",
                f"en {LATE} Three people died in Hunan, eight in Jiangxi.",
            ],
            {
                "equal 0:三人 2:Three people", "update 0:五人 1:八人",
                "update 0:五人 2:eight", "equal 1:八人 2:eight",
            },
        ),
        (
            [
                f"ru {EARLY} В Твери погибли трое, в Рязани — пятеро.",
                f"ru {LATE} Число погибших в Рязани выросло до семи.",
            ],
            {"update 0:пятеро 1:семи"},
        ),
        (
            [
                f"ru {EARLY} В Псковской области погибли два человека, ещё трое — в Новгородской.",
                f"ru {LATE} Число погибших в Новгородской области достигло четырёх.",
            ],
            {"update 0:трое 1:четырёх"},
        ),
        (
            [
                f"ru {EARLY} В Казани задержаны 40 человек, в Уфе — 25.",
                f"ru {LATE} В Уфе задержали 31 человека.",
            ],
            {"update 0:25 1:31 человека"},
        ),
        (
            [
                f"zh {EARLY} 成都有40人被捕，重庆有25人被捕。",
                f"zh {LATE} 重庆被捕人数升至31人。",
            ],
            {"update 0:25人 1:31人"},
        ),
        (
            [
                f"zh {EARLY} 地震造成秘鲁12人死亡、智利20人死亡。",
                f"en {NEXT_DAY} In Peru 15 people died.",
            ],
            {"update 0:12人 1:15 people"},
        ),
        (  # A place and one within it
            [
                f"en {EARLY} At least 24 people died in Nepal. In Kathmandu, Nepal's capital,"
                " five people died. Planes bring aid to Kathmandu in Nepal.",
                f"en {LATE} Thirty people died, officials said.",
            ],
            {"update 0:At least 24 people 1:Thirty people"},
        ),
        (
            [
                f"en {EARLY} Thirty people died, 12 of them in Harrow.",
                f"en {EARLY} Twelve people died in Harrow.",
            ],
            {"equal 0:12 1:Twelve people"},
        ),
        (  # Two hands in one report
            [
                f"en {EARLY} A magnitude 5.9 quake hit, the US Geological Survey said."
                " The national observatory put it at 5.6.",
            ],
            {"conflict 0:5.9 0:5.6"},
        ),
        (  # A value that a report corrects
            [
                f"en {NEXT_DAY} An earlier version of this article said 24 people were injured."
                " The correct number is 42.",
                f"en {EARLY} 24 people were injured.",
            ],
            {"equal 0:24 people 1:24 people", "update 0:24 people 0:42", "update 1:24 people 0:42"},
        ),
        (  # What each candidate has one of
            [
                f"en {EARLY} With 60 percent counted, Anna Holt led with 51 percent of the vote"
                " against 44 percent for Peter Drummond.",
                f"en {NEXT_DAY} Anna Holt won with 48.2% of the vote. Peter Drummond got 46.1%"
                " of the vote.",
                f"ru {NEXT_DAY} Холт получила 48,2% голосов.",
            ],
            {
                "update 0:51 percent 1:48.2%", "update 0:51 percent 2:48,2%",
                "equal 1:48.2% 2:48,2%", "update 0:44 percent 1:46.1%",
            },
        ),
        (  # A noun that others name by its value
            [
                f"en {EARLY} The storm wrecked 300 tractors.",
                f"zh {EARLY} 风暴损毁300辆拖拉机。",
                f"en {NEXT_DAY} Officials counted 420 tractors.",
            ],
            {
                "equal 0:300 1:300辆", "update 0:300 2:420", "update 1:300辆 2:420",
            },
        ),
        (
            [
                f"en {EARLY} Forty people were taken to hospital.",
                f"zh {EARLY} 40人受伤。",
                f"en {NEXT_DAY} 52 people were injured.",
            ],
            {
                "equal 0:Forty people 1:40人", "update 0:Forty people 2:52 people",
                "update 1:40人 2:52 people",
            },
        ),
    ],
)  # fmt: skip
def test_events(texts: list[str], expected: set[str]) -> None:
    articles = []
    for number, text in enumerate(texts):
        language, published, words = text.split(" ", 2)
        articles.append(report(words, language, published=published, publisher=f"P{number}"))
    assert relations(*articles) == expected


def test_a_figure_of_one_of_two_places_says_which() -> None:
    both = report("The quake killed 12 people in Peru and 20 in Chile.")
    later = report("В Чили погибли 24 человека.", "ru", published=LATE, publisher="B")
    figures = find_figures([both, later], find_origins([story(both), story(later)]))
    assert [(f.what, f.of, f.status, f.values[0].value) for f in figures] == [
        ("dead", "Chile", "updated", Decimal(24)),
        ("dead", "Peru", "single", Decimal(12)),
    ]


def test_an_event_that_goes_on_keeps_the_figures_of_late_and_those_told_often() -> None:
    begun = datetime(2024, 3, 5, tzinfo=UTC)

    def day(number: int) -> Cluster:
        moment = begun + timedelta(days=number)
        figures = {f"{number}{ending}": 1.0 for ending in range(10, 30)} | {"4217": 1.0}
        return Cluster(moment, moment, 1, figures=figures, vector=np.zeros(4, np.float32))

    event = day(0)
    for number in range(1, 60):
        event.add(day(number))
    assert len(event.figures) < 200
    assert {"4217", "5910", "5929"} <= event.figures.keys()
    assert "010" not in event.figures
