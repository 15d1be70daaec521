from __future__ import annotations

import pytest

from checks.summary.quotations import Quotations
from tests.checks.summary.texts import ARTICLE, context


class TestQuotations:
    @pytest.mark.parametrize(
        ("sentence", "status"),
        [
            (
                "“We will not reopen the bridge before every cable has been tested”, Dahl said.",
                "passed",
            ),
            ('Dahl will "not reopen the bridge … before every cable has been tested".', "passed"),
            ('Dahl said it "will not reopen before each cable is tested".', "failed"),
            (
                'Arne Moe said he "will not reopen the bridge before every cable has been tested".',
                "failed",
            ),
            ('Dahl spoke of the "Lindholm bridge".', "passed"),
            ('Dahl said a barge "hit it last month, causing damage".', "failed"),
            ("Dahl said nothing.", "skipped"),
        ],
    )
    def test_words_and_speaker(self, sentence: str, status: str) -> None:
        check = Quotations().verdict(context(sentence, ARTICLE[2], source="\n\n".join(ARTICLE)))
        assert check.status == status
