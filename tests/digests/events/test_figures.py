from __future__ import annotations

from decimal import Decimal

import pytest

from articles.article import Article
from digests.events.figures import Statement, compare_statements, find_figures
from digests.events.origins import find_origins
from digests.events.records import Figure
from tests.digests.events.reports import report, story

EARLY, LATE = "2024-03-05T09:00:00+00:00", "2024-03-05T18:00:00+00:00"


def figures(*articles: Article) -> tuple[Figure, ...]:
    return find_figures(articles, find_origins([story(article) for article in articles]))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The quake killed at least 24 people and injured 130.", "en", "dead 24, injured 130"),
        ("24 were confirmed dead and dozens are missing.", "en", "dead 24, missing 10"),
        (
            "The flood left 24 dead, 130 injured and 5,000 homeless.",
            "en",
            "dead 24, homeless 5000, injured 130",
        ),
        ("At least two dozen people, including five children, were killed.", "en", "dead 24"),
        ("Sixteen of the 45 people on board died.", "en", "aboard 45, dead 16"),
        ("The death toll rose to 24, up from 12 a day earlier.", "en", "dead 24"),
        ("A 6.1-magnitude earthquake struck at a depth of 12 km.", "en", "depth 12, magnitude 6.1"),
        (
            "Revenue rose 12% to $5.2 billion while net profit fell to $300m from $420m.",
            "en",
            "profit 300000000, revenue 5200000000",
        ),
        (
            "BigCo was fined $5.5 million; it will cut 1,200 jobs.",
            "en",
            "fine 5500000, jobs cut 1200",
        ),
        (
            "Kestrel raised its offer for Brightwater to 3.1 billion pounds.",
            "en",
            "deal 3100000000",
        ),
        (
            "She won 52.3% of the vote with turnout at 61 percent.",
            "en",
            "turnout 61, vote share 52.3",
        ),
        (
            "The bank raised its key interest rate by 25 basis points to 5.25%.",
            "en",
            "interest rate 5.25, percentage points 0.25",
        ),
        (
            "Ставка снижена на 0,5 процентного пункта, до 3,75%.",
            "ru",
            "interest rate 3.75, percentage points 0.5",
        ),
        ("央行将利率下调50个基点至3.75%。", "zh", "interest rate 3.75, percentage points 0.5"),
        ("Nine people, two of them soldiers, died.", "en", "dead 9"),
        ("Divers brought up fourteen bodies.", "en", "dead 14"),
        ("Eleven trapped miners were freed on Thursday.", "en", "rescued 11"),
        ("11名被困矿工傍晚全部获救。", "zh", "rescued 11"),
        ("Thieves stole data of nearly a quarter of a million users.", "en", "records 250000"),
        ("A train with 62 tourists came to rest against spruces.", "en", ""),
        (
            "The fire has burned 12,000 hectares and destroyed 340 homes.",
            "en",
            "area 12000, buildings 340",
        ),
        (
            "Погибли по меньшей мере 24 человека, ещё 130 получили ранения.",
            "ru",
            "dead 24, injured 130",
        ),
        ("Двое погибших, 12 раненых — таков итог аварии.", "ru", "dead 2, injured 12"),
        ("Число жертв увеличилось с 12 до 24 человек.", "ru", "dead 24"),
        (
            "Без крова остались 5 тысяч человек, эвакуированы 1200.",
            "ru",
            "evacuated 1200, homeless 5000",
        ),
        (
            "Землетрясение магнитудой 6,1 произошло на глубине 12 км.",
            "ru",
            "depth 12, magnitude 6.1",
        ),
        ("Суд оштрафовал компанию на полтора миллиона долларов.", "ru", "fine 1500000"),
        ("造成至少24人死亡、130人受伤，另有12人失踪。", "zh", "dead 24, injured 130, missing 12"),
        ("遇难人数升至24人，此前为12人。", "zh", "dead 24"),
        (
            "当地发生6.1级地震，震源深度12公里，约2000名居民被疏散。",
            "zh",
            "depth 12, evacuated 2000, magnitude 6.1",
        ),
        ("九名工人坠落，其中三人死亡。", "zh", "dead 3"),
        ("Rome shot down 43 of 51 drones and 6 missiles.", "en", "drones 43, missiles 6"),
        (
            "The act passed by 312 votes to 204, with 18 abstentions.",
            "en",
            "abstentions 18, votes against 204, votes for 312",
        ),
        (
            "The jury awarded her $2m in damages; a plane at 900 metres was near.",
            "en",
            "compensation 2000000",
        ),
        ("In the past 24 hours 12 people were killed.", "en", "dead 12"),
        (
            "За закон проголосовали 312 депутатов, воздержались 18.",
            "ru",
            "abstentions 18, votes for 312",
        ),
        ("Прокуратура требовала 12 лет, суд приговорил к 9.", "ru", "sought 12"),
        ("Сбиты 43 из 51 беспилотника.", "ru", "drones 43"),
        ("检方求刑12年，拍卖以4500万美元成交。", "zh", "deal 45000000, sought 12"),
        ("议会以312票赞成、18票弃权通过。", "zh", "abstentions 18, votes for 312"),
        # What is no figure of the event: others' dead, fears, parts, changes, rates, things.
        ("In 2011, a quake killed 800 people in the region.", "en", ""),
        ("More than 20 died, the most since 2008, when 800 were killed.", "en", "dead 20"),
        ("As many as 100 people are feared dead.", "en", ""),
        ("Three of the dead were children, and nobody else was hurt.", "en", ""),
        ("The number of the dead rose by 5; about 40 people die a day.", "en", ""),
        ("He was killed in one of 24 attacks in 12 villages.", "en", "villages 12"),
        ("A man of about seventy marched with the crowd for 2 days.", "en", ""),
        ("A crowd watched; the mayor said 12 planes had landed.", "en", "aircraft 12"),
        ("一位村民说，两天的停电无人受伤。", "zh", ""),
        ("A man, 24, was killed on the 12th floor of house 24.", "en", ""),
        ("В 2011 году землетрясение унесло жизни 800 человек.", "ru", ""),
        ("Опасаются, что погибли 100 человек; 86 моряков не пострадали.", "ru", ""),
        ("2011年的地震造成800人死亡，恐有上百人遇难。", "zh", ""),
    ],
)
def test_what_numbers_count(text: str, language: str, expected: str) -> None:
    found = sorted(
        f"{f.what} {f.values[0].value.normalize():f}" for f in figures(report(text, language))
    )
    assert ", ".join(found) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("24 people died.", "en", EARLY), ("Погибли 24 человека.", "ru", LATE), "equal"),
        (("Two dozen were killed.", "en", EARLY), ("造成24人死亡。", "zh", LATE), "equal"),
        (("More than 20 were killed.", "en", EARLY), ("24 were killed.", "en", LATE), "equal"),
        (("Nearly 30 people were hurt.", "en", EARLY), ("28 were injured.", "en", EARLY), "equal"),
        (("Dozens were injured.", "en", EARLY), ("Ранены 37 человек.", "ru", EARLY), "equal"),
        (("It was fined $1.5bn.", "en", EARLY), ("罚款15亿美元。", "zh", EARLY), "equal"),
        (("It was fined $1.52bn.", "en", EARLY), ("It was fined $1.5bn.", "en", EARLY), "equal"),
        (
            ("It struck at a depth of 12 km.", "en", EARLY),
            ("The quake was 7.5 miles deep.", "en", EARLY),
            "equal",
        ),
        (
            ("About 1,500 were evacuated.", "en", EARLY),
            ("1,487 were evacuated.", "en", EARLY),
            "equal",
        ),
        (
            ("The firm spoke of 15 lost turbines.", "en", EARLY),
            ("The firm spoke of 15 lost turbines, the regulator of 17.", "en", LATE),
            "equal conflict",
        ),
        # Nouns that have no words of their own, and values that only their noun or kind names.
        (("She saved 3 penalties.", "en", EARLY), ("Отбито три пенальти.", "ru", EARLY), "equal"),
        (("43 turtles were freed.", "en", EARLY), ("43只海龟。", "zh", EARLY), "equal"),
        (("It ended 2-1.", "en", EARLY), ("Счёт — 1:2.", "ru", EARLY), "equal"),
        (("It offers 410p a share.", "en", EARLY), ("每股410便士。", "zh", LATE), "equal"),
        (
            ("It cancelled a third of flights.", "en", EARLY),
            ("三分之一的航班被取消。", "zh", EARLY),
            "equal",
        ),
        (("The price is $80,000.", "en", EARLY), ("It sold for $80,000.", "en", EARLY), "equal"),
        (
            ("12 of them are in a critical condition.", "en", EARLY),
            ("其中12人伤势危重。", "zh", EARLY),
            "equal",
        ),
        (("43 turtles were freed.", "en", EARLY), ("51 turtles were freed.", "en", LATE), "update"),
        (("43 turtles were freed.", "en", EARLY), ("51 turtles were ill.", "en", LATE), None),
        (("3 dogs barked.", "en", EARLY), ("Три дома сгорели.", "ru", EARLY), None),
        (("43 turtles were freed.", "en", EARLY), ("43 sailors swam.", "en", EARLY), None),
        (
            ("212 homes burned down.", "en", EARLY),
            ("The mayor says 340 homes burned, more than the government's 212.", "en", LATE),
            "conflict equal",
        ),
        (
            ("41 people died.", "en", EARLY),
            ("The army lists 46 dead, five more than the 41 whom police named.", "en", LATE),
            "conflict equal",
        ),
        (
            ("Doctors counted 37 deaths, nearly twice the official 19.", "en", LATE),
            ("Девятнадцать человек умерли.", "ru", EARLY),
            "conflict equal",
        ),
        (
            ("51 people died.", "en", EARLY),
            ("The governor counts 51 dead; the Red Cross has 78 names on its list.", "en", EARLY),
            "equal conflict",
        ),
        (("It offers $7bn.", "en", EARLY), ("The offer is $7.2bn.", "en", LATE), "update"),
        (("It offers $7bn.", "en", EARLY), ("The offer is $7.04bn.", "en", LATE), "equal"),
        (
            ("1,500 tractors came.", "en", EARLY),
            ("Въехали полторы тысячи тракторов.", "ru", EARLY),
            "equal",
        ),
        (("12 people died.", "en", EARLY), ("24 people died.", "en", LATE), "update"),
        (
            ("24 people died.", "en", EARLY),
            ("The toll was revised to 19 dead.", "en", LATE),
            "update",
        ),
        (
            ("12 people died.", "en", "2024-03-05"),
            ("24 people died.", "en", "2024-03-06"),
            "update",
        ),
        (("12 people died.", "en", EARLY), ("24 people died.", "en", EARLY), "conflict"),
        (("12 people died.", "en", "2024-03-05"), ("24 people died.", "en", LATE), "conflict"),
        (
            ("Police put the crowd at 20,000.", "en", EARLY),
            ("Organisers said 60,000 took part.", "en", LATE),
            "conflict",
        ),
        (
            ("A magnitude 6.0 quake hit.", "en", EARLY),
            ("Магнитуда составила 6,1.", "ru", EARLY),
            "conflict",
        ),
        (("12 people died.", "en", EARLY), ("24 people were hurt.", "en", EARLY), None),
        (
            ("It was of magnitude 6.4.", "en", EARLY),
            ("An aftershock of magnitude 5.1 followed.", "en", EARLY),
            None,
        ),
        (("He was fined $5m.", "en", EARLY), ("He was fined 5m euros.", "en", EARLY), None),
    ],
)
def test_relations(
    first: tuple[str, str, str], second: tuple[str, str, str], expected: str | None
) -> None:
    found = compare_statements(Statement(*first), Statement(*second))
    assert [relation for _, _, relation in found] == (expected or "").split()


def test_a_later_value_takes_the_place_of_an_earlier_one() -> None:
    early = report("At least 12 people were killed.", published=EARLY, agency="AFP")
    copy = report("Погибли 12 человек.", "ru", published=EARLY, publisher="B")
    late = report("It rained. The toll rose to two dozen dead, police said.", published=LATE)
    (figure,) = figures(early, copy, late)
    assert (figure.what, figure.status, figure.unit) == ("dead", "updated", None)
    now, before = figure.values
    assert (now.text, now.value, now.bound) == ("two dozen", Decimal(24), "exact")
    assert (now.origins, now.published) == (("Harbour Courier",), LATE)
    assert before.value == Decimal(12)
    assert set(before.origins) == {"AFP", "B"}
    sentence = now.evidence[0]
    assert late.text[sentence.start : sentence.end] == sentence.text
    assert sentence.text == "The toll rose to two dozen dead, police said."


def test_what_was_offered_first_is_no_conflict_with_what_was_agreed() -> None:
    first = report("Solera offered $6.4bn for Ardent.", published=EARLY)
    both = report(
        "Solera buys Ardent for $7.2bn. It had started at $6.4bn.", published=LATE, publisher="B"
    )
    (figure,) = figures(first, both)
    assert (figure.status, figure.values[0].text) == ("updated", "7.2bn")


def test_a_number_without_words_of_its_own_goes_on_with_the_sentence_before() -> None:
    one = report("The airport counted 12,000 stranded bags. The union counted 30,000.")
    two = report("机场称滞留行李有1.2万件，工会则称有3万件。", "zh", publisher="B")
    found = {
        value.value: len(value.evidence) for figure in figures(one, two) for value in figure.values
    }
    assert found == {12_000: 2, 30_000: 2}


def test_equally_old_values_that_differ_are_all_current() -> None:
    one = report("Police said 10,000 people marched; organisers put the turnout at 50,000.")
    two = report("警方称有1万人参加游行。", "zh", publisher="B")
    (figure,) = figures(one, two)
    assert (figure.what, figure.status) == ("participants", "conflict")
    assert {value.value: len(value.evidence) for value in figure.values} == {10_000: 2, 50_000: 1}


@pytest.mark.parametrize(
    "text",
    ["9" * 10_000 + " died.", "1,234 " * 150 + "died.", "killed " * 140, "including at least " * 50,
     "-" * 900 + "1", "(" * 900, "killed 1 " * 110],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_hostile_text(text: str, language: str) -> None:
    assert len(figures(report(text, language))) <= 2


def test_a_value_without_words_of_its_own_is_what_others_call_it_or_agreed() -> None:
    one = report("The regulator fined it $5.5 million. Its 8,412 flamingos nest there.")
    two = report("Сумма — 5,5 млн долларов. Там гнездятся 8412 фламинго.", "ru", publisher="B")
    assert [
        (figure.what, figure.status, figure.values[0].value) for figure in figures(one, two)
    ] == [
        ("fine", "agreed", Decimal(5_500_000)),
        ("flamingos", "agreed", Decimal(8_412)),
    ]
    assert not figures(report("Its 8,412 flamingos nest there."))
