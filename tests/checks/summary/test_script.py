from __future__ import annotations

from checks.summary.script import Script
from tests.checks.summary.texts import context


def test_script() -> None:
    assert Script().verdict(context("Støre, 45, met Łukasz.", "E.")).status == "passed"
    strange = Script().verdict(context("The мост closed; Чinese too.", "E."))
    assert (strange.status, strange.seen) == ("failed", "мост, Чinese")
    assert Script().verdict(context("The мост closed.", "Called мост.")).status == "passed"
