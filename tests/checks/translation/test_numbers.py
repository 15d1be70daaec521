from __future__ import annotations

import pytest

from checks.verdict import Check
from tests.checks.translation.texts import verdict

WRONG = [
    ("dates", "a trip that begins on Monday", "将于1月11日开始的访问", "zh"),
    ("dates", "in July", "в июне", "ru"),
    ("dates", "It was in 2021.", "Это было в 2022 году.", "ru"),
    ("numbers", "1.2 million people", "12万人", "zh"),
    ("numbers", "a four-day trip", "трёхдневная поездка", "ru"),
    ("numbers", "They left.", "Они уехали, всего 15 человек.", "ru"),
    ("numbers", "It injured about as many again.", "Раненых вдвое больше.", "ru"),
    ("numbers", "It injured about as many again.", "受伤人数是两倍。", "zh"),
    ("numbers", "by three quarters of a point", "提高1/4个百分点", "zh"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "hypothesis", "target"), WRONG)
def test_errors_are_found_and_explained(
    name: str, source: str, hypothesis: str, target: str
) -> None:
    check = verdict(name, source, hypothesis, target)
    assert (check.name, check.status) == (name, "failed")
    assert check.expected
    assert check.seen


RIGHT = [
    ("numbers", "the two countries", "双方", "zh"),
    ("numbers", "by three quarters of a point", "提高3/4个百分点", "zh"),
    ("numbers", "Exports doubled to 2,000 tons.", "Экспорт вырос вдвое, до 2000 тонн.", "ru"),
    ("numbers", "a 4/2 win", "победа 4/2", "ru"),
    ("numbers", "a dozen men, first of all", "двенадцать человек, прежде всего", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "hypothesis", "target"), RIGHT)
def test_what_is_right_is_not_blamed(name: str, source: str, hypothesis: str, target: str) -> None:
    assert verdict(name, source, hypothesis, target).status != "failed"


WRONG_QUANTITIES = [
    # another currency
    ("It cost 4 million dollars.", "Это стоило 4 млн евро.", "ru"),
    ("It cost 4 million dollars.", "耗资400万欧元。", "zh"),
    ("It cost $4 million.", "Это стоило 4 млн фунтов стерлингов.", "ru"),
    ("It cost $4 million.", "耗资400万英镑。", "zh"),
    ("a loan of 300 million rubles", "кредит в 300 млн долларов", "ru"),
    ("a loan of 300 million roubles", "3亿卢比的贷款", "zh"),
    ("worth 4 billion yen", "стоимостью 4 млрд юаней", "ru"),
    ("worth 4 billion yen", "价值40亿元", "zh"),
    ("fined 50,000 Swiss francs", "оштрафован на 50 000 шведских крон", "ru"),
    ("fined 50,000 Swiss francs", "罚款5万瑞典克朗", "zh"),
    ("90 million Turkish lira", "90 млн турецких рублей", "ru"),
    ("20 billion rupees", "200亿卢布", "zh"),
    ("pays 12,000 hryvnia a month", "платит 12 000 рублей в месяц", "ru"),
    ("pays 12,000 baht", "支付1.2万美元", "zh"),
    ("30 million Australian dollars", "30 млн долларов США", "ru"),
    ("30 million Canadian dollars", "3000万澳元", "zh"),
    ("500 dirhams", "500 динаров", "ru"),
    ("600 million reais", "6亿比索", "zh"),
    ("won 20 pounds", "выиграл 20 евро", "ru"),
    ("2 million pesos", "200万法郎", "zh"),
    ("Rs 10,000 in cash", "10 000 рублей наличными", "ru"),
    # a minus lost or added
    ("Temperatures fell to minus 12 degrees.", "Температура упала до 12 градусов.", "ru"),
    ("Temperatures fell to minus 12 degrees.", "气温降至12度。", "zh"),
    ("The rate fell to -0.5 percent.", "Ставка упала до 0,5 процента.", "ru"),
    ("The rate fell to -0.5 percent.", "利率降至0.5%。", "zh"),
    ("It was 20 degrees below zero.", "Было 20 градусов тепла.", "ru"),
    ("It was 20 degrees below freezing.", "气温是20度。", "zh"),
    ("Growth was negative 3 percent.", "Рост составил 3 процента.", "ru"),
    ("Growth was −1.2%.", "增长率为1.2%。", "zh"),
    ("It was 15 degrees.", "Было 15 градусов мороза.", "ru"),
    ("It was 15 degrees.", "气温零下15度。", "zh"),
    ("The rate stands at 2%.", "Ставка составляет минус 2%.", "ru"),
    ("The rate stands at 2%.", "利率为负2%。", "zh"),
    ("a balance of -$30 million", "сальдо в $30 млн", "ru"),
    ("a balance of -$30 million", "余额为3000万美元", "zh"),
    # words run together with a number
    ("It killed nine people.", "造成十九人死亡。", "zh"),
    ("It killed 12 people.", "造成十五人死亡。", "zh"),
    ("The death toll reached 30.", "死亡人数十三。", "zh"),
    ("It made 20 of them.", "完成十二个。", "zh"),
    # shares and mixed numbers
    ("Nine in ten agreed.", "八成的人同意。", "zh"),
    ("One in three agreed.", "Согласился один из пяти.", "ru"),
    ("Eight out of ten agreed.", "Согласны 90 процентов.", "ru"),
    ("two and a half million people", "два миллиона человек", "ru"),
    ("two and a half million people", "350万人", "zh"),
    ("one hundred and eleven thousand", "ста двенадцати тысяч", "ru"),
    ("10,012 votes", "一万零十三票", "zh"),
    ("At 7:30 they left.", "Они ушли в половине седьмого.", "ru"),
    ("At 7:30 they left.", "他们八点半离开。", "zh"),
    ("at 0915 GMT", "в 09:45 по Гринвичу", "ru"),
    ("from 2024 to 2025", "2024至2026年", "zh"),
    ("twenty people", "три десятка человек", "ru"),
]

RIGHT_QUANTITIES = [
    ("It cost 4 million dollars.", "Это стоило $4 млн.", "ru"),
    ("It cost 4 million dollars.", "耗资400万美元。", "zh"),
    ("It cost US$4 million.", "Это стоило 4 млн долларов.", "ru"),
    ("300 million rubles", "300 млн рублей", "ru"),
    ("300 million rubles", "3亿卢布", "zh"),
    ("HK$500", "500港元", "zh"),
    ("NT$500", "500元", "zh"),
    ("¥500 million", "5亿日元", "zh"),
    ("¥500 million", "500 млн юаней", "ru"),
    ("20 pounds", "20 фунтов стерлингов", "ru"),
    ("20 pounds", "20英镑", "zh"),
    ("lost 20 pounds of weight", "减掉20磅体重", "zh"),
    ("50 million Indian rupees", "50 миллионов рупий", "ru"),
    ("12,000 hryvnias", "1.2万格里夫纳", "zh"),
    ("8 million rand", "8 млн рэндов", "ru"),
    # the same minus in other words
    ("It was minus 12 degrees.", "Было 12 градусов мороза.", "ru"),
    ("It was minus 12 degrees.", "气温为零下12度。", "zh"),
    ("It was 20 degrees below zero.", "Было минус 20 градусов.", "ru"),
    ("The rate fell to -0.5 percent.", "利率降至-0.5%。", "zh"),
    ("The economy shrank 0.5 percent.", "Рост составил -0,5 процента.", "ru"),
    ("Growth of -0.5%", "经济下降0.5%", "zh"),
    ("Sales changed by -3%.", "Продажи снизились на 3%.", "ru"),
    ("They won 3-1.", "Они выиграли 3:1.", "ru"),
    ("aged 5-10", "5－10岁", "zh"),
    ("a MiG-29 and a Boeing 737-800", "МиГ-29 и «Боинг» 737-800", "ru"),
    # names that are numbers or months
    ("Pope Leo XIV spoke.", "Папа Лев XIV выступил.", "ru"),
    ("Pope Leo XIV spoke.", "教皇利奥十四世发表了讲话。", "zh"),
    ("Jan Egeland said so.", "Так сказал Ян Эгеланн.", "ru"),
    ("Jan Egeland said so.", "扬·埃格兰这样说。", "zh"),
    ("April Jones and June Carter sang.", "Пели Эйприл Джонс и Джун Картер.", "ru"),
    ("April Jones and June Carter sang.", "艾普莉尔·琼斯和琼·卡特演唱。", "zh"),
    ("August Wilson wrote it.", "Это написал Огаст Уилсон.", "ru"),
    ("Theresa May resigned.", "Тереза Мэй ушла в отставку.", "ru"),
    ("the Three Gorges dam", "三峡大坝", "zh"),
    ("the Three Gorges dam", "плотина «Три ущелья»", "ru"),
    # numbers in words
    ("one hundred and eleven thousand", "ста одиннадцати тысяч", "ru"),
    ("some 212,000 people", "около двухсот двенадцати тысяч человек", "ru"),
    ("two and a half million people", "два с половиной миллиона человек", "ru"),
    ("two and a half million people", "250万人", "zh"),
    ("2.5 million people", "два с половиной миллиона человек", "ru"),
    ("3.5 billion dollars", "три с половиной миллиарда долларов", "ru"),
    ("three and a half years", "три с половиной года", "ru"),
    ("three and a half years", "三年半", "zh"),
    ("three and a half hours", "三个半小时", "zh"),
    ("3.5 hours", "三个半小时", "zh"),
    ("three and a half years", "3,5 года", "ru"),
    ("four and a half months", "四个半月", "zh"),
    ("10,012 votes", "一万零十二票", "zh"),
    ("100,020 votes", "十万零二十票", "zh"),
    ("2,005 votes", "两千零五票", "zh"),
    ("It killed 12 people.", "造成十二人死亡。", "zh"),
    ("It killed nine people.", "造成九人死亡。", "zh"),
    ("The death toll reached 30.", "死亡人数三十。", "zh"),
    ("dozens were hurt", "造成数十人受伤", "zh"),
    ("thousands of people", "成千上万的人", "zh"),
    ("hundreds of people", "上百人", "zh"),
    ("120,000 people in 2024", "１２万人，２０２４年", "zh"),
    ("3.5 percent", "３．５％", "zh"),
    ("two dozen people", "два десятка человек", "ru"),
    ("twenty people", "два десятка человек", "ru"),
    ("thirty people", "три десятка человек", "ru"),
    ("300 people", "три сотни человек", "ru"),
    # shares
    ("Nine in ten agreed.", "九成的人同意。", "zh"),
    ("Nine in ten agreed.", "Согласились девять из десяти.", "ru"),
    ("Nine out of ten agreed.", "Согласились 90 процентов.", "ru"),
    ("Nine out of 10 agreed.", "十分之九的人同意。", "zh"),
    ("One in three agreed.", "Согласился один из трёх.", "ru"),
    ("One in three agreed.", "Согласился каждый третий.", "ru"),
    ("One in three agreed.", "三分之一的人同意。", "zh"),
    ("One of three men agreed.", "Согласился один из трёх мужчин.", "ru"),
    ("A quarter of them agreed.", "Согласились 25 процентов.", "ru"),
    # times and years
    ("At 7:30 they left.", "Они ушли в половине восьмого.", "ru"),
    ("At half past seven they left.", "Они ушли в 7:30.", "ru"),
    ("At half past seven they left.", "他们七点半离开。", "zh"),
    ("At 7:30 p.m. they left.", "他们晚上七点半离开。", "zh"),
    ("At quarter to eight they left.", "Они ушли без четверти восемь.", "ru"),
    ("At 7:45 they left.", "Они ушли без четверти восемь.", "ru"),
    ("at 0915 GMT", "в 09:15 по Гринвичу", "ru"),
    ("at 0915 GMT", "格林尼治时间9时15分", "zh"),
    ("at 1430 GMT", "в 14.30 по Гринвичу", "ru"),
    ("from 2024 to 2025", "2024至2025年", "zh"),
    ("in 2024-2025", "2024至2025年", "zh"),
    ("in 2024-25", "в 2024–2025 годах", "ru"),
    ("in 2024-25", "2024至2025年", "zh"),
    # converted
    ("It is 50 miles away.", "Это в 80 километрах.", "ru"),
    ("It is 50 miles away.", "距离80公里。", "zh"),
    ("6 feet 2 inches tall", "ростом 188 см", "ru"),
    ("6 feet 2 inches tall", "身高1.88米", "zh"),
    ("It was 90 degrees Fahrenheit.", "Было 32 градуса Цельсия.", "ru"),
    ("It was 90 degrees Fahrenheit.", "气温32摄氏度。", "zh"),
    ("over 18 months", "за полтора года", "ru"),
    ("over 24 months", "两年内", "zh"),
    ("100 acres", "40 гектаров", "ru"),
    ("100 acres", "40公顷", "zh"),
]

OTHER_LANGUAGES = [
    ("12 million euros on Monday", "12 Millionen Euro am Montag", "de"),
    ("3.5 percent", "3,5 Prozent", "de"),
    ("1,250,000 people", "1.250.000 Menschen", "de"),
    ("1.25 million people", "1.250.000 Menschen", "de"),
    ("1,250,000 francs", "1’250’000 Franken", "de"),
    ("1,250,000 francs", "1'250'000 Franken", "de"),
    (
        "The talks start at 9:30 p.m. on May 14.",
        "Die Gespräche sind am 14. Mai, 21.30 Uhr.",
        "de",
    ),
    ("at 3 pm, 40 people", "um 15 Uhr, vierzig Menschen", "de"),
    ("at 9:30 p.m., fifty people", "à 21 h 30, 50 personnes", "fr"),
    ("12,000 people", "12\u202f000 personnes", "fr"),
    ("12,000 people", "12\u00a0000 personnes", "fr"),
    ("50 miles (about 30 people)", "80 Kilometer (etwa 30 Menschen)", "de"),
    ("It is 50 miles away.", "Está a 80 kilómetros.", "es"),
    ("90 degrees Fahrenheit", "32 degrés Celsius", "fr"),
    ("3.5 billion euros", "3.500 millones de euros", "es"),
    ("1 billion euros", "1000 millones de euros", "es"),
    ("45 percent of 1,234.5", "٤٥٪ من ١٢٣٤٫٥", "ar"),
    ("12,500 people in 2024", "١٢٬٥٠٠ شخص في ٢٠٢٤", "ar"),
    ("12,500 people in 2024", "2024 में 12,500 लोग", "hi"),
    ("45 percent in 2024", "२०२४ में ४५ प्रतिशत", "hi"),
    ("the 1990s, 15 people", "die 90er Jahre, fünfzehn Menschen", "de"),
    ("in the 21st century, 40 years", "au XXIe siècle, 40 ans", "fr"),
    ("1.2 million people in 2024", "2024年に120万人", "ja"),
    ("two dozen people, 30 hours", "24 personas, 30 horas", "es"),
]

WRONG_IN_OTHER_LANGUAGES = [
    ("45 people", "54 Menschen", "de"),
    ("1,250 people", "1.520 Menschen", "de"),
    ("It is 50 miles away.", "Es ist 70 Meilen entfernt.", "de"),
    ("12,500 people", "١٢٬٨٠٠ شخص", "ar"),
    ("12,500 people", "12 800 personnes", "fr"),
    ("It is 500 miles away.", "Está a 600 kilómetros.", "es"),
]


def failures(source: str, hypothesis: str, target: str) -> list[Check]:
    """What the checks of quantities mark."""
    checks = (verdict(name, source, hypothesis, target) for name in ("numbers", "dates", "units"))
    return [check for check in checks if check.status == "failed"]


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG_QUANTITIES)
def test_wrong_quantities_are_marked(source: str, hypothesis: str, target: str) -> None:
    assert failures(source, hypothesis, target)


@pytest.mark.parametrize(("source", "hypothesis", "target"), RIGHT_QUANTITIES)
def test_right_quantities_are_not(source: str, hypothesis: str, target: str) -> None:
    assert failures(source, hypothesis, target) == []


@pytest.mark.parametrize(("source", "hypothesis", "target"), OTHER_LANGUAGES)
def test_digits_of_other_languages_are_read(source: str, hypothesis: str, target: str) -> None:
    assert failures(source, hypothesis, target) == []


@pytest.mark.parametrize(("source", "hypothesis", "target"), WRONG_IN_OTHER_LANGUAGES)
def test_wrong_digits_of_other_languages_are_marked(
    source: str, hypothesis: str, target: str
) -> None:
    assert failures(source, hypothesis, target)


@pytest.mark.parametrize(
    ("source", "hypothesis", "target"),
    [
        ("It cost 4 million dollars.", "Это стоило 4 миллиона.", "ru"),
        ("It cost 4 million dollars.", "耗资400万。", "zh"),
    ],
)
def test_a_lost_currency_is_in_doubt(source: str, hypothesis: str, target: str) -> None:
    check = verdict("numbers", source, hypothesis, target)
    assert check.status == "skipped"
    assert "currency" in (check.reason or "")
