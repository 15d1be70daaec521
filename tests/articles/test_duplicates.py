from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.article import Article, Source
from articles.duplicates import Grouping, group_stories
from articles.sentences import split_sentences
from tests.articles.texts import RETRIEVED

WIRE = (
    "Rescue teams on Tuesday reached the last of the 33 villages that the flood had cut off.",
    "At least 12 people died and more than 4,000 lost their homes, the provincial government said.",
    "The river Lenna rose to 8.4 metres, higher than at any time since measurements began in 1921.",
    "Prime Minister Ada Moreau promised 250 million euros for the repair of roads and bridges.",
    "Farmers fear that the harvest is lost, because fields will stay under water until autumn.",
    "Meteorologists expect more rain at the weekend, although less than in the past days.",
    "Schools in the province remain closed, and trains run on two of the five lines only.",
    "The army has sent 600 soldiers and 14 helicopters to help the fire brigades.",
)
BACKGROUND = (
    "The province, with 1.1 million inhabitants the largest of the country, lives on its farms.",
    "Floods have become more frequent there since the forests along the upper river were felled.",
)


def article(
    paragraphs: Sequence[str], published: str | None = "2024-05-07", location: str = ""
) -> Article:
    text = "\n\n".join(paragraphs)
    digest = hashlib.sha256(f"{text}{published}".encode()).hexdigest()
    return Article(
        id=digest[:16],
        title="Flood",
        text=text,
        language="en",
        sentences=split_sentences(text),
        source=Source(
            location=location or f"{digest[:8]}.txt",
            sha256=digest,
            retrieved=RETRIEVED,
            published=published,
        ),
    )


def ids(grouping: Grouping) -> list[list[str]]:
    return [[each.id for each in story.articles] for story in grouping.stories]


def test_one_wire_text_in_four_papers_is_one_story() -> None:
    whole = article(WIRE)
    cut = article(WIRE[:3], "2024-05-08")
    edited = article(
        [WIRE[0].replace("Rescue teams", "Rescuers"), *WIRE[1:5], WIRE[6].replace("only", "now")]
    )
    undated = article((WIRE[0], WIRE[2], WIRE[1], WIRE[5]), None)
    (story,) = group_stories([cut, undated, whole, edited]).stories
    assert story.lead == whole
    assert {each.id for each in story.articles} == {
        each.id for each in (whole, cut, edited, undated)
    }


def test_two_stories_on_one_subject_stay_two() -> None:
    first = article([*WIRE[:4], *BACKGROUND])
    second = article([*WIRE[4:], *BACKGROUND], "2024-05-08")
    assert len(group_stories([first, second]).stories) == 2


def test_one_template_with_other_figures_is_another_story() -> None:
    def quake(magnitude: str, clock: str, depth: str, place: str) -> Article:
        return article(
            [
                f"An earthquake of magnitude {magnitude} struck near {place} at {clock} on Monday.",
                f"Its centre lay at a depth of {depth} kilometres, the national survey said in a"
                " statement. There were no immediate reports of damage or of people hurt.",
            ]
        )

    stories = group_stories(
        [quake("5.1", "10:42", "33", "Quito"), quake("4.8", "03:15", "71", "Quito")]
    ).stories
    assert len(stories) == 2


def test_the_same_words_a_year_later_are_another_story() -> None:
    stories = group_stories([article(WIRE), article(WIRE, "2025-05-07")]).stories
    assert len(stories) == 2


def test_a_chain_of_changes_does_not_join_its_ends() -> None:
    first, middle, last = article(WIRE[:5]), article(WIRE[2:7]), article(WIRE[4:])
    for story in group_stories([first, middle, last]).stories:
        assert not {first.id, last.id} <= {each.id for each in story.articles}


def test_lead_is_fullest_then_earliest() -> None:
    late, early = article(WIRE, "2024-05-08"), article(WIRE, "2024-05-07")
    undated = article(WIRE, None)
    (story,) = group_stories([undated, late, early]).stories
    assert [each.source.published for each in story.articles] == ["2024-05-07", "2024-05-08", None]


def test_the_same_bytes_twice_are_one_article_and_both_are_named() -> None:
    one, copy = article(WIRE, location="a.txt"), article(WIRE, location="b.txt")
    for order in ([one, copy], [copy, one]):
        grouping = group_stories(order)
        assert ids(grouping) == [[one.id]]
        assert grouping.stories[0].lead.source.location == "a.txt"
        assert [(each.location, each.kept) for each in grouping.repeated] == [("b.txt", "a.txt")]


def test_newest_first_and_nothing_from_nothing() -> None:
    old, new, undated = article(WIRE, "2024-01-01"), article(BACKGROUND), article(STORY, None)
    assert ids(group_stories([undated, old, new])) == [[new.id], [old.id], [undated.id]]
    assert group_stories([]) == Grouping((), ())


STORY = ("A cat sat on the mat.", "Nobody saw it there until the evening, when the lamp was lit.")
POOL = [
    *(article(WIRE[start:end]) for start in range(3) for end in range(start + 2, 9, 2)),
    article(BACKGROUND),
    article(STORY),
]


@settings(deadline=None, database=None, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(shuffler: random.Random) -> None:
    shuffled = list(POOL)
    shuffler.shuffle(shuffled)
    grouping = group_stories(shuffled)
    assert grouping == group_stories(POOL)
    assert sorted(each for story in ids(grouping) for each in story) == sorted(
        each.id for each in POOL
    )
