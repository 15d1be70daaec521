from __future__ import annotations

import pytest

from checks.contexts import TranslationContext
from checks.translation.bounds import Bounds
from checks.translation.changes import Changes
from checks.translation.clock import Clock
from checks.translation.directions import Directions
from checks.translation.opposites import Opposites
from checks.translation.points import Points
from checks.translation.spelling import Spelling
from checks.translation.units import Units


def context(source: str, hypothesis: str, target: str) -> TranslationContext:
    return TranslationContext(source=source, hypothesis=hypothesis, target=target)


class TestSpelling:
    @pytest.mark.parametrize("word", ["биранских", "турнига", "судонов", "посленочи", "ветрях"])
    def test_non_word_fails(self, word: str) -> None:
        check = Spelling().verdict(context("It was said.", f"Об этих {word} говорили.", "ru"))
        assert (check.status, check.seen) == ("failed", word)

    @pytest.mark.parametrize(
        "text",
        [
            "Ещё одно 6-балльное землетрясение на северо-востоке.",
            "Микрочастицы, экс-президент и сверхпроводимость.",
            "Двадцатиминутный и семидесятиэтажный.",
            "Двигатель отсканировали, а приложение задокументировали.",
            "Биранский остался один.",
        ],
    )
    def test_words_and_what_is_made_of_them_pass(self, text: str) -> None:
        assert Spelling().verdict(context("It was said.", text, "ru")).status == "passed"

    def test_borrowed_word_of_the_source_passes(self) -> None:
        text = "Новый субреддит закрыт."
        assert Spelling().verdict(context("The subreddit is shut.", text, "ru")).status == "passed"
        assert Spelling().verdict(context("The page is shut.", text, "ru")).status == "failed"

    def test_chinese_is_skipped(self) -> None:
        assert Spelling().verdict(context("It was said.", "据说。", "zh")).status == "skipped"


class TestClock:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It began at 11:11 p.m.", "Началось в 11:11 утра.", "ru"),
            ("It began at 12:40 p.m.", "Началось в 12:40 утра.", "ru"),
            ("It began at 6 a.m.", "Началось в 6 часов вечера.", "ru"),
            ("It began at noon.", "Началось в полночь.", "ru"),
            ("It began at 11:11 PM.", "早上11:11开始。", "zh"),
            ("It began at 12:40 p.m.", "凌晨12点40分开始。", "zh"),
            ("It began at 12:30 a.m.", "上午12:30开始。", "zh"),
            ("It began at seven in the evening.", "早上7点开始。", "zh"),
            ("It began at midnight.", "中午开始。", "zh"),
        ],
    )
    def test_other_part_of_the_day_fails(self, source: str, hypothesis: str, target: str) -> None:
        assert Clock().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It began at 11:11 p.m.", "Началось в 11:11 вечера.", "ru"),
            ("It began at 12:40 p.m.", "Началось в 12:40 дня.", "ru"),
            ("It began at 12:30 a.m.", "Началось в 12:30 ночи.", "ru"),
            ("It began at 4 a.m., 1 p.m. there.", "Началось в 4 утра, там был час дня.", "ru"),
            ("It began at noon.", "Началось в полдень.", "ru"),
            ("It began at 12:40 p.m.", "中午12:40开始。", "zh"),
            ("It began at 12:40 p.m.", "下午12点40分开始。", "zh"),
            ("It began at 12:30 a.m.", "凌晨12:30开始。", "zh"),
            ("It began at 10 at night.", "晚上10点开始。", "zh"),
        ],
    )
    def test_same_part_of_the_day_passes(self, source: str, hypothesis: str, target: str) -> None:
        assert Clock().verdict(context(source, hypothesis, target)).status == "passed"

    def test_time_by_24_hours_is_left_to_the_check_of_dates(self) -> None:
        check = Clock().verdict(context("It began at 11:11 p.m.", "Началось в 23:11.", "ru"))
        assert check.status == "skipped"


class TestDirections:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It hit the southwest coast.", "Он обрушился на северо-западное побережье.", "ru"),
            ("The southern section is shut.", "Участок в северной части закрыт.", "ru"),
            ("Fighting in the east went on.", "Бои на западе продолжались.", "ru"),
            ("A town in the northeast fell.", "东南部的一座城镇陷落。", "zh"),
            ("The southern section is shut.", "北部路段已关闭。", "zh"),
            ("The ship sailed westward.", "船向东行驶。", "zh"),
        ],
    )
    def test_other_direction_fails(self, source: str, hypothesis: str, target: str) -> None:
        assert Directions().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It hit the southwest coast.", "Он обрушился на юго-западное побережье.", "ru"),
            ("It hit the south-western coast.", "Пострадал юго-запад страны.", "ru"),
            ("The southern section is shut.", "Участок закрыт.", "ru"),
            ("South Korea, in the north, said so.", "На севере южнокорейцы так сказали.", "ru"),
            ("An eastern Chinese city.", "中国山东省东部的一座城市。", "zh"),
            ("In the northwest.", "在西北地区。", "zh"),
            ("It took things from the northern town.", "它从北部小镇拿走了东西。", "zh"),
        ],
    )
    def test_same_direction_passes(self, source: str, hypothesis: str, target: str) -> None:
        assert Directions().verdict(context(source, hypothesis, target)).status == "passed"

    def test_no_direction_is_skipped(self) -> None:
        check = Directions().verdict(context("It was a long day.", "Был долгий день.", "ru"))
        assert check.status == "skipped"


class TestUnits:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It is 30 miles away.", "Это в 30 километрах отсюда.", "ru"),
            ("It is 30 miles away.", "距离这里30公里。", "zh"),
            ("It is 30 kilometers away.", "距离这里30英里。", "zh"),
            (
                "It flew 293 million miles (472 million kilometers).",
                "Он пролетел 293 миллиона километров (472 миллиона километров).",
                "ru",
            ),
            ("It is 12 feet high.", "Высота 12 метров.", "ru"),
            ("It weighs 200 pounds.", "重200公斤。", "zh"),
            ("It was 90 degrees Fahrenheit.", "Было 90 градусов по Цельсию.", "ru"),
            ("It was 90°F.", "气温为90摄氏度。", "zh"),
            ("It was 90°F.", "气温为摄氏90度。", "zh"),
            ("A five-mile walk.", "Пятикилометровая прогулка.", "ru"),
        ],
    )
    def test_number_with_another_unit_fails(
        self, source: str, hypothesis: str, target: str
    ) -> None:
        assert Units().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It is 30 miles away.", "Это в 30 милях отсюда.", "ru"),
            ("It is 30 miles away.", "Это в 48 километрах отсюда.", "ru"),
            ("It flew 293 million miles (472 million km).", "飞行2.93亿英里（4.72亿公里）。", "zh"),
            ("It is 3 feet from the 3.", "Это в трёх футах от тех трём.", "ru"),
            ("It covers 5 square miles.", "面积5平方英里。", "zh"),
            ("The fine is 200 pounds.", "罚款200英镑。", "zh"),
        ],
    )
    def test_same_or_converted_measure_passes(
        self, source: str, hypothesis: str, target: str
    ) -> None:
        assert Units().verdict(context(source, hypothesis, target)).status == "passed"


class TestBounds:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("Nearly 200 people came.", "Пришло более 200 человек.", "ru"),
            ("Fewer than 200 people came.", "Пришло свыше 200 человек.", "ru"),
            ("More than 200 people came.", "Пришло почти 200 человек.", "ru"),
            ("At least 200 people came.", "Пришло не более 200 человек.", "ru"),
            ("More than 200 people came.", "Пришло до 200 человек.", "ru"),
            ("Almost 200 people came.", "来了200多人。", "zh"),
            ("Up to 200 people came.", "来了超过200人。", "zh"),
            ("Less than $3 million was paid.", "支付了300万美元以上。", "zh"),
            ("More than 200 people came.", "来了近200人。", "zh"),
            ("Over 200 people came.", "来了不到200人。", "zh"),
        ],
    )
    def test_bound_turned_round_fails(self, source: str, hypothesis: str, target: str) -> None:
        assert Bounds().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("Nearly 200 people came.", "Пришло почти 200 человек.", "ru"),
            ("No more than 200 people came.", "Пришло не более 200 человек.", "ru"),
            ("No fewer than 200 people came.", "Пришло не менее 200 человек.", "ru"),
            ("More than 200 people came.", "Пришло 200 с лишним человек.", "ru"),
            ("More than 200 people came.", "Пришло около 200 человек.", "ru"),
            ("It rose to more than 200.", "Число выросло до 200.", "ru"),
            ("At least 200 people came.", "来了200人以上。", "zh"),
            ("Not more than 200 people came.", "来了不超过200人。", "zh"),
            ("Nearly 200 people came.", "来了近200人。", "zh"),
        ],
    )
    def test_bound_kept_or_lost_passes(self, source: str, hypothesis: str, target: str) -> None:
        assert Bounds().verdict(context(source, hypothesis, target)).status == "passed"

    def test_over_a_period_is_no_bound(self) -> None:
        check = Bounds().verdict(context("Prices fell over 10 years.", "近10年价格下跌。", "zh"))
        assert check.status == "skipped"


class TestOpposites:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("The bank raised the rate.", "Банк снизил ставку.", "ru"),
            ("Exports fell by 3 percent.", "出口增长3%。", "zh"),
            ("The court released the men.", "法院逮捕了这些人。", "zh"),
            ("The firm bought the plant.", "Фирма продала завод.", "ru"),
            ("The state banned the film.", "Власти разрешили фильм.", "ru"),
            ("They opposed the plan.", "他们支持该计划。", "zh"),
            ("Argentina won the final.", "Аргентина проиграла финал.", "ru"),
            ("The school reopened.", "学校关闭。", "zh"),
            ("Imports rose.", "出口上升。", "zh"),
        ],
    )
    def test_what_is_turned_round_fails(self, source: str, hypothesis: str, target: str) -> None:
        check = Opposites().verdict(context(source, hypothesis, target))
        assert check.status == "failed"
        assert check.expected
        assert check.seen

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("The bank raised the rate.", "Банк повысил ставку, хотя инфляция снизилась.", "ru"),
            ("Exports rose as imports fell.", "出口减少，进口增加。", "zh"),
            ("The rate was raised.", "Ставка стала другой.", "ru"),
        ],
    )
    def test_what_has_both_sides_or_neither_passes(
        self, source: str, hypothesis: str, target: str
    ) -> None:
        assert Opposites().verdict(context(source, hypothesis, target)).status != "failed"

    def test_sentences_that_deny_are_skipped(self) -> None:
        denied = context("The bank did not raise the rate.", "Банк снизил ставку.", "ru")
        assert Opposites().verdict(denied).status == "skipped"
        assert Opposites().verdict(context("It rose.", "Es fiel.", "de")).status == "skipped"


class TestChanges:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            (
                "Fed raises rates by three quarters of a point",
                "它将利率提高到3/4个百分点",
                "zh",
            ),
            ("Its lead increased to 50 points.", "Его отрыв увеличился на 50 очков.", "ru"),
            ("The ministry cut spending by $5 million.", "Расходы сократили до $5 млн.", "ru"),
            ("Prices fell by 3 percent.", "价格下降至3%。", "zh"),
        ],
    )
    def test_an_amount_is_no_level(self, source: str, hypothesis: str, target: str) -> None:
        assert Changes().verdict(context(source, hypothesis, target)).status == "failed"

    @pytest.mark.parametrize(
        ("source", "hypothesis", "target"),
        [
            ("It raises rates by three quarters of a point", "它将利率提高3/4个百分点", "zh"),
            ("Rates rose by 25 basis points to 4.5%.", "利率上调25个基点至4.5%。", "zh"),
            ("Sales rose to 50 from 40.", "Продажи выросли до 50 с 40.", "ru"),
            ("Sales rose by 5% to 5%.", "Продажи выросли на 5% до 5%.", "ru"),
            ("He dropped to one knee.", "Он опустился на одно колено.", "ru"),
        ],
    )
    def test_what_is_kept(self, source: str, hypothesis: str, target: str) -> None:
        assert Changes().verdict(context(source, hypothesis, target)).status != "failed"

    def test_other_languages_and_sentences_without_a_change(self) -> None:
        for text, target in (("It rose by 5%.", "de"), ("It has 5 rooms.", "ru")):
            assert Changes().verdict(context(text, text, target)).status == "skipped"


class TestPoints:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target", "status"),
        [
            ("up half a percentage point", "выросла на полпроцента", "ru", "failed"),
            ("up three quarters of a point", "на три четверти процента", "ru", "failed"),
            ("up 25 basis points", "上调0.25%", "zh", "failed"),
            ("up half a percentage point", "выросла на 0,5 процентного пункта", "ru", "passed"),
            ("up 0.5 percentage points", "на 0,5 п.п.", "ru", "passed"),
            ("up 25 basis points", "上调25个基点", "zh", "passed"),
            ("half a point behind the champion", "отстала на 0,5 балла", "ru", "passed"),
            ("They won by ten points.", "Победили на десять процентов.", "ru", "skipped"),
            ("up half a percentage point", "einen halben Prozentpunkt", "de", "skipped"),
        ],
    )
    def test_points_are_no_percent(
        self, source: str, hypothesis: str, target: str, status: str
    ) -> None:
        assert Points().verdict(context(source, hypothesis, target)).status == status
