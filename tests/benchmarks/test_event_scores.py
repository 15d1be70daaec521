from __future__ import annotations

from collections.abc import Iterable

import pytest

from benchmarks.event_scores import (
    Denial,
    EventLabel,
    FigurePair,
    Labels,
    Mention,
    NotQuotation,
    Passage,
    Quotation,
    QuotationScore,
    Relation,
    ReportLabel,
    Score,
    across,
    b_cubed,
    denial_score,
    memberships_of,
    origin_accuracy,
    quotation_score,
    relation_scores,
    same_speaker,
)

CHAINS = [("a", range(1, 6)), ("b", range(6, 8)), ("c", range(8, 13))]


def groups(*pairs: tuple[str, Iterable[object]]) -> dict[str, frozenset[str]]:
    return memberships_of((event, {str(each) for each in members}) for event, members in pairs)


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        pytest.param(groups(*CHAINS), 1, 1, id="all right"),
        # The two responses of Bagga and Baldwin 1998, figures 2 and 3.
        pytest.param(groups(CHAINS[0], ("b", range(6, 13))), 0.762, 1, id="small joined"),
        pytest.param(
            groups(("a", [*range(1, 6), *range(8, 13)]), CHAINS[1]), 0.583, 1, id="large joined"
        ),
        pytest.param(groups(CHAINS[0], CHAINS[1]), 1, (7 + 5 / 5) / 12, id="five left out"),
    ],
)
def test_b_cubed_of_whole_events(
    found: dict[str, frozenset[str]], precision: float, recall: float
) -> None:
    score = b_cubed(found, groups(*CHAINS))
    assert (score.precision, score.recall) == pytest.approx((precision, recall), abs=5e-4)


def test_b_cubed_counts_a_round_up_in_part() -> None:
    truth = groups(("x", ["both", "one"]), ("y", ["both", "two"]))
    half = groups(("x", ["both", "one"]), ("y", ["two"]))
    assert b_cubed(truth, truth) == Score(1, 1)
    score = b_cubed(half, truth)
    # both: itself in part, one, not two; one: all; two: itself, not both.
    assert score == Score(1, (0.5 + 1 + 0.5) / 3)
    assert b_cubed(truth, half) == Score(score.recall, 1)


def test_b_cubed_across_languages_looks_at_pairs_of_two_languages_only() -> None:
    languages = {"e1": "en", "e2": "en", "r": "ru", "z": "zh"}
    truth = groups(("x", ["e1", "e2", "r"]), ("y", ["z"]))
    found = groups(("x", ["e1", "r", "z"]), ("y", ["e2"]))
    score = b_cubed(found, truth, across(languages))
    # Precision: e1 and r have one right of two, z none. Recall: e1 all, e2 none, r one of two.
    assert score == Score(1 / 3, 0.5)
    assert score.f1 == pytest.approx(0.4)


def mention(report: str, sentence: str, value: str) -> Mention:
    return Mention(report=report, sentence=sentence, value=value)


TOLL = mention("wire", "The flood killed 24 people and hurt 240.", "24 people")
HURT = mention("wire", "The flood killed 24 people and hurt 240.", "240")
WORDS = mention("own", "Two dozen died.", "Two dozen")
LATER = mention("late", "The toll is 31.", "31")
OTHER = mention("late", "A ministry counts 29.", "29")


def labels() -> Labels:
    def pair(a: Mention, b: Mention, relation: Relation) -> FigurePair:
        return FigurePair(event="flood", what="dead", a=a, b=b, relation=relation)

    def report(*origins: str, copy_of: str | None = None) -> ReportLabel:
        return ReportLabel(events=("flood",), kind="report", origins=origins, copy_of=copy_of)

    return Labels(
        events={"flood": EventLabel(title="Flood", kind="flood")},
        reports={
            "wire": report("AP"),
            "copy": report("AP", copy_of="wire"),
            "own": report("own:Post"),
            "late": report("AP", "own:Post"),
        },
        figures=(
            pair(TOLL, WORDS, "equal"),
            pair(TOLL, LATER, "update"),
            pair(WORDS, LATER, "update"),
            pair(LATER, OTHER, "conflict"),
            pair(TOLL, HURT, "different"),
        ),
        quotations=(
            Quotation(
                report="own",
                quotation="We lost everything,",
                speaker="Ana Moré",
                sentence="“We lost everything,” Ana Moré said.",
            ),
            Quotation(
                report="own",
                quotation="All of it.",
                speaker="a neighbour",
                sentence="“All of it.”",
            ),
        ),
        not_quotations=(
            NotQuotation(report="own", text="Orla", sentence="The storm “Orla” left."),
        ),
        denials=(
            Denial(
                event="flood",
                a=Passage(report="wire", sentence="The dam held."),
                b=Passage(report="own", sentence="The dam broke."),
                about="the dam",
            ),
        ),
    )


def test_relations_are_compared_pair_by_pair() -> None:
    in_copy = mention("copy", "The flood killed  24 people and hurt 240.", "24")
    unknown = mention("own", "The river rose by 4 metres.", "4 metres")
    scores = relation_scores(
        [
            (WORDS, in_copy, "equal"),
            (TOLL, WORDS, "equal"),
            (in_copy, HURT, "equal"),
            (in_copy, LATER, "update"),
            (LATER, WORDS, "update"),
            (unknown, LATER, "conflict"),
            (in_copy, TOLL, "equal"),
        ],
        labels(),
    )
    assert scores == {
        "equal": Score(0.5, 1),
        "update": Score(0.5, 0.5),
        "conflict": Score(1, 0),
    }


def test_origins_are_right_when_all_are_found_and_no_other() -> None:
    found = {"wire": ["AP"], "copy": ["AP", "own:Post"], "late": ("own:Post", "AP")}
    assert origin_accuracy(found, labels()) == 0.5


def test_quotations_are_led_to_speakers() -> None:
    found = [
        ("own", "We lost everything", "Moré"),
        ("own", "all of it", None),
        ("own", "Orla", "Moré"),
        ("wire", "We lost everything", "Moré"),
    ]
    score = quotation_score(found, labels())
    assert score == QuotationScore(labelled=2, found=2, right=1, false=1)
    assert score.accuracy == 0.5
    whole = [("own", "We lost everything, all of it.", "Ana More")]
    assert quotation_score(whole, labels()) == QuotationScore(2, 2, 1, 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dr Anna Holt", "Holt", True),
        ("Petr Novotný", "Petr Novotny", True),
        ("Anna Holt", "Anna Halt", False),
        ("Семён Королёв", "Королев", True),
        ("a witness", "witness", True),
        ("罗莎·基斯佩", "基斯佩", True),
        ("市长李国栋", "李国栋", True),
        ("李国栋", "李国良", False),
        ("", "Holt", False),
    ],
)
def test_speakers_are_compared_by_last_name(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


def test_denials_have_no_first_side() -> None:
    found = [
        (("own", "The dam broke."), ("copy", "The dam held.")),
        (("own", "The dam broke."), ("late", "The toll is 31.")),
    ]
    assert denial_score(found, labels()) == Score(0.5, 1)
    assert denial_score([], labels()) == Score(1, 0)
