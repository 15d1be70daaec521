from __future__ import annotations

import pytest

from checks.summary.opposites import Opposites
from tests.checks.summary.texts import ARTICLE, context


class TestOpposites:
    @pytest.mark.parametrize(
        ("sentence", "status", "expected"),
        [
            ("Traffic rose by a third in August.", "failed", "fell"),
            ("Traffic dropped by a third in August.", "passed", None),
            ("Ferry bookings fell in August.", "failed", "rose"),
            ("Traffic fell in August and ferry bookings increased.", "passed", None),
            ("South Jutland accepted the offer of a ferry.", "failed", "rejected"),
            ("South Jutland did not accept the offer of a ferry.", "passed", None),
            ("Her deputy spoke.", "skipped", None),
        ],
    )
    def test_table(self, sentence: str, status: str, expected: str | None) -> None:
        check = Opposites().verdict(context(sentence, *ARTICLE))
        assert (check.status, check.expected) == (status, expected)

    @pytest.mark.parametrize(
        ("sentence", "evidence"),
        [
            ("The yard added 300 jobs.", "The yard cut 300 jobs."),
            ("The index lost 5 percent.", "The index gained 5 percent."),
        ],
    )
    def test_what_is_done_to_a_number(self, sentence: str, evidence: str) -> None:
        assert Opposites().verdict(context(sentence, evidence)).status == "failed"
        assert Opposites().verdict(context(evidence, evidence)).status == "passed"
