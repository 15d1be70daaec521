from __future__ import annotations

import pytest

from checks.summary.numbers import Numbers
from tests.checks.summary.texts import ARTICLE, context


class TestNumbers:
    @pytest.mark.parametrize(
        ("sentence", "seen"),
        [
            ("The 2,012-metre bridge closes.", None),
            ("Some 2,000 metres of bridge close.", None),
            ("More than 2,000 metres close.", None),
            ("More than 2,100 metres close.", "2,100"),
            ("It is 2,012 kilometres long.", "2,012"),
            ("It is 2,120 metres long.", "2,120"),
            ("Damage is put at 3.5 million dollars.", None),
            ("Damage is put at 3.5 million euros.", "3.5 million euros"),
            ("Damage is put at $35 million.", "35 million"),
            ("The barge killed 4 people and injured fourteen.", None),
            ("14 people were killed and four injured.", "four"),
            ("That is 12% of the budget.", None),
            ("That is 21% of the budget.", "21%"),
            ("A barge hit the bridge.", "nothing"),
            ("The two ministers met.", "nothing"),
            ("Two people were hurt.", "Two"),
        ],
    )
    def test_values_units_and_places(self, sentence: str, seen: str | None) -> None:
        check = Numbers().verdict(context(sentence, *ARTICLE))
        if seen == "nothing":
            assert check.status == "skipped"
        else:
            assert (check.status, check.seen) == ("failed" if seen else "passed", seen)

    @pytest.mark.parametrize(
        ("sentence", "evidence", "status"),
        [
            ("It fell to 12 degrees.", "It fell to minus 12 degrees.", "failed"),
            ("Growth was 0.5 percent.", "Growth was -0.5 percent.", "failed"),
            ("Growth was minus 2 percent.", "Growth was 2 percent.", "failed"),
            ("It was 12 degrees below zero.", "It fell to minus 12 degrees.", "passed"),
            ("The economy contracted by 2 percent.", "Growth was -2 percent.", "passed"),
            ("It was 273 degrees.", "It was (- 273) degrees.", "failed"),
            ("It was -273 degrees.", "It was (- 273) degrees.", "passed"),
            ("It was 20 degrees.", "It was \u2212 20 degrees.", "failed"),
        ],
    )
    def test_a_sign_of_minus_is_kept(self, sentence: str, evidence: str, status: str) -> None:
        assert Numbers().verdict(context(sentence, evidence)).status == status
        assert Numbers().verdict(context(evidence, evidence)).status == "passed"

    @pytest.mark.parametrize(
        ("sentence", "evidence", "status"),
        [
            ("The plant has 500 kilowatts.", "The plant has 500 megawatts.", "failed"),
            ("It burned 300 square kilometres.", "It burned 300 acres.", "failed"),
            ("It was 30 Fahrenheit.", "It was 30 Celsius.", "failed"),
            ("It covers 40 square miles.", "It covers 40 sq km.", "failed"),
            ("He weighs 90 kilos.", "He weighs 90 kg.", "passed"),
            ("He drove at 100 mph.", "He drove at 100 km/h.", "failed"),
            ("He earns $400 a month.", "He earns $400 a week.", "failed"),
            ("He earns 400 dollars per week.", "He earns $400 a week.", "passed"),
            ("They pump 3 million barrels daily.", "They pump 3 million barrels a day.", "passed"),
            (
                "They pump 3 million barrels a month.",
                "They pump 3 million barrels daily.",
                "failed",
            ),
            ("He paid $400 a month ago.", "He paid $400 a week.", "passed"),
            ("Rates rose 0.5 percent.", "Rates rose 0.5 percentage point.", "failed"),
            ("Rates rose 0.5 percentage points.", "Rates rose 0.5 percentage point.", "passed"),
        ],
    )
    def test_units_and_periods_are_kept(self, sentence: str, evidence: str, status: str) -> None:
        assert Numbers().verdict(context(sentence, evidence)).status == status

    def test_bounds_and_designations(self) -> None:
        evidence = "More than 100 people had COVID."
        assert Numbers().verdict(context("Over 100 were ill.", evidence)).status == "passed"
        assert Numbers().verdict(context("Fewer than 100 were ill.", evidence)).status == "failed"
        covid = context("Over 100 had COVID-19.", evidence, source="COVID-19 is back.")
        assert Numbers().verdict(covid).status == "passed"
