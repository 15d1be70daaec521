from __future__ import annotations

import pytest

from checks.summary.certainty import Certainty
from tests.checks.summary.texts import context


class TestCertainty:
    @pytest.mark.parametrize(
        ("sentence", "status"),
        [
            ("Dahl resigned in May.", "failed"),
            ("Dahl will resign in May.", "failed"),
            ("Engineers will repair the bridge.", "passed"),
            ("Dahl may resign in May.", "skipped"),
            ("Dahl considered resigning in May.", "skipped"),
            ("The bridge was repaired.", "failed"),
            ("Engineers left in May.", "passed"),
        ],
    )
    def test_plans_are_no_deeds(self, sentence: str, status: str) -> None:
        evidence = "Dahl could resign in May. Engineers hope to repair the bridge, then left."
        assert Certainty().verdict(context(sentence, evidence)).status == status
