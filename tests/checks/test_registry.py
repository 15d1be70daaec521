from __future__ import annotations

import pytest

from checks.registry import (
    SUMMARY_CHECKS,
    TRANSLATION_CHECKS,
    make_summary_checks,
    make_translation_checks,
)
from checks.summary.supported import Supported
from tests.checks.translation.texts import context


class TestSummaryChecks:
    def test_all_checks_are_on_and_named_once(self) -> None:
        checks = make_summary_checks({})
        assert [check.name for check in checks] == list(SUMMARY_CHECKS)
        assert all(type(check).__doc__ for check in checks)

    def test_a_profile_switches_off_and_tunes(self) -> None:
        checks = make_summary_checks({"roles": False, "supported": {"threshold": 0.8}})
        assert "roles" not in {check.name for check in checks}
        assert Supported(threshold=0.8) in checks

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            ({"suported": False}, "no summary check 'suported'; there are: supported, "),
            ({"length": {"lest": 3}}, "check 'length' has no setting 'lest'; it has: least, most"),
            ({"length": {"least": "x"}}, "check 'length', setting least: Input should be a valid"),
        ],
    )
    def test_mistakes_name_what_there_is(
        self, settings: dict[str, dict[str, object] | bool], message: str
    ) -> None:
        with pytest.raises(ValueError, match=message):
            make_summary_checks(settings)


class TestTranslationChecks:
    def test_all_checks_are_on_and_named_once(self) -> None:
        checks = make_translation_checks({})
        assert [check.name for check in checks] == list(TRANSLATION_CHECKS)
        assert all(type(check).__doc__ for check in checks)

    def test_a_profile_switches_off_and_tunes(self) -> None:
        (length,) = make_translation_checks(
            {name: False for name in TRANSLATION_CHECKS if name != "length"}
            | {"length": {"shorter": 100.0}},
        )
        told = context("The talks go on and on for days.", "会。", "zh")
        assert length.verdict(told).status == "passed"
