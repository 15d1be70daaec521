from __future__ import annotations

import pytest

from checks.summary.attribution import Attribution
from tests.checks.summary.texts import context

ALLEGED = "Police allege that Moe stole three cars from a garage in Bergen."
CLAIMED = "Rebels claimed the ferry was sinking."
ACCUSED = "Moe is accused of bribing two inspectors and forging papers."
HEARSAY = "Dahl has reportedly resigned over the bridge."
TOLD = "The barge is believed to have hit the bridge twice."
POSTPONED = "Moe sold the stolen cars in Denmark, prosecutors claim."
DENIED = "The owner denied that the barge was leaking, but it lay idle in Bergen."
REBUFFED = "The ministry rejected claims that the bridge had cracked."


class TestAttribution:
    @pytest.mark.parametrize(
        ("sentence", "evidence", "seen"),
        [
            ("Moe stole three cars from a garage.", ALLEGED, "stole"),
            ("The ferry was sinking.", CLAIMED, "sinking"),
            ("Moe bribed two inspectors.", ACCUSED, "bribed"),
            ("Moe forged papers.", ACCUSED, "forged"),
            ("Dahl resigned over the bridge.", HEARSAY, "resigned"),
            ("The barge hit the bridge twice.", TOLD, "hit"),
            ("Moe sold the stolen cars in Denmark.", POSTPONED, "sold"),
            ("The barge was leaking.", DENIED, "leaking"),
            ("The owner said the barge was leaking.", DENIED, "leaking"),
            ("The bridge had cracked.", REBUFFED, "cracked"),
            ("The ministry says the bridge had cracked.", REBUFFED, "cracked"),
        ],
    )
    def test_claim_told_as_fact_fails(self, sentence: str, evidence: str, seen: str) -> None:
        check = Attribution().verdict(context(sentence, evidence))
        assert (check.status, check.seen) == ("failed", seen)

    @pytest.mark.parametrize(
        ("sentence", "evidence"),
        [
            ("Moe stole three cars, police said.", ALLEGED),
            ("According to police, Moe stole three cars.", ALLEGED),
            ("Moe allegedly stole three cars.", ALLEGED),
            ("Moe was charged with stealing three cars.", ALLEGED),
            ("The ferry was \u201csinking\u201d.", CLAIMED),
            ("Moe stole three cars.", f"{ALLEGED} A court found that he stole three."),
            ("A garage in Bergen lost three cars.", ALLEGED),
            ("The barge lay idle in Bergen.", DENIED),
            ("The owner disputes that the barge was leaking.", DENIED),
            ("The barge was not leaking, its owner said.", DENIED),
            ("The bridge had cracked, a claim that the ministry rejected.", REBUFFED),
        ],
    )
    def test_claim_left_to_others_passes(self, sentence: str, evidence: str) -> None:
        assert Attribution().verdict(context(sentence, evidence)).status == "passed"

    @pytest.mark.parametrize(
        "evidence", [ALLEGED, CLAIMED, ACCUSED, HEARSAY, TOLD, POSTPONED, DENIED, REBUFFED]
    )
    def test_source_sentence_passes(self, evidence: str) -> None:
        assert Attribution().verdict(context(evidence, evidence)).status == "passed"

    @pytest.mark.parametrize(
        "evidence",
        ["The flood claimed 12 lives.", "The alleged plan was read.", "Dahl said that it rained."],
    )
    def test_without_a_claim_it_is_skipped(self, evidence: str) -> None:
        assert Attribution().verdict(context("It happened.", evidence)).status == "skipped"
