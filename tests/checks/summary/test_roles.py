from __future__ import annotations

import pytest

from checks.summary.roles import Roles
from tests.checks.summary.texts import ARTICLE, context


class TestRoles:
    @pytest.mark.parametrize(
        ("sentence", "status"),
        [
            ("Denmark invited Norway.", "passed"),
            ("Norway was invited by Denmark.", "passed"),
            ("Norway invited Denmark.", "failed"),
            ("Denmark was invited by Norway.", "failed"),
            ("Sweden invited Norway to send engineers.", "failed"),
            ("Ferries were offered.", "skipped"),
        ],
    )
    def test_places_around_a_verb(self, sentence: str, status: str) -> None:
        assert Roles().verdict(context(sentence, *ARTICLE)).status == status
