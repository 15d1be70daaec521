from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pytest
from datasketch import MinHash, MinHashLSH
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from articles.article import Article, Provenance
from articles.stories import candidates, crowds, duplicates
from articles.stories.candidates import minhash as minhash_of
from articles.stories.duplicates import Grouping, group_stories
from language.sentences import split_sentences
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
    paragraphs: Sequence[str],
    published: str | None = "2024-05-07",
    location: str = "",
    *,
    title: str = "Flood",
    publisher: str | None = None,
    language: str = "en",
) -> Article:
    text = "\n\n".join(paragraphs)
    digest = hashlib.sha256(f"{text}{published}".encode()).hexdigest()
    return Article(
        id=digest[:16],
        title=title,
        text=text,
        language=language,
        sentences=split_sentences(text, language),
        source=Provenance(
            location=location or f"{digest[:8]}.txt",
            sha256=digest,
            retrieved=RETRIEVED,
            published=published,
            publisher=publisher,
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
    nothing = group_stories([])
    assert (list(nothing.stories), nothing.repeated) == ([], ())


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
    assert list(grouping.stories) == list(group_stories(POOL).stories)
    assert sorted(each for story in ids(grouping) for each in story) == sorted(
        each.id for each in POOL
    )


STRIKE = (
    "Train drivers at the Corvan railway will strike from Monday, their union said.",
    "The union wants 8 percent more pay; the railway has offered 3 percent.",
    "Commuters in Corvan were told to work from home until the end of the week.",
    "The minister of transport called on both sides to return to the table.",
)


def test_a_round_up_does_not_swallow_the_stories_that_it_retells() -> None:
    flood = article(WIRE[:5], title="Flood cuts off villages")
    strike = article(STRIKE, title="Train drivers to strike")
    round_up = article((*WIRE[:5], *STRIKE), title="The day in brief")
    assert len(group_stories([flood, strike, round_up]).stories) == 3
    # With one of them only, it may as well be the longer version of the same story.
    assert len(group_stories([flood, round_up]).stories) == 1


WEATHER = (
    "Rain is expected in {0} on Monday, forecasters said, and strong wind on the coast.",
    "People in {0} should stay at home in the evening, and ferries may be late.",
    "The mayor of {0} asked shops to close early, as in the storm of last winter.",
    "On Tuesday the sky will clear, and the rest of the week will be mild and dry.",
)


def test_reports_from_one_template_without_numbers_are_several_stories() -> None:
    towns = [article([each.format(town) for each in WEATHER]) for town in ("Lenna", "Corvan")]
    assert len(group_stories(towns).stories) == 2


@pytest.mark.parametrize("sentences", [WIRE, WIRE[:6]], ids=["same length", "shorter"])
def test_an_update_of_the_same_paper_leads(sentences: Sequence[str]) -> None:
    corrected = [each.replace("At least 12", "At least 9") for each in sentences]
    old = article(WIRE, "2024-05-07T08:00:00+00:00", publisher="The Courier")
    new = article(corrected, "2024-05-07T11:00:00+00:00", publisher="The Courier")
    other = article(WIRE[:7], "2024-05-07T12:00:00+00:00", publisher="The Observer")
    (story,) = group_stories([old, new, other]).stories
    assert story.lead == new
    assert set(story.articles) == {old, new, other}


@pytest.mark.parametrize(
    ("language", "sentences", "edit"),
    [
        ("zh", ("港务局周一表示，新的渡轮码头将于四月启用，比原计划晚了两个月。",
                "十一月的风暴损坏了一台起重机，导致工程延误，局长安娜·霍尔姆对记者说。",
                "码头耗资四千二百万欧元，预计每年接待一百二十万名乘客。"), ("表示", "宣布")),
        ("ja", ("港湾局は月曜日、新しい施設が予定より二か月遅れて四月に開業すると発表した。",
                "十一月の嵐でクレーンが損傷し、工事が遅れたと局長は記者団に語った。",
                "施設の費用は四千二百万ユーロで、年間百二十万人の利用を見込む。"),
         ("発表した", "述べた")),
    ],
)  # fmt: skip
def test_edited_copies_without_spaces_are_one_story(
    language: str, sentences: tuple[str, ...], edit: tuple[str, str]
) -> None:
    whole = article(sentences, language=language)
    edited = article([sentences[0].replace(*edit), *sentences[1:]], language=language)
    other = article([each[::-1] for each in sentences], language=language)
    assert sorted(len(s.articles) for s in group_stories([whole, edited, other]).stories) == [1, 2]


def near_duplicates(chance: random.Random, texts: int) -> list[Article]:
    """Write texts of random words; some are cut, edited or copied versions of earlier ones."""
    words = [
        str(number).translate(str.maketrans("0123456789", "abcdefghij")) for number in range(2000)
    ]
    made: list[list[str]] = []
    articles = []
    for number in range(texts):
        if made and chance.random() < 0.5:
            sentences = list(chance.choice(made))
            change = chance.choice(("cut", "drop", "edit", "copy"))
            if change == "cut":
                sentences = sentences[: max(1, len(sentences) // chance.randint(2, 4))]
            elif change == "drop":
                sentences = [s for s in sentences if chance.random() < 0.7] or sentences
            elif change == "edit":
                sentences = [s.replace("bb", chance.choice(("bb", "x"))) for s in sentences]
        else:
            sentences = [
                " ".join([*chance.choices(words, k=12), str(chance.randint(1, 500))]) + "."
                for _ in range(chance.randint(2, 12))
            ]
            made.append(sentences)
        published = chance.choice((None, f"2024-05-{chance.randint(1, 20):02}"))
        articles.append(article(sentences, published, f"{chance.randrange(10**6)}-{number}.txt"))
    return articles


def hashed_shingles(words: Sequence[str]) -> set[int]:
    hashes = [
        int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
        for word in words
    ]
    return {
        sum(value * 1_000_003**power for power, value in enumerate(three)) % 2**64
        for three in zip(hashes, hashes[1:], hashes[2:], strict=False)
    }


def minhash(shingles: Collection[int]) -> NDArray[np.uint32]:
    return minhash_of(np.fromiter(shingles, dtype=np.uint64, count=len(shingles)))


@pytest.mark.parametrize("share", [0.1, 0.4, 0.8])
def test_equal_values_estimate_what_two_texts_share(share: float) -> None:
    chance = random.Random(7)

    def estimate(length: int) -> float:
        common = {chance.getrandbits(64) for _ in range(int(share * length))}
        own = [{chance.getrandbits(64) for _ in range((length - len(common)) // 2)} for _ in "ab"]
        one, other = (minhash(common | rest) for rest in own)
        return float(np.mean(one == other))

    # 128 values have a standard error of 0.044 at most; 40 of them, a sixth of that.
    assert np.mean([estimate(500) for _ in range(40)]) == pytest.approx(share, abs=0.02)
    assert estimate(20_000) == pytest.approx(share, abs=0.15)


def grouped_by_datasketch(articles: Sequence[Article]) -> list[list[str]]:
    """Group as `group_stories` promises, on the index of datasketch, which holds everything."""
    by_id: dict[str, Article] = {}
    for each in sorted(articles, key=lambda each: each.source.location):
        by_id.setdefault(each.id, each)
    kept = sorted(by_id.values(), key=lambda a: (-len(a.text), a.source.published or "9", a.id))
    words = [re.findall(r"[\w']+", each.text) for each in kept]
    shingles = [hashed_shingles(ws) for ws in words]
    numbers = [{word for word in ws if word.isdigit()} for ws in words]
    index = MinHashLSH(num_perm=128, params=(64, 2))
    sketches = []
    for number, hashes in enumerate(shingles):
        sketches.append(MinHash(hashvalues=minhash(hashes), scheme="legacy"))
        index.insert(number, sketches[-1])

    def near(one: int, other: int) -> bool:
        first, second = (kept[n].source.published_on for n in (one, other))
        if first and second and abs((first - second).days) > 7:
            return False
        return all(
            len(sets[one] & sets[other]) >= share * min(len(sets[one]), len(sets[other]))
            for sets, share in ((numbers, 0.5), (shingles, 0.6))
        )

    groups: list[list[Article]] = []
    done: set[int] = set()
    for lead in range(len(kept)):
        if lead not in done:
            candidates = sorted(n for n in index.query(sketches[lead]) if n > lead)
            others = [n for n in candidates if n not in done and near(lead, n)]
            done.update(others)
            groups.append([kept[lead], *(kept[n] for n in others)])
    groups.sort(key=lambda group: group[0].id)
    groups.sort(key=lambda group: group[0].source.published or "", reverse=True)
    return [[each.id for each in group] for group in groups]


@pytest.mark.parametrize(("seed", "crowded"), [(1, 512), (2, 512), (1, 0), (3, 0)])
def test_the_lean_index_groups_as_an_index_in_memory_does(
    seed: int, crowded: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_CROWDED", crowded)
    monkeypatch.setattr(crowds, "_FEW", crowded)
    articles = near_duplicates(random.Random(seed), 200)
    grouping = group_stories(iter(articles))
    assert ids(grouping) == grouped_by_datasketch(articles)
    assert max(len(story.articles) for story in grouping.stories) > 3
    assert len(grouping.repeated) == len(articles) - len({each.id for each in articles})


def kin(kind: str, chance: random.Random) -> list[Article]:
    """Write reports of one template, or that end in the same words; some have an edited copy."""
    made = []
    for number in range(200):
        town = f"{number:03}".translate(str.maketrans("0123456789", "abcdefghij")).capitalize()
        sentences = [each.format(town) for each in WEATHER]
        if kind == "figures":
            sentences = [each.format("Lenna") for each in WEATHER]
            sentences[0] += f" It has {', '.join(str(chance.randint(10, 99)) for _ in range(5))}."
        elif kind == "words":
            own = (" ".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=12)) for _ in range(4))
            sentences = [*own, *BACKGROUND[1:], WIRE[4], WIRE[6]]
        made.append(sentences)
        if chance.random() < 0.2:
            made.append([sentences[0].replace("the", "a"), *sentences[1:]])
    return [article(each, location=f"{n}.txt") for n, each in enumerate(made)]


@pytest.mark.parametrize("kind", ["figures", "names", "words"])
def test_many_of_one_kind_group_as_if_each_two_were_compared_and_few_are(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = kin(kind, random.Random(4))
    compared = 0
    is_near = duplicates._Index._is_near

    def counted(*given: Any) -> bool:
        nonlocal compared
        compared += 1
        return is_near(*given)

    monkeypatch.setattr(duplicates._Index, "_is_near", counted)
    found = ids(group_stories(articles))
    assert 150 < len(found) < len(articles)
    few = compared
    monkeypatch.setattr(candidates, "_CROWDED", len(articles) * candidates.FUNCTIONS)
    compared = 0
    assert ids(group_stories(articles)) == found
    assert compared > 5 * few
