from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from articles.article import ArticleError
from articles.extract.page_blocks import page_blocks
from articles.extract.webpage import from_html

EXAMPLES = Path(__file__).parents[3] / "examples" / "articles"


def texts(html: str) -> list[str]:
    tree = document_fromstring(f"<body>{html}</body>")
    return [each.block.text for each in page_blocks(tree)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>One.<p>Two.</p>Three.</div>", ["One.", "Two.", "Three."]),
        ("Straight in <em>the</em> body.", ["Straight in the body."]),
        ("<div>One <b>bold</b>.<br><br>Two.<br>Still two.</div>",
         ["One bold.", "Two.\nStill two."]),
        ("<p>He wrote <q>It is over</q> and left.</p>", ["He wrote “It is over” and left."]),
        ("<p>He wrote “<q>It is over</q>”.</p>", ["He wrote “It is over”."]),
        ("<p>At <time>10:30</time> it rained.</p>", ["At 10:30 it rained."]),
        ("<p>There are 10<sup>30</sup> of them.</p>", ["There are 10^30 of them."]),
        ("<p>It weighs 5x10<sup>-3</sup> g.</p>", ["It weighs 5x10^-3 g."]),
        ("<p>It fell in 2020<sup>1</sup> and 2021.<sup>[2]</sup></p>",
         ["It fell in 2020 and 2021."]),
        ("<p>It rose to 12<sup><a href='#n'>3</a></sup>.</p>", ["It rose to 12."]),
        ("<p>The 5<sup>th</sup> of H<sub>2</sub>O on 3 km<sup>2</sup>.</p>",
         ["The 5th of H2O on 3 km2."]),
        ("<p>It cost <del>40</del> <ins>42</ins> dollars.</p>", ["It cost 42 dollars."]),
        ("<p>Rep. <a>Jane Doe</a><span class='tooltip'>Doe is 42.</span> spoke.</p>",
         ["Rep. Jane Doe spoke."]),
        ("<blockquote><p>It served us well.</p><p>We cannot go on.</p></blockquote>",
         ["It served us well.", "We cannot go on."]),
        ("<ol><li>One</li><li>Two <ul><li>Inner</li></ul></li></ol>", ["One", "Two", "Inner"]),
        ("<dl><dt>Term</dt><dd>What it is.</dd></dl>", ["Term", "What it is."]),
        ("<p>Un<b>believ</b>able</p>", ["Unbelievable"]),
        ("<p>re&shy;pairs and re&shy;\npairs</p>", ["repairs and repairs"]),
        ("<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>で</p>", ["東京で"]),
        ("<my-card><p>In a card.</p></my-card><p>After.</p>", ["In a card.", "After."]),
        ("<p>One</p><!-- not this --><script>nor()</script><p>Two</p>", ["One", "Two"]),
        ("<span style='display: block'>One</span><span style='display: block'>Two</span>",
         ["One", "Two"]),
        ("<a>World</a><a>Sport</a>", ["World Sport"]),
        ("<table><tr><td>DL</td> <td><b>Doe</b></td><td></td><td>85%</td></tr></table>",
         ["DL | Doe | | 85%"]),
        ("<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>", ["One", "Two"]),
        ("<table><tr><td><p>One</p></td><td>Two</td></tr></table>", ["One", "Two"]),
        ("<table><tr><td>One<table><tr><th>a</th><td>b</td></tr></table></td><td>Two</td></tr>"
         "</table>", ["One", "a | b", "Two"]),
    ],
)  # fmt: skip
def test_text_and_its_borders(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_what_is_taken_out_of_a_sentence_is_kept_beside_it() -> None:
    tree = document_fromstring(
        "<p>It cost <del>40</del> 42 dollars<sup>7</sup>, Rep. Doe<span class='hover-card'>Doe,"
        " 50, is a <b>lawyer</b></span> said.</p>"
    )
    (block,) = page_blocks(tree)
    assert block.block.text == "It cost 42 dollars, Rep. Doe said."
    assert [(each.text, each.reason) for each in block.removed] == [
        ("40", "struck-out"),
        ("7", "footnote"),
        ("Doe, 50, is a lawyer", "hover-card"),
    ]


def test_links_are_where_their_text_is() -> None:
    tree = document_fromstring("<p> The <a href='/a'> harbour </a>and <a href='/b'>it</a>.</p>")
    (found,) = page_blocks(tree)
    block = found.block
    assert [(block.text[each.start : each.end], each.href) for each in block.links] == [
        ("harbour", "/a"),
        ("it", "/b"),
    ]


NAMES = st.sampled_from(["", "related", "share-bar", "social-housing", "newsletter", "body", "x"])
BLOCKS = st.sampled_from(
    [
        "div",
        "p",
        "section",
        "article",
        "aside",
        "ul",
        "li",
        "blockquote",
        "h2",
        "td",
        "span",
        "table",
    ]
)
INLINE = st.sampled_from(["b", "em", "a", "span", "q", "sup", "sub", "del", "ins", "time", "x-y"])


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page of nested elements, and its words, each of which is in it once."""
    words: list[str] = []

    def said(least: int = 1) -> str:
        first = len(words)
        words.extend(f"w{number}w" for number in range(first, first + draw(st.integers(least, 12))))
        return " ".join(words[first:]) + draw(st.sampled_from([".", "", ":", "?"]))

    def inline() -> str:
        tag = draw(INLINE)
        return f"<{tag} class='{draw(NAMES)}'>{said()}</{tag}>"

    def element(depth: int) -> str:
        tag = draw(BLOCKS)
        parts = []
        for _ in range(draw(st.integers(1, 4))):
            kind = draw(st.integers(0, 3 if depth else 2))
            parts.append((said, inline, lambda: "<br><br>", lambda: element(depth - 1))[kind]())
        return f"<{tag} class='{draw(NAMES)}'>{' '.join(parts)}</{tag}>"

    body = "".join(element(3) for _ in range(draw(st.integers(1, 6))))
    story = "".join(f"<p>{said(12)}</p>" for _ in range(3))
    return f"<html><body><h1>{said(4)}</h1><div>{story}</div>{body}</body></html>", words


@settings(deadline=None, database=None, max_examples=120)
@given(pages())
def test_nothing_vanishes_and_nothing_kept_is_listed_as_removed(
    page: tuple[str, list[str]],
) -> None:
    html, words = page
    try:
        extract = from_html(html, "a.html")
    except ArticleError:
        return
    kept = re.findall(r"w\d+w", " ".join(block.text for block in extract.blocks))
    removed = re.findall(r"w\d+w", " ".join(each.text for each in extract.removed))
    assert sorted([*kept, *removed]) == sorted(words)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.html")), ids=lambda path: path.name)
def test_nothing_of_the_examples_vanishes(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    tree = document_fromstring(html)
    extract = from_html(html, path.name)
    known = " ".join(
        [block.text for block in extract.blocks] + [each.text for each in extract.removed]
    )
    for each in page_blocks(tree):
        assert " ".join(each.block.text.split()) in " ".join(known.split())
    kept = {" ".join(block.text.split()) for block in extract.blocks}
    listed = {part for each in extract.removed for part in each.text.split(" / ")}
    assert not kept & listed
