from __future__ import annotations

import pytest

from checks.translation.swapped import Swapped
from tests.checks.translation.texts import context


class TestSwapped:
    @pytest.mark.parametrize(
        ("source", "hypothesis", "target", "status"),
        [
            ("Rates rose from 3 to 5 percent.", "Ставки выросли с 5 до 3 %.", "ru", "failed"),
            ("Rates rose to 5% from 3%.", "Ставки поднялись с 5 % до отметки 3 %.", "ru", "failed"),
            ("It ran from 2005 to 2007.", "Он шёл с 2007 по 2005 год.", "ru", "failed"),
            ("It takes 5-15 days.", "Это занимает от 15 до 5 дней.", "ru", "failed"),
            ("Rates rose from 3% to 5%.", "利率从5%升至3%。", "zh", "failed"),
            ("It ran from 2005 to 2007.", "活动在2007年至2005年举行。", "zh", "failed"),
            ("Inflation eased to 2.6% from 2.9%.", "通胀率从6月份的2.6%降至2.9%。", "zh", "failed"),
            ("Three died and five were injured.", "五人死亡，三人受伤。", "zh", "failed"),
            ("13 were killed, 40 wounded.", "40 человек погибли, 13 ранены.", "ru", "failed"),
            ("Rates rose from 3 to 5 percent.", "Ставки выросли до 5 % с 3 %.", "ru", "passed"),
            ("Rates rose to 5% from 3%.", "利率从3%升至5%。", "zh", "passed"),
            ("Three died and five were injured.", "五人受伤，三人死亡。", "zh", "passed"),
            ("13 were killed, 40 wounded.", "40 человек ранены, 13 погибли.", "ru", "passed"),
            ("Rates rose from 3 to 5 percent.", "Ставки выросли до 5 %.", "ru", "skipped"),
            ("Rates rose from 3 to 5 percent.", "Von 5 auf 3 Prozent.", "de", "skipped"),
        ],
    )
    def test_values_stay_in_their_places(
        self, source: str, hypothesis: str, target: str, status: str
    ) -> None:
        assert Swapped().verdict(context(source, hypothesis, target)).status == status
