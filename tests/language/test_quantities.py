from __future__ import annotations

import random
from decimal import Decimal

import pytest

from language.chinese.quantities import han_value
from language.english.quantities import roman_value, spelled_value
from language.quantities.quantity import Quantity, compare_quantities
from language.quantities.reading import find_quantities


def read(text: str, language: str) -> list[tuple[str, str]]:
    """Kind and value of each quantity that is not merely possible."""
    return [
        (q.kind, f"{q.value.normalize():f}" + (f" {q.unit}" if q.unit else ""))
        for q in find_quantities(text, language)
        if q.certainty != "possible"
    ]


# The same quantities, as each language writes them.
PARALLEL = [
    (
        "On September 18, 2023, a four-day visit began.",
        "为期四天的访问于2023年9月18日开始。",
        "Четырёхдневный визит начался 18 сентября 2023 года.",
        {("month", "9"), ("day", "18"), ("year", "2023"), ("number", "4")},
    ),
    (
        "Some 1.2 million people, or 45 percent, left.",
        "约120万人离开，占45%。",
        "Уехали около 1,2 млн человек, или 45 процентов.",
        {("number", "1200000"), ("percent", "45")},
    ),
    (
        "Forty-five per cent of 250,000 and two hundred and fifty thousand",
        "百分之四十五，25万，二十五万",
        "Сорок пять процентов, 45% от 250 000, двухсот пятидесяти тысяч",
        {("percent", "45"), ("number", "250000")},
    ),
    (
        "The talks on Monday start at 9:30 p.m.",
        "会谈将于周一晚上9点30分开始。",
        "Переговоры начнутся в понедельник в 21:30.",
        {("weekday", "1"), ("time", "1290")},
    ),
    (
        "in the 1990s, hundreds of thousands",
        "在20世纪90年代，数十万人",
        "в 1990-е годы сотни тысяч",
        {("decade", "1990"), ("number", "100000")},
    ),
    (
        "3.5 thousand million euros; two-thirds; £20",
        "35亿欧元；三分之二；20英镑",
        "3,5 тысячи миллионов евро; две трети; 20 фунтов стерлингов",
        {("money", "3500000000 EUR"), ("fraction", "0.6667"), ("money", "20 GBP")},
    ),
    (
        "from 5 to 10 million; 5–7%; 20-30 thousand",
        "500万至1000万；5-7%；2万-3万",
        "от 5 до 10 млн; 5–7 %; 20–30 тысяч",
        {
            *[("number", n) for n in ("5000000", "10000000", "20000", "30000")],
            *[("percent", n) for n in ("5", "7")],
        },
    ),
    (
        "the 21st century, the twenty-fifth time",
        "21世纪，第二十五次",
        "XXI век, 21-й, двадцать пятый раз",
        {("ordinal", "21"), ("ordinal", "25")},
    ),
    (
        "a dozen; three decades; half a million",
        "十二；三十年；50万",
        "дюжина; три десятилетия; полмиллиона",
        {("number", "12"), ("number", "30"), ("number", "500000")},
    ),
]


@pytest.mark.parametrize(("english", "chinese", "russian", "expected"), PARALLEL)
def test_three_languages_agree(
    english: str, chinese: str, russian: str, expected: set[tuple[str, str]]
) -> None:
    assert expected <= set(read(english, "en"))
    source = find_quantities(english, "en")
    for text, language in ((chinese, "zh"), (russian, "ru")):
        assert not compare_quantities(source, find_quantities(text, language)), text


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It may be one of the second-hand cars; they may march.", "en", []),
        ("In May the march began; on 3 March it ended", "en", "month 5|day 3|month 3"),
        (
            "US$2bn and $5-10 million",
            "en",
            "money 2000000000 USD|money 5000000 dollar|money 10000000 dollar",
        ),
        (
            "CHF 5m, 3m EUR, 400 CZK, 2.50€; in 2019 $7m, 6 m high, 99p, 720p",
            "en",
            "money 5000000 CHF|money 3000000 EUR|money 400 CZK|money 2.5 EUR|year 2019"
            "|money 7000000 dollar|number 6|money 99 penny|number 720",
        ),
        ("between five and ten", "en", "number 5|number 10"),
        ("Covid-19, open 24/7, won 3-1", "en", "number 3|number 1"),
        (
            "1.7m people, 5 mln, $3m, 1950-53, 1 in 5",
            "en",
            "number 1700000|number 5000000|money 3000000 dollar|year 1950|fraction 0.2",
        ),
        ("a third time, a third of them, the quarter-final", "en", "fraction 0.3333"),
        ("the fifth Euro, COVID-19, CO2", "en", "ordinal 5"),
        ("4.5 и 1.300, пятимиллионный", "ru", "number 4.5|number 1300|number 5000000"),
        ("平均４．５分，成千上万，破万亿", "zh", "number 4.5"),
        ("2023-09-18 at 9am", "en", "year 2023|month 9|day 18|time 540"),
        ("五角大楼、四川、三星和第一次、每周一次、十分", "zh", []),
        ("二〇二三年，13亿5000万，两千五百", "zh", "year 2023|number 1350000000|number 2500"),
        (
            "三成五的人；1月11日；3.5 万亿元",
            "zh",
            "percent 35|month 1|day 11|money 3500000000000 yuan",
        ),
        ("十几个，数千人", "zh", "number 10|number 1000"),
        ("周三上午，一点点，七国集团", "zh", "weekday 3|number 7"),
        ("в среде, средства, его семью, первый, оба", "ru", []),
        ("в среду в 9 часов утра", "ru", "weekday 3|time 540"),
        ("18.09.2023; 1 234 567,5 руб.", "ru", "day 18|month 9|year 2023|money 1234567.5 rouble"),
        ("с двадцатью пятью; о пятистах тысячах", "ru", "number 25|number 500000"),
        ("30-летний, семилетний, «Большая семёрка»", "ru", "number 30|number 7|number 7"),
        ("1.234,5 und 12 %", "de", "number 1234.5|percent 12"),
        ("1 234,5 €", "fr", "number 1234.5"),
        ("1,234.5", "xx", "number 1234.5"),
    ],
)
def test_reads(text: str, language: str, expected: str) -> None:
    pairs = [f"{kind} {value}" for kind, value in read(text, language)]
    assert "|".join(pairs) == (expected or "")


@pytest.mark.parametrize(
    ("english", "hypothesis", "target", "missing", "added"),
    [
        ("on Monday", "1月11日", "zh", ["Monday"], ["1月", "11日"]),
        ("a four-day trip", "трёхдневная поездка", "ru", ["four"], ["трёхдневная"]),
        ("1.2 million", "1.2 млрд", "ru", ["1.2 million"], ["1.2 млрд"]),
        ("12 percent", "12", "zh", ["12 percent"], ["12"]),
        ("US$5", "5欧元", "zh", ["5"], ["5欧元"]),
        ("thousands", "数百万", "zh", ["thousands"], ["数百万"]),
        ("in July", "в июне", "ru", ["July"], ["июне"]),
        ("Seven died", "死亡", "zh", ["Seven"], []),
    ],
)
def test_differences_are_named(
    english: str, hypothesis: str, target: str, missing: list[str], added: list[str]
) -> None:
    difference = compare_quantities(
        find_quantities(english, "en"), find_quantities(hypothesis, target)
    )
    assert [q.text for q in difference.missing] == missing
    assert [q.text for q in difference.added] == added


def test_what_may_differ_between_languages() -> None:
    for english, text, target in [
        ("the two countries", "双方", "zh"),
        ("both sides", "две стороны", "ru"),
        ("the first time", "впервые", "ru"),
        ("one of them", "其中一人", "zh"),
        ("5 dollars", "5", "zh"),
        ("the third", "第3", "zh"),
        ("dozens of people", "несколько человек", "ru"),
        ("at 3pm", "в 15:00", "ru"),
    ]:
        difference = compare_quantities(
            find_quantities(english, "en"), find_quantities(text, target)
        )
        assert not difference, english


def test_comparison_is_symmetric_and_reflexive() -> None:
    for english, chinese, _, _ in PARALLEL:
        source, target = find_quantities(english, "en"), find_quantities(chinese, "zh")
        assert not compare_quantities(source, source)
        there, back = compare_quantities(source, target), compare_quantities(target, source)
        assert (there.missing, there.added) == (back.added, back.missing)


def test_offsets_hold_and_do_not_overlap() -> None:
    for row in PARALLEL:
        for text, language in zip(row[:3], ("en", "zh", "ru"), strict=True):
            last = 0
            for quantity in find_quantities(text, language):
                assert text[quantity.start : quantity.end] == quantity.text
                assert last <= quantity.start < quantity.end
                last = quantity.end


def test_hostile_text_is_read_without_error() -> None:
    alphabet = "0123456789.,:-/ %$€一二十百千万亿点分之月日周两几pmIVXLкзпятьсто th年成第'\u00a0"
    generator = random.Random(7)
    for _ in range(300):
        text = "".join(generator.choices(alphabet, k=40))
        for language in ("en", "zh", "ru", "de"):
            find_quantities(text, language)


@pytest.mark.parametrize("language", ["en", "ru", "zh", "de"])
@pytest.mark.parametrize(
    "unit", ["", "%", " percent", "0s", ".5", " km", "亿", "万亿亿", " млн", "$"]
)
def test_numbers_of_any_length_are_compared(unit: str, language: str) -> None:
    one, other = (find_quantities(f"{digit}{'0' * 40}{unit}", language) for digit in "12")
    assert one
    assert not compare_quantities(one, one)
    assert compare_quantities(one, other)


def test_numerals() -> None:
    assert han_value("三十五") == 35
    assert han_value("两千五") == 2500
    assert han_value("一万零三百") == 10300
    assert han_value("3亿5千万") == 350_000_000
    assert han_value("四点五") == Decimal("4.5")
    assert spelled_value("one million two hundred and five thousand three")[0] == 1_205_003
    assert [roman_value(n) for n in ("IV", "XIX", "XL", "III")] == [4, 19, 40, 3]


def test_explains_itself() -> None:
    (quantity,) = find_quantities("45 percent", "en")
    assert quantity == Quantity(0, 10, "45 percent", Decimal(45), "percent")
    assert str(quantity) == "45 percent (percent)"
