from __future__ import annotations

import pytest

from checks.summary.negation import Negation
from tests.checks.summary.texts import ARTICLE, context


class TestNegation:
    @pytest.mark.parametrize(
        ("sentence", "status"),
        [
            ("Moe blamed the owner.", "failed"),
            ("Moe ordered new inspections.", "failed"),
            ("Moe called for new inspections.", "failed"),
            ("Moe did not blame the owner.", "passed"),
            ("Moe refrained from blaming the owner.", "passed"),
            ("Moe did not stop short of blaming the owner.", "failed"),
        ],
    )
    def test_implicative_verbs(self, sentence: str, status: str) -> None:
        assert Negation().verdict(context(sentence, ARTICLE[3])).status == status

    @pytest.mark.parametrize(
        ("sentence", "evidence", "status"),
        [
            ("No casualties were reported.", "There were no reports of casualties.", "passed"),
            ("Casualties were reported.", "There were no reports of casualties.", "failed"),
            ("He will not resign in May.", "He planned to resign in May.", "failed"),
            ("He cannot resign.", "He refused to resign.", "passed"),
            ("He resigned.", "Not only did he resign, he left.", "passed"),
        ],
    )
    def test_negatives(self, sentence: str, evidence: str, status: str) -> None:
        assert Negation().verdict(context(sentence, evidence)).status == status
