from __future__ import annotations

import pytest

from checks.verdict import Check
from tests.checks.translation.texts import verdict

WRONG = [
    ("dates", "a trip that begins on Monday", "将于1月11日开始的访问", "zh"),
    ("dates", "in July", "в июне", "ru"),
    ("dates", "It was in 2021.", "Это было в 2022 году.", "ru"),
    ("numbers", "1.2 million people", "12万人", "zh"),
    ("numbers", "25% is foreign, 25% state-owned.", "Минус 25% иностранных, 25% своих.", "ru"),
    ("numbers", "It cost 8 million dollars.", "Это стоило 8 миллионов граммов.", "ru"),
    ("numbers", "It cost 8 million dollars.", "重800万吨。", "zh"),
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
    assert check.expected or check.seen


@pytest.mark.parametrize(
    ("name", "source", "hypothesis", "target", "said"),
    [
        (
            "dates",
            "a trip that begins on Monday",
            "将于1月11日开始的访问",
            "zh",
            ("Monday", "1月11日", "weekday"),
        ),
        ("dates", "on 3 May 2021", "3 июня 2021 года", "ru", ("May", "июня", "month")),
        ("numbers", "400 ships and 7 tugs", "4000艘船", "zh", ("400; 7", "4000", "number")),
        ("numbers", "five ships", "суда", "ru", ("five", None, "number")),
        ("numbers", "at minus 40 degrees", "при 40 градусах", "ru", ("minus 40", "при 40", "sign")),
    ],
)
def test_what_is_found_is_quoted(
    name: str, source: str, hypothesis: str, target: str, said: tuple[str | None, ...]
) -> None:
    check = verdict(name, source, hypothesis, target)
    assert (check.expected, check.seen, check.finding) == said


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
    ("a multi-billion-dollar project", "проект стоимостью несколько миллиардов иен", "ru"),
    ("several billion dollars", "数十亿卢布", "zh"),
    ("hundreds of millions of euros", "сотни миллионов долларов", "ru"),
    ("hundreds of millions of euros", "数亿美元", "zh"),
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
    # more of each kind
    ("The fine is 2 million euros.", "Штраф составляет 2 миллиона рублей.", "ru"),
    ("The fine is 2 million euros.", "罚款200万美元。", "zh"),
    ("He earned €30,000 a year.", "Он зарабатывал 30 000 долларов в год.", "ru"),
    ("five hundred Polish zlotys", "пятьсот чешских крон", "ru"),
    ("ten thousand Kenyan shillings", "一万乌干达先令", "zh"),
    ("700 million Saudi riyals", "7亿伊朗里亚尔", "zh"),
    ("700 million Saudi riyals", "700 млн иранских риалов", "ru"),
    ("It raised £1.5bn.", "Компания привлекла 1,5 млрд евро.", "ru"),
    ("It raised £1.5bn.", "该公司筹集了15亿美元。", "zh"),
    ("The 90-day truce held.", "90小时的停火得以维持。", "zh"),
    ("The 90-day truce held.", "Девяностомесячное перемирие соблюдалось.", "ru"),
    ("He waited six weeks.", "Он ждал шесть дней.", "ru"),
    ("He waited six weeks.", "他等了六天。", "zh"),
    ("It lasted 45 seconds.", "它持续了45分钟。", "zh"),
    ("She is 8 months old.", "Ей 8 лет.", "ru"),
    ("She is 8 months old.", "她8岁。", "zh"),
    ("Temperatures of -40C", "температура 40 °C", "ru"),
    ("Temperatures of -40C", "气温40摄氏度", "zh"),
    ("The index lost: -2.3%.", "指数：2.3%。", "zh"),
    ("inflation of minus 1.1 percent", "инфляция 1,1 процента", "ru"),
    ("inflation of minus 1.1 percent", "通胀率1.1%", "zh"),
    ("a 10-kilometre race", "десятимильный забег", "ru"),
    ("a 10-kilometre race", "10英里赛跑", "zh"),
    ("weighing 3.2 kg", "весом 3,2 т", "ru"),
    ("a 75-square-metre flat", "75平方英尺的公寓", "zh"),
    ("a 75-square-metre flat", "квартира площадью 75 гектаров", "ru"),
    ("1,000 cubic metres of gas", "1000升天然气", "zh"),
    ("80 kilometres per hour", "80 миль в час", "ru"),
    ("80 kilometres per hour", "每小时80英里", "zh"),
    ("300 gigawatt-hours", "300 мегаватт-часов", "ru"),
    ("300 gigawatt-hours", "300兆瓦时", "zh"),
    ("16 GB of memory", "16 МБ памяти", "ru"),
    ("16 GB of memory", "16兆字节内存", "zh"),
    ("injured fourteen people", "造成四十人受伤", "zh"),
    ("injured 110 people", "造成一百零一人受伤", "zh"),
    ("killed three", "死亡人数十三人", "zh"),
    ("at 1545 GMT", "в 15:54 по Гринвичу", "ru"),
    ("Seven in ten voters", "шесть из десяти избирателей", "ru"),
    ("Seven in ten voters", "六成选民", "zh"),
    ("two and a half billion", "два с половиной миллиона", "ru"),
    ("four and a half years", "五年半", "zh"),
    ("at half past four", "в половине четвёртого", "ru"),
    ("at a quarter to nine", "без четверти десять", "ru"),
    ("at a quarter to nine", "九点一刻", "zh"),
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
    ("It is a quarter of what he paid.", "Это четверть того, что он заплатил.", "ru"),
    ("one-and-a-half to two years", "полутора-двух лет", "ru"),
    ("5 euro cents", "5 евроцентов", "ru"),
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
    # more of each kind
    ("The fine is 2 million euros.", "Штраф составляет два миллиона евро.", "ru"),
    ("700 million Saudi riyals", "7亿沙特里亚尔", "zh"),
    ("700 million Saudi riyals", "700 млн саудовских риалов", "ru"),
    ("It raised £1.5bn.", "该公司筹集了15亿英镑。", "zh"),
    ("a decade-long war", "десятилетняя война", "ru"),
    ("a decade-long war", "长达十年的战争", "zh"),
    (
        "Pope Leo XIV met Jan Egeland in August.",
        "Папа Лев XIV встретился с Яном Эгеланном в августе.",
        "ru",
    ),
    ("Pope Leo XIV will visit.", "Папа Лев XIV приедет.", "ru"),
    ("King Charles III spoke.", "Король Карл III выступил.", "ru"),
    ("King Charles III spoke.", "国王查尔斯三世发表讲话。", "zh"),
    ("Pope John Paul II", "教皇若望·保禄二世", "zh"),
    ("She told April she would go.", "Она сказала Эйприл, что поедет.", "ru"),
    ("June was the witness.", "Свидетелем была Джун.", "ru"),
    ("In June, Carter left.", "В июне Картер уехал.", "ru"),
    ("about 30 miles (48 km)", "около 30 миль (48 км)", "ru"),
    ("about 30 miles", "около 50 км", "ru"),
    ("a 10-foot wall", "三米高的墙", "zh"),
    ("5 feet 11 inches", "180厘米", "zh"),
    ("150 pounds", "68公斤", "zh"),
    ("150 pounds", "68 кг", "ru"),
    ("two gallons", "7.6升", "zh"),
    ("minus 40 degrees Fahrenheit", "минус 40 градусов Цельсия", "ru"),
    ("14F", "零下10摄氏度", "zh"),
    ("a year and a half", "полтора года", "ru"),
    ("a year and a half", "一年半", "zh"),
    ("a million and a half people", "полтора миллиона человек", "ru"),
    ("a million and a half people", "150万人", "zh"),
    ("one and a half million people", "полтора миллиона человек", "ru"),
    ("half a million", "полмиллиона", "ru"),
    ("half a dozen men", "шестеро мужчин", "ru"),
    ("half a dozen men", "六名男子", "zh"),
    ("several hundred people", "несколько сотен человек", "ru"),
    ("three hundred people", "三百人", "zh"),
    ("seven in ten voters", "七成选民", "zh"),
    ("seven in ten voters", "每十个选民中有七个", "zh"),
    ("four out of five", "五分之四", "zh"),
    ("four out of five", "80%", "zh"),
    ("one in five", "пятая часть", "ru"),
    ("one in five", "20 процентов", "ru"),
    ("three quarters", "75%", "zh"),
    ("at half past four", "в половине пятого", "ru"),
    ("at half past four", "四点半", "zh"),
    ("at a quarter to nine", "без четверти девять", "ru"),
    ("at a quarter to nine", "八点四十五分", "zh"),
    ("at a quarter past nine", "九点一刻", "zh"),
    ("at 16:30", "в половине пятого", "ru"),
    ("at 1545 GMT", "格林尼治标准时间15时45分", "zh"),
    ("20,000 troops", "两万名士兵", "zh"),
    ("20,000 troops", "二万名士兵", "zh"),
    ("20,030 troops", "两万零三十名士兵", "zh"),
    ("1,000,005", "一百万零五", "zh"),
    ("23,050", "两万三千零五十", "zh"),
    ("105 people", "一百零五人", "zh"),
    ("injured fourteen people", "造成十四人受伤", "zh"),
    ("in 2019 and 2020", "２０１９年和２０２０年", "zh"),
    ("dozens injured", "造成数十人受伤", "zh"),
    ("more than 20 people", "二十多人", "zh"),
    ("some forty people", "четыре десятка человек", "ru"),
    ("the 2023-24 season", "сезон 2023/24", "ru"),
    ("the 2023-24 season", "2023至2024赛季", "zh"),
    ("the 2023/24 season", "2023-24赛季", "zh"),
    ("from 2018 to 2022", "2018至2022", "zh"),
    ("111,000", "ста одиннадцати тысячам", "ru"),
    ("a hundred and fifty-two people", "ста пятидесяти двум людям", "ru"),
    ("940 people", "девятистам сорока человекам", "ru"),
    ("The Three Gorges Dam was built in three stages.", "三峡大坝分三期建成。", "zh"),
    ("the Five Eyes alliance", "五眼联盟", "zh"),
    ("the Five Eyes alliance", "альянс «Пять глаз»", "ru"),
    ("the Nine Elms district", "район Найн-Элмс", "ru"),
    ("a 3-2 win", "победа со счётом 3:2", "ru"),
    ("the -2 floor", "минус второй этаж", "ru"),
    ("between minus 5 and minus 10 degrees", "от минус 5 до минус 10 градусов", "ru"),
    ("between minus 5 and minus 10 degrees", "от 5 до 10 градусов мороза", "ru"),
    ("between minus 5 and minus 10 degrees", "零下5到10度", "zh"),
    ("between minus 5 and 10 degrees", "零下5度到10度", "zh"),
    ("down 3%", "-3%", "zh"),
    ("a 3% decline", "-3%", "ru"),
    ("a $5 million loss", "убыток в $5 млн", "ru"),
    ("$5 to $10", "5-10美元", "zh"),
    ("$5-10 million", "5–10 млн долларов", "ru"),
    ("A$20 million", "2000万澳元", "zh"),
    ("C$20 million", "20 млн канадских долларов", "ru"),
    ("US$1 = 7.1 yuan", "1美元兑7.1元人民币", "zh"),
    ("1.2 trillion won", "1,2 трлн вон", "ru"),
    ("1.2 trillion won", "1.2万亿韩元", "zh"),
    ("50 pence", "50 пенсов", "ru"),
    ("the 100-year-old", "столетний", "ru"),
    ("the 100-year-old", "百岁老人", "zh"),
    ("24/7", "круглосуточно", "ru"),
    ("60-year-old man", "60-летний мужчина", "ru"),
    ("a 6-month-old", "полугодовалый", "ru"),
    ("half a year", "полгода", "ru"),
    ("six months", "полгода", "ru"),
    ("six months", "半年", "zh"),
    ("nine months", "девять месяцев", "ru"),
    ("48 hours", "двое суток", "ru"),
    ("48 hours", "两天", "zh"),
    ("a fortnight", "две недели", "ru"),
    ("a fortnight", "两周", "zh"),
    ("one hundred years", "столетие", "ru"),
    ("5 km", "5千米", "zh"),
    ("70 hectares", "1050亩", "zh"),
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
