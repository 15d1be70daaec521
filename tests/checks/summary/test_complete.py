from __future__ import annotations

import pytest

from checks.summary.complete import Complete
from tests.checks.summary.texts import context


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The bridge will close.", "passed"),
        ("“The bridge will close.”", "passed"),
        ("The bridge will close", "failed"),
        ("the bridge will close.", "failed"),
        ("The bridge will...", "failed"),
        ("The bridge will close and the.", "failed"),
        ("A new bridge in Norway.", "failed"),
        ('The bridge "will close.', "failed"),
        ("- The bridge will close.", "failed"),
        ("…!", "failed"),
    ],
)
def test_complete(sentence: str, status: str) -> None:
    assert Complete().verdict(context(sentence, "Evidence.")).status == status
