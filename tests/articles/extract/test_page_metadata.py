from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from articles.extract.page_metadata import PageMetadata

TITLE = "Ferry terminal opens two months late"


def page(
    head: str = "", body: str = "", ld: object | None = None, title: str = TITLE
) -> PageMetadata:
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    return PageMetadata(
        document_fromstring(
            f"<html><head><title>{title}</title>{head}{script}</head><body>{body}</body></html>"
        )
    )


SITE = '<meta property="og:site_name" content="The Daily Courier">'


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | The Daily Courier",
        f"{TITLE} - the daily courier",
        f"{TITLE} – The Daily Courier",
        f"{TITLE}: The Daily Courier",
        f"{TITLE} * The Daily Courier",
        f"{TITLE} · Daily Courier",
        f"The Daily Courier: {TITLE}",
        f"The Daily Courier | {TITLE}",
        f"{TITLE} | World | The Daily Courier",
        f"{TITLE} » The Daily Courier",
        f"{TITLE}--World--The Daily Courier",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str) -> None:
    headline = f"<article><h1>{TITLE}</h1></article>"
    assert page(SITE, headline, title=title).title == TITLE
    if "World" not in title:
        assert page(SITE, title=title).title == TITLE


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<header><h1>The Daily Courier</h1></header><article><h1>{TITLE}</h1></article>", TITLE),
        (f"<h1>The Daily Courier</h1><p>{TITLE}</p>", TITLE),
        (f"<article><h1>{TITLE}</h1></article><aside><h1>Another story of today</h1></aside>",
         TITLE),
        ("<nav><h1>Sections of the site</h1></nav>", TITLE),
    ],
)  # fmt: skip
def test_logos_and_asides_are_no_headlines(body: str, expected: str) -> None:
    assert page(SITE, body).title == expected


def test_a_colon_inside_a_headline_stays() -> None:
    assert page(SITE, title="Ferries: why the terminal opens late").title == (
        "Ferries: why the terminal opens late"
    )


def article(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **fields}


@pytest.mark.parametrize(
    ("ld", "body", "expected"),
    [
        ({"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"},
                     article(datePublished="2022-11-28")]}, "", ["2022-11-28"]),
        (article(datePublished="2022-11-28", comment={"@type": "Comment",
                 "datePublished": "2022-12-01"}), "", ["2022-11-28"]),
        (None, "<aside><time datetime='2020-01-05'>x</time></aside>"
               "<article><time datetime='2022-11-28'>x</time></article>", ["2022-11-28"]),
        (None, "<article><time datetime='2022-11-28'>x</time><div class='comments'>"
               "<time datetime='2022-12-01'>x</time></div></article>", ["2022-11-28"]),
        (article(datePublished="0001-01-01T00:00:00"),
         "<article><time datetime='2022-11-28'>x</time></article>", ["2022-11-28"]),
        (article(datePublished="1970-01-01T00:00:00Z"), "", []),
        (article(datePublished="Mon, 28 Nov 2022 10:00:00 GMT"), "",
         ["2022-11-28T10:00:00+00:00"]),
        (article(datePublished="28.11.2022"), "", ["2022-11-28"]),
        (None, "<header><time>10:45</time></header>", []),
    ],
)  # fmt: skip
def test_dates_are_the_articles_own(ld: object, body: str, expected: list[str]) -> None:
    assert list(page("", body, ld).dates()) == expected


@pytest.mark.parametrize(
    ("ld", "head", "body", "expected"),
    [
        (article(author={"@type": "Person", "name": "Jane Doe"}), "", "", "Jane Doe"),
        (article(author=[{"name": "Jane Doe"}, {"name": "John Roe"}]), "", "", "Jane Doe"),
        (article(comment=[{"@type": "Comment", "author": {"name": "Troll"}}]), "", "", None),
        (None, '<meta name="author" content="Jane Doe">', "", "Jane Doe"),
        (None, "", "<article><p class='byline'>By Jane Doe</p></article>", "Jane Doe"),
        (
            None,
            "",
            "<main><div><div><div><p class='byline'>By Jane Doe</p></div></div></div><div><div>"
            "<div><p class='author'>By John Roe</p></div></div></div></main>",
            "Jane Doe",
        ),
        (None, "", "<div class='comments'><p class='author'>Some Body</p></div>", None),
        (None, "", "<aside><a rel='author'>Some Body</a></aside>", None),
    ],
)
def test_authors_are_the_articles_own(
    ld: object, head: str, body: str, expected: str | None
) -> None:
    named = [name for names in page(head, body, ld).authors() for name in names]
    assert (named[0].removeprefix("By ") if named else None) == expected


@pytest.mark.parametrize(
    ("head", "ld", "publisher"),
    [
        ('<link rel="canonical" href="https://www.reuters.com/a">'
         '<meta property="og:site_name" content="News you can trust, every day">', None, "Reuters"),
        (SITE, None, "The Daily Courier"),
        ('<meta property="og:site_name" content="All the news of the coast, every single day">',
         article(publisher={"name": "The Daily Courier"}), "The Daily Courier"),
        ('<meta property="og:site_name" content="courier.example">', None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_publishers(head: str, ld: object, publisher: str | None) -> None:
    assert page(head, ld=ld).publisher == publisher
