from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.clean.cleaning import clean
from articles.extract.blocks import Block, Link
from articles.extract.metadata import UNKNOWN
from tests.articles.texts import STORY

TITLE = "Ferry terminal to open two months late"


def blocks(*texts: str) -> list[Block]:
    return [Block(text) for text in texts]


def linked(text: str, start: int, href: str = "https://a.example/x") -> Block:
    return Block(text, links=(Link(start, len(text), href),))


@pytest.mark.parametrize(
    ("furniture", "reason"),
    [
        ("By Jane Doe", "byline"),
        ("By Jane Doe and John van der Roe in Geneva, Reuters", "byline"),
        ("By J. R. Smith Jr.", "byline"),
        ("September 18, 2023", "date"),
        ("Published: Monday, Sept. 18, 2023, 10:05 a.m. EDT", "date"),
        ("Share Tweet Email Print", "share-bar"),
        ("Advertisement", "boilerplate"),
        ("Skip to main content", "boilerplate"),
        ("4 min read", "boilerplate"),
        ("This article was first published in The Daily.", "boilerplate"),
        ("We use cookies to improve your experience.", "boilerplate"),
        ("© 2023 The Daily", "copyright"),
        ("Copyright 2023 The Daily. All rights reserved.", "copyright"),
        ("* * *", "separator"),
        ("Photo: AP/Jane Doe", "caption"),
        ("Workers repair a crane in the harbour. (AP Photo/Jane Doe)", "caption"),
        ("Workers repair a crane in the harbour. Getty Images", "caption"),
        ("Related: Storm damage closes coastal road", "related-link"),
        ("Read more: Storm damage closes coastal road", "related-link"),
        ("Most read", "related-link"),
        ("Sign up for our newsletter and never miss a story.", "subscribe"),
        ("Follow us on Telegram", "subscribe"),
        ("Tags: ferries, harbour", "tags"),
        ("Editor's note: This story was first published in May.", "editor-note"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "credit"),
        ("Original url: https://a.example/x", "url"),
        ("<https://a.example/x>", "url"),
        (TITLE.upper(), "title"),
    ],
)
def test_furniture_goes_with_a_reason(furniture: str, reason: str) -> None:
    cleaned = clean(blocks(furniture, *STORY), TITLE)
    assert cleaned.paragraphs == STORY
    assert [(removed.text, removed.reason) for removed in cleaned.removed] == [(furniture, reason)]


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the water had risen by two metres.",
        "By Jane Doe's account, nobody was hurt.",
        "On September 18, 2023, the talks began in Geneva.",
        "Related charges were dropped in May.",
        "Read more books, the minister told pupils: they are free.",
        "Photos taken from orbit show the damage.",
        "Subscribers to the service lost their connection for an hour.",
        "Copyright law was changed on Monday.",
        "Share prices fell after the announcement.",
        "Topics of the talks include trade: both sides want lower tariffs.",
        "Images by satellite operators show that the bridge has gone.",
        "The pictures were taken by Getty Images.",
        "Support for Ukraine remains strong, the poll found.",
        "Reporting by local newspapers had revealed the payments.",
        "Watch sales in Switzerland rose 5 percent.",
        "Correction of the budget: the deficit will be larger, the ministry said.",
        "The text was published by AFP.",
        "He joined the company in 2010, became its head in 2015 and left on Monday; he was 55.",
        "No.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(sentence: str) -> None:
    for number in range(4):
        texts = [*STORY[:number], sentence, *STORY[number:]]
        cleaned = clean(blocks(*texts), TITLE)
        assert cleaned.paragraphs == tuple(texts)
        assert cleaned.removed == ()
        assert cleaned.metadata == UNKNOWN


VOCABULARY = (
    "ferry storm minister prices said rose harbour Monday Geneva Holm 42 1.2 related photo share"
    " By Read Sign up subscribe url tags source email AFP Reuters copyright 2023 more"
)
WORDS = st.sampled_from(VOCABULARY.split())


@settings(deadline=None, database=None)
@given(st.lists(st.lists(WORDS, min_size=6, max_size=30), min_size=1, max_size=8))
def test_a_sentence_with_subject_and_end_is_never_lost(stories: list[list[str]]) -> None:
    texts = [f"The {' '.join(words)} in case {number}." for number, words in enumerate(stories)]
    cleaned = clean(blocks(*texts), TITLE)
    assert cleaned.paragraphs == tuple(texts)
    assert cleaned.removed == ()


def test_broken_sentence_is_joined_across_what_stood_between() -> None:
    texts = blocks(
        'Both countries speak of a "no limits"',
        "Related article: Gas pipeline",
        "partnership and of cooperation.",
        "They meet in Asia-",
        "Pacific forums, among others,",
        "Holm said.",
    )
    assert clean(texts, TITLE).paragraphs == (
        'Both countries speak of a "no limits" partnership and of cooperation.',
        "They meet in Asia-Pacific forums, among others, Holm said.",
    )


def test_whole_sentences_are_not_joined() -> None:
    texts = [
        "The firm sells phones.",
        "iPhone sales rose.",
        "He asked: “Why?”",
        "eBay did not say.",
    ]
    assert clean(blocks(*texts), TITLE).paragraphs == tuple(texts)


def test_linked_furniture() -> None:
    cleaned = clean(
        [
            linked("Workers repair a crane in November. harbour-port.example", 36),
            Block(STORY[0]),
            linked("Storm damage closes coastal road", 0),
            linked(f"{STORY[1]} Read more", len(STORY[1]) + 1),
            linked(f"{STORY[2]} AFP", len(STORY[2]) + 1),
        ],
        TITLE,
    )
    assert cleaned.paragraphs == STORY
    assert [(removed.text, removed.reason) for removed in cleaned.removed] == [
        ("Workers repair a crane in November. harbour-port.example", "caption"),
        ("Storm damage closes coastal road", "related-link"),
        ("Read more", "related-link"),
        ("AFP", "credit"),
    ]


def test_a_linked_sentence_of_the_story_stays() -> None:
    texts = [Block(STORY[0]), linked(STORY[1], 0), linked(STORY[2], 20)]
    assert clean(texts, TITLE).paragraphs == STORY


def test_captions_follow_pictures() -> None:
    cleaned = clean(
        [
            Block("A crane", "image"),
            Block("A crane that the storm bent.", emphasised=True),
            Block(STORY[0], emphasised=True),
            Block("A hall", "image"),
            Block(STORY[1]),
        ],
        TITLE,
    )
    assert cleaned.paragraphs == STORY[:2]
    assert [removed.reason for removed in cleaned.removed] == ["caption", "caption", "caption"]


def test_text_that_a_page_prints_twice_is_taken_once() -> None:
    cleaned = clean(
        [*blocks(*STORY), Block("opened in April", "quotation"), *blocks(*STORY)], TITLE
    )
    assert cleaned.paragraphs == (*STORY, "opened in April")
    assert [removed.reason for removed in cleaned.removed] == ["repeated"] * 3

    pulled = clean([*blocks(*STORY), Block("“will cost 42 million euros”", "quotation")], TITLE)
    assert pulled.paragraphs == STORY
    assert [removed.reason for removed in pulled.removed] == ["pull-quote"]


@pytest.mark.parametrize(
    ("opening", "dateline", "agency"),
    [
        ("GENEVA, March 3 (Reuters) - ", "GENEVA", "Reuters"),
        ("GENEVA (AP) — ", "GENEVA", "AP"),
        ("ST. PETERSBURG, Russia, Sept. 18 (Xinhua) -- ", "ST. PETERSBURG, Russia", "Xinhua"),
        ("MOSCOW, September 18. /TASS/. ", "MOSCOW", "TASS"),
        ("Paris, France | AFP | ", "Paris, France", "AFP"),
        ("Paris (AFP) – ", "Paris", "AFP"),
        ("ISMAILIA, Egypt, March 29 (Meridian News Agency) - ", "ISMAILIA, Egypt",
         "Meridian News Agency"),
        ("LE BOURGET, France — ", "LE BOURGET, France", None),
    ],
)  # fmt: skip
def test_dateline_becomes_metadata(opening: str, dateline: str, agency: str | None) -> None:
    cleaned = clean(blocks(opening + STORY[0], *STORY[1:]), TITLE)
    assert cleaned.paragraphs == STORY
    assert (cleaned.metadata.dateline, cleaned.metadata.agency) == (dateline, agency)
    assert [removed.reason for removed in cleaned.removed] == ["dateline"]


@pytest.mark.parametrize(
    "opening",
    [
        "The World Health Organization (WHO) - The agency in Geneva - said it would act.",
        "NASA's rover — The first of its kind — landed on Mars.",
        "Storms (Reuters) hit the coast, it was reported.",
        "Anna Holm (42) - Director since 2020 - spoke to reporters.",
    ],
)
def test_openings_that_are_no_dateline(opening: str) -> None:
    assert clean(blocks(opening, *STORY), TITLE).paragraphs == (opening, *STORY)


def test_furniture_tells_who_wrote_it_when_and_where() -> None:
    cleaned = clean(
        blocks(
            "By Jane Doe, science correspondent, and John Roe, Reuters\nSept. 18, 2023",
            *STORY,
            "© 2023 The Daily",
            "Original url:",
            "https://a.example/x?utm_source=b",
        ),
        TITLE,
    )
    assert cleaned.metadata.byline == "Jane Doe, and John Roe"
    assert cleaned.metadata.agency == "Reuters"
    assert cleaned.metadata.published == "2023-09-18"
    assert cleaned.metadata.licence == "© 2023 The Daily"
    assert cleaned.metadata.url == "https://a.example/x"


def test_dates_and_addresses_of_other_things_are_not_the_articles() -> None:
    cleaned = clean(
        blocks(
            STORY[0],
            "September 18, 2023",
            *STORY[1:],
            "Source: https://statistics.example/ports",
            "https://elsewhere.example/",
        ),
        TITLE,
    )
    assert cleaned.paragraphs == STORY
    assert [removed.reason for removed in cleaned.removed] == ["date", "url", "url"]
    assert cleaned.metadata == UNKNOWN


def test_javascript_is_no_address() -> None:
    cleaned = clean([*blocks(*STORY), linked("Original url: here", 14, "javascript:x()")], TITLE)
    assert cleaned.metadata.url is None
    assert cleaned.paragraphs == STORY
