from __future__ import annotations

from checks.summary.supported import SUPPORTED, Supported
from tests.checks.summary.texts import context


def test_score_and_evidence_decide() -> None:
    assert Supported().verdict(context("A.", "A.", support=SUPPORTED)).status == "passed"
    low = Supported().verdict(context("A.", "A.", support=SUPPORTED - 0.01))
    assert (low.status, low.seen) == ("failed", f"{SUPPORTED - 0.01:.2f}")
    assert Supported().verdict(context("A.", support=1.0)).status == "failed"
