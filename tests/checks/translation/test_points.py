from __future__ import annotations

import pytest

from checks.translation.points import Points
from tests.checks.translation.texts import context


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
