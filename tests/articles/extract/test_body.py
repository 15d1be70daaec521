from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from articles.extract.blocks import Block
from articles.extract.body import Finder, Witness, is_prose, squeezed
from articles.extract.page_blocks import page_blocks
from articles.extract.webpage import from_html
from tests.articles.texts import STORY

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
TITLE = "Ferry terminal to open late"


def kept(body: str) -> list[str]:
    page = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return [" ".join(block.text.split()) for block in from_html(page, "a.html").blocks]


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("<p>The ministry said none of these claims is true:</p>",
         "The ministry said none of these claims is true:"),
        ("<p>The driver was not arrested</p>", "The driver was not arrested"),
        ("<p>A: Lower Maple</p>", "A: Lower Maple"),
        ("<p>Did the mayor know of it?</p>", "Did the mayor know of it?"),
        ("<ul><li>Lower Maple, 40 euros</li><li>Anna Holm</li></ul>", "Lower Maple, 40 euros"),
        ("<ol><li>The crane will be repaired</li></ol>", "The crane will be repaired"),
        ("Straight in the container, the mayor said it would open.",
         "Straight in the container, the mayor said it would open."),
        ("<div>In a box of its own, the mayor said it would open.</div>",
         "In a box of its own, the mayor said it would open."),
        ("<p class='social-housing'>Rents for social housing will rise in April, she said.</p>",
         "Rents for social housing will rise in April, she said."),
        ("<p class='share-price'>The share price fell to 42 euros on Monday morning.</p>",
         "The share price fell to 42 euros on Monday morning."),
        ("<blockquote><p>We cannot go on like this.</p></blockquote>",
         "We cannot go on like this."),
    ],
)  # fmt: skip
def test_what_stands_between_paragraphs_stays(extra: str, expected: str) -> None:
    for at in (1, 2):
        paragraphs = [f"<p>{paragraph}</p>" for paragraph in STORY]
        paragraphs.insert(at, extra)
        texts = kept(f"<article><h1>{TITLE}</h1><div>{''.join(paragraphs)}</div></article>")
        assert expected in texts
        assert [text for text in texts if text in STORY] == list(STORY)


@pytest.mark.parametrize(
    "body",
    [
        f"<div><div><img src=a>The council, <em>The Courier</em> wrote, voted.<br><br>"
        f"{'<br><br>'.join(STORY)}</div></div>",
        f"The council, <em>The Courier</em> wrote, voted.{PARAGRAPHS}",
        f"<article><h1>{TITLE}</h1><p class='teaser-content'>The council, <em>The Courier</em>"
        f" wrote, voted.</p>{PARAGRAPHS}</article>",
        f"<article><header><h1>{TITLE}</h1><h2 class='standfirst'>The council, <em>The Courier</em>"
        f" wrote, voted.</h2></header><div>{PARAGRAPHS}</div></article>",
    ],
    ids=["line breaks", "body", "teaser class", "standfirst"],
)
def test_the_opening_stays(body: str) -> None:
    texts = kept(body)
    assert texts[0] == "The council, The Courier wrote, voted."
    assert texts[1:] == list(STORY)


@pytest.mark.parametrize(("works", "count"), [(1, 1), (2, 2), (3, 0)])
def test_the_work_that_is_reported_on_is_named_below(works: int, count: int) -> None:
    name = "Holm et al. On the bending of cranes in coastal storms, Journal of Harbours (2019)."
    link = '<a href="https://doi.org/10.1/x">DOI: 10.1/x</a>'
    below = "".join(
        f'<div class="more"><b>Source {n}:</b> {name} {link}</div>' for n in range(works)
    )
    found = kept(f"<div><h1>{TITLE}</h1>{PARAGRAPHS}</div><div>{below}</div>")
    assert sum(name in text for text in found) == count


def test_several_bodies_are_one_article() -> None:
    first = f"<div class='article__body'><p>{STORY[0]}</p><p>{STORY[1]}</p></div>"
    second = f"<div class='article__body'><p>{STORY[2]}</p><p>{STORY[2][::-1]}.</p></div>"
    advertisement = "<div class='advert'><p>Buy now, pay later, only this week!</p></div>"
    texts = kept(f"<article><h1>{TITLE}</h1>{first}{advertisement}{second}</article>")
    assert texts == [*STORY, f"{STORY[2][::-1]}."]


LATER = [f"{text[:-1]}, and this was said in part {n}." for n, text in enumerate(STORY, start=2)]


@pytest.mark.parametrize(
    ("around", "before"),
    [
        ("<div class='grid wide'><div class='article__content'>{}</div></div>", ""),
        ("<section class='body-text'>{}</section>", "<div class='ad'>Advertisement</div>"),
        ("<div><div class='story'>{}</div></div>", "<aside>Buy now, they say.</aside>"),
        ("<div class='content column'>{}</div>", "<figure><img src=a></figure>"),
    ],
)  # fmt: skip
def test_a_later_body_stays_where_a_witness_stops(around: str, before: str) -> None:
    bodies = [
        around.format("".join(f"<p>{text}</p>" for text in texts)) for texts in (STORY, LATER)
    ]
    heading = "<h3>What comes next</h3>"
    second = bodies[1].replace("<p>", f"{heading}<p>", 1)
    page = f"<body><article><h1>{TITLE}</h1>{bodies[0]}{before}{second}</article></body>"
    blocks = page_blocks(document_fromstring(page))
    finder = Finder(blocks, witness="\n".join(STORY), record="", title=TITLE, description="")
    parts = [
        each.block.text
        for each, verdict in zip(blocks, finder.verdicts(), strict=True)
        if verdict.part == "story"
    ]
    assert parts == [*STORY, "What comes next", *LATER]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='box'><h3><a href='/r'>Storm closes the road</a></h3>"
        "<p>A storm closed the coastal road on Friday, and it stays so ...</p></div>",
        "<div class='box'><h4>In this series</h4><a href='/r'>Storm closes the road</a></div>",
        "<ul class='x'><li>Roads: <a href='/r'>Storm closes the coastal road</a></li>"
        "<li>Ships: <a href='/s'>Two ferries are sold</a></li><li>More of it to come</li></ul>",
        "<div class='box'><article><a href='/r'><h3>Storm closes the road</h3></a>"
        "<p>It stays so until May, the county said.</p></article></div>",
    ],
)
def test_boxes_that_announce_other_articles_go(box: str) -> None:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in STORY)
    texts = kept(f"<article><h1>{TITLE}</h1><div>{first}{box}{''.join(rest)}</div></article>")
    assert texts == list(STORY)


@pytest.mark.parametrize("link", ["https://other.example/r", "https://www.other.example/s", "/r"])
def test_a_page_that_is_printed_elsewhere_points_to_its_own_site(link: str) -> None:
    menu = "".join(f"<a href='https://www.other.example/{n}'>Part {n}</a>" for n in range(5))
    items = f"<li>Roads: <a href='{link}'>Storm damage closes the coastal road</a></li>" * 2
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in STORY)
    page = (
        f"<html><head><link rel=canonical href='https://courier.example/a'></head><body>"
        f"<nav>{menu}</nav><article><h1>{TITLE}</h1>{first}<ul>{items}</ul>{''.join(rest)}"
        "<p><a href='http://['>A link that is none</a></p></article></body></html>"
    )
    assert [block.text for block in from_html(page, "a.html").blocks][:3] == list(STORY)


@pytest.mark.parametrize(
    "name", ["deck", "article-excerpt", "post__dek", "standfirst", "article-intro", "sub-headline"]
)
def test_a_standfirst_without_an_end_stays(name: str) -> None:
    lead = "Two storms cost the harbour half a winter"
    header = f"<h1>{TITLE}</h1><h2 class='{name}'>{lead}</h2>"
    assert kept(f"<article>{header}<div>{PARAGRAPHS}</div></article>") == [lead, *STORY]
    twice = f"<div class='article-header'>{header}</div><h1>{TITLE}</h1>"
    assert kept(f"<article>{twice}<div>{PARAGRAPHS}</div></article>")[0] == lead


def test_a_standfirst_in_a_box_beside_the_body_stays() -> None:
    lead = "<div><p>Two storms cost the harbour half a winter, and the mayor her sleep.</p></div>"
    texts = kept(f"<h2>{TITLE}</h2><article>{lead}<div><div>{PARAGRAPHS}</div></div></article>")
    assert texts == ["Two storms cost the harbour half a winter, and the mayor her sleep.", *STORY]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_beginning_of_another_article_goes_and_a_live_report_stays(count: int) -> None:
    entries = [
        f"<div class='c'><article><h3>Case {n}: the crane</h3><p>It was bent by storm {n}.</p>"
        "<footer>By Jane Doe</footer></article></div>"
        for n in range(count)
    ]
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in STORY)
    page = f"<body><h1>{TITLE}</h1><div>{first}{''.join(entries)}{''.join(rest)}</div></body>"
    blocks = page_blocks(document_fromstring(page))
    finder = Finder(blocks, witness="\n".join(STORY), record="", title=TITLE, description="")
    story = [
        each.block.text
        for each, verdict in zip(blocks, finder.verdicts(), strict=True)
        if verdict.part != "outside"
    ]
    assert len(story) == len(STORY) + (6 if count == 3 else 0)


def test_rows_of_a_table_stay_and_nothing_rests_on_them() -> None:
    table = "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>1911</td><td>42</td></tr></table>"
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in STORY)
    page = f"<article><h1>{TITLE}</h1>{first}{table}{''.join(rest)}</article>"
    blocks = from_html(f"<html><body>{page}</body></html>", "a.html").blocks
    assert [(block.text, block.is_doubtful) for block in blocks[1:3]] == [
        ("Year | Ships", True),
        ("1911 | 42", True),
    ]


def test_paragraphs_in_boxes_of_their_own_are_one_article() -> None:
    boxes = "".join(f"<div class='paragraph'><p>{paragraph}</p></div>" for paragraph in STORY)
    assert kept(f"<main><h1>{TITLE}</h1>{boxes}</main>") == list(STORY)


@pytest.mark.parametrize(
    "extra",
    [
        "<div class='related'><a href='/r'>Storm damage closes coastal road</a></div>",
        "<p><a href='/r'>Storm damage closes coastal road</a></p>",
        "<aside><p>Storm damage closes coastal road, it was said.</p></aside>",
        "<figure><img src=c><figcaption>A crane in the harbour.</figcaption></figure>",
        "<div><img src=c><div>A crane in the harbour, bent by storms.</div></div>",
        "<div class='box'><h2>A crane in the harbour, bent by storms.</h2><p>Photo: AFP</p></div>",
        "<figure><img src=c><figcaption>A crane that storms have bent. J. Doe</figcaption></figure>"
        "<div class='x'><div>A crane that storms have bent.</div></div>",
        "<p>SEE TOO | <a href='/r'>Storm damage closes coastal road</a></p>",
        "<p>IN THE NEWS: <a href='/r'>Storm damage closes coastal road</a></p>",
        "<form><p>Enter your address to get all our news every day.</p></form>",
        "<div class='newsletter-signup'><p>All our news, every day, for you.</p></div>",
        "<div style='display:none'><p>Nobody sees this sentence of the page.</p></div>",
    ],
)
def test_what_is_no_story_goes_by_its_markup(extra: str) -> None:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in STORY)
    texts = kept(f"<article><h1>{TITLE}</h1>{first}{extra}{''.join(rest)}</article>")
    assert texts == list(STORY)


def test_the_record_stands_in_where_the_page_has_less() -> None:
    record = " ".join(
        [
            *STORY,
            "Ferries will sail twice an hour, and a café is to open above it.",
            "The old terminal, built in 1911, becomes a museum of the harbour, she said.",
            "Fares stay as they are until the summer, the authority promised.",
        ]
    )
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "T", '
        f'"articleBody": "{record}"}}</script>'
    )
    page = f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>{STORY[0]}</p></body></html>"
    extract = from_html(page, "a.html")
    assert " ".join(block.text for block in extract.blocks) == record
    assert "record" in extract.notes[0]


def test_a_witness_knows_what_it_saw() -> None:
    witness = Witness("\n".join(STORY) + "\nShare")
    assert witness.has(squeezed(STORY[1]))
    assert witness.has(squeezed(STORY[1].replace("damaged a crane", "damaged")))
    assert witness.has("share")
    assert not witness.has("crane")
    assert not witness.has(squeezed("The harbour authority did not say when it will open at all."))


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("The terminal will open in April.", True),
        ("Most read", False),
        ("The terminal", False),
        ("码头将于四月启用，比原计划晚了两个月。", True),
        ("相关新闻", False),
    ],
)
def test_prose_is_told_by_length_and_end(text: str, prose: bool) -> None:
    assert is_prose(Block(text)) is prose
