from __future__ import annotations

import pytest

from checks.summary.dates import Dates
from tests.checks.summary.texts import PUBLISHED, context


class TestDates:
    EVIDENCE = (
        "Dahl will travel on Monday, as she did last month.",
        "The king came in March, the queen leaves on October 17.",
    )

    @pytest.mark.parametrize(
        ("sentence", "status"),
        [
            ("Dahl travels on Monday.", "passed"),
            ("Dahl travels on September 18, 2023.", "passed"),
            ("Dahl travels on Friday.", "failed"),
            ("Dahl travelled in August.", "passed"),
            ("Dahl travelled in July.", "failed"),
            ("The king came in March 2023.", "passed"),
            ("The king came in March 2022.", "failed"),
            ("The queen leaves on Tuesday, October 17.", "passed"),
            ("The queen leaves on October 18.", "failed"),
            ("The queen leaves in the autumn.", "skipped"),
        ],
    )
    def test_from_evidence_and_day_of_publication(self, sentence: str, status: str) -> None:
        check = Dates().verdict(context(sentence, *self.EVIDENCE, published=PUBLISHED))
        assert check.status == status

    def test_a_date_of_another_event(self) -> None:
        evidence = "The bridge opened in May 1969. The tunnel was built in June 1958."
        assert (
            Dates().verdict(context("The bridge opened in May 1969.", evidence)).status == "passed"
        )
        check = Dates().verdict(context("The bridge opened in June 1958.", evidence))
        assert (check.expected, check.seen) == ("May 1969", "June 1958")

    def test_without_a_day_of_publication_only_what_is_said(self) -> None:
        def status(sentence: str) -> str:
            return Dates().verdict(context(sentence, *self.EVIDENCE)).status

        assert status("Dahl travels on Monday.") == "passed"
        assert status("Dahl travels on September 18.") == "failed"
