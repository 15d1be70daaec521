from __future__ import annotations

import pytest

from checks.summary.additions import Additions
from tests.checks.summary.texts import ARTICLE, context


class TestAdditions:
    @pytest.mark.parametrize(
        ("sentence", "status"),
        [
            ("The Lindholm bridge will close, and gulls attacked the mayor.", "failed"),
            ("The Lindholm bridge will close, Minister Kari Dahl said on Monday.", "passed"),
            ("Gulls attacked the mayor.", "skipped"),
        ],
    )
    def test_clauses_without_evidence(self, sentence: str, status: str) -> None:
        assert Additions().verdict(context(sentence, ARTICLE[0])).status == status
