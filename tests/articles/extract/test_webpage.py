from __future__ import annotations

from pathlib import Path

import pytest

from articles.article import Article
from tests.articles.texts import STORY, read, read_error, read_one, reasons

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


def page(head: str = "", body: str = BODY, title: str = "Ferry terminal to open late") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def article_of(tmp_path: Path, html: str) -> Article:
    path = tmp_path / "a.html"
    path.write_text(html, encoding="utf-8")
    return read_one(path)


def test_story_without_what_surrounds_it(tmp_path: Path) -> None:
    article = article_of(
        tmp_path,
        page(
            '<meta property="og:site_name" content="The Daily">'
            '<link rel="canonical" href="https://daily.example/a?utm_source=x">',
            '<nav><a href="/w">World</a> <a href="/s">Sport</a></nav>'
            '<figure><img src="c.jpg"><figcaption>A crane. Photo: Jane Doe</figcaption></figure>'
            f'{BODY}<aside class="related"><a href="/r">Storm closes road</a></aside>'
            '<div class="newsletter"><p>Sign up for our newsletter.</p></div>'
            '<section class="comments"><p>First comment here!</p></section>'
            "<footer>© 2022 The Daily</footer>",
            title="Ferry terminal to open late | The Daily",
        ).replace("<h1>Ferry terminal to open late | The Daily", "<h1>Ferry terminal to open late"),
    )
    assert article.title == "Ferry terminal to open late"
    assert article.text == "\n\n".join(STORY)
    assert article.source.publisher == "The Daily"
    assert article.source.url == "https://daily.example/a"
    assert article.source.licence == "© 2022 The Daily"
    removed = reasons(article)
    assert removed["World Sport"] == "navigation"
    assert removed["A crane. Photo: Jane Doe"] == "caption"
    assert removed["Storm closes road"] == "related-link"
    assert removed["Sign up for our newsletter."] == "subscribe"
    assert removed["First comment here!"] == "comments"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type":'
            ' "NewsArticle", "datePublished": "2022-11-28T10:00:00+01:00"}]}</script>'
            '<meta property="article:published_time" content="2022-11-29">',
            "2022-11-28T10:00:00+01:00",
        ),
        ('<meta property="article:published_time" content="2022-11-28T09:00:00Z">',
         "2022-11-28T09:00:00+00:00"),
        (
            '<script type="application/ld+json">{"datePublished": "2022-02-31"}</script>'
            '<script type="application/ld+json">{"datePublished": 20220228}</script>'
            '<script type="application/ld+json">not json</script>'
            '<meta itemprop="datePublished" content="2022-11-28">',
            "2022-11-28",
        ),
        ("", None),
    ],
    ids=["json-ld", "meta", "first that can be", "none"],
)  # fmt: skip
def test_date_of_publication(tmp_path: Path, head: str, published: str | None) -> None:
    assert article_of(tmp_path, page(head)).source.published == published


def test_time_element(tmp_path: Path) -> None:
    body = f'<time datetime="2022-11-28T10:00:00+01:00">Monday</time>{BODY}'
    assert article_of(tmp_path, page(body=body)).source.published == "2022-11-28T10:00:00+01:00"


def test_agency_is_no_person(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type":'
        ' "NewsArticle", "headline": "Ferry terminal", "author": {"@type": "Organization",'
        ' "name": "AFP"}}</script>'
    )
    source = article_of(tmp_path, page(head)).source
    assert (source.byline, source.agency) == (None, "AFP")


@pytest.mark.parametrize(
    ("header", "footer", "byline", "published"),
    [
        ("<ul><li>Veröffentlicht am 13. Mai 2024</li><li>Von: Jane Doe, John Roe</li></ul>",
         "", "Jane Doe, John Roe", "2024-05-13"),
        ("<div>Mo 13.05.24 | 14:07 Uhr | Von Jane Doe</div>", "", None, "2024-05-13"),
        ("", "<aside><ul><li><b>Datum</b> 13.05.2024</li><li><b>Autor</b> Jane Doe</li></ul>"
         "</aside>", "Jane Doe", "2024-05-13"),
        ("<p>Jane Doe/John Roe</p>", "", "Jane Doe, John Roe", None),
        ("", "<p>Lê Phương</p>", "Lê Phương", None),
        ("", "<footer>Since 1911: call Jane Doe, 13.05.2024</footer>", None, None),
    ],
)  # fmt: skip
def test_lines_around_the_story_say_who_and_when(
    tmp_path: Path, header: str, footer: str, byline: str | None, published: str | None
) -> None:
    article = article_of(tmp_path, page(body=f"{header}{BODY}{footer}"))
    assert (article.source.byline, article.source.published) == (byline, published)
    assert article.text == "\n\n".join(STORY)
    declared = '<meta name="author" content="Max Moe"><meta name="date" content="2024-01-02">'
    source = article_of(tmp_path, page(declared, f"{header}{BODY}{footer}")).source
    assert (source.byline, source.published) == ("Max Moe", "2024-01-02")


HEADLINES = [
    "Storm closes the coastal road",
    "Two ferries are sold to a yard",
    "Council votes on the harbour",
    "A crane falls in the night",
    "School opens after the flood",
]
MENU = f"<nav>{''.join(f'<li><a href=/{n}>Part {n}</a></li>' for n in range(4))}</nav>"


@pytest.mark.parametrize(
    "teaser",
    [
        "<article><h2><a href='{link}'>{head}</a></h2><p>{text}</p></article>",
        "<div class='card'><h3><a href='{link}'>{head}</a></h3><i>3 May</i><p>{text}</p></div>",
        "<h2><a href='{link}'>{head}</a></h2><p>{text}</p>",
        "<table><tr><td><b><a href='{link}'>{head}</a></b><br>{text}</td></tr></table>",
    ],
)
def test_front_pages_are_no_articles(tmp_path: Path, teaser: str) -> None:
    texts = [f"{STORY[n % 3][:-1]}, it was said of matter {n}." for n in range(5)]
    teasers = "".join(
        teaser.format(link=f"/{n}", head=head, text=text)
        for n, (head, text) in enumerate(zip(HEADLINES, texts, strict=True))
    )
    html = f"<head>{{}}<title>The Courier</title></head><body>{{}}<main>{teasers}</main></body>"
    path = tmp_path / "a.html"
    path.write_text(html.format("", MENU), encoding="utf-8")
    assert read_error(path).reason == "a page of teasers, not an article"
    # A round-up that says it is one, and a newsletter, are read.
    for head, menu in (('<meta property="og:type" content="article">', MENU), ("", "")):
        path.write_text(html.format(head, menu), encoding="utf-8")
        (item,) = read(path)
        assert "teasers" not in str(item)


def test_links_and_emphasis_leave_the_text_whole(tmp_path: Path) -> None:
    marked = STORY[1].replace("Anna Holm", '<a href="/holm"><b>Anna</b> Holm</a>')
    article = article_of(tmp_path, page(body=f"<p>{STORY[0]}</p><p>{marked}</p><p>{STORY[2]}</p>"))
    assert article.text == "\n\n".join(STORY)


def test_paragraphs_set_off_by_line_breaks(tmp_path: Path) -> None:
    article = article_of(tmp_path, page(body=f"<div>{'<br><br>'.join(STORY)}</div>"))
    assert article.text == "\n\n".join(STORY)
    assert [removed.reason for removed in article.removed] == ["title"]


def test_doubled_text_is_taken_once(tmp_path: Path) -> None:
    article = article_of(tmp_path, page(body=f"<div>{BODY}</div><div>{BODY}</div>"))
    assert article.text == "\n\n".join(STORY)


def test_scripts_and_addresses_of_a_hostile_page_come_to_nothing(tmp_path: Path) -> None:
    article = article_of(
        tmp_path,
        page(
            '<link rel="canonical" href="javascript:alert(1)">'
            '<meta property="og:url" content="data:text/html,x">',
            f'<script>alert("stolen")</script><p onclick="x()">{STORY[0]}</p>'
            f'<p style="display:none">&#x202e;</p>{BODY[len(STORY[0]) + 7 :]}',
        ),
    )
    assert article.source.url is None
    assert article.text == "\n\n".join(STORY)
    assert "stolen" not in str(article.model_dump())


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<div>" * 20_000 + BODY + "</div>" * 20_000,
        "<b><i>" * 10_000,
        "<table><tr><td>" * 1_000,
        "<!--" + "x" * 100_000,
        "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + f">{BODY}",
        "<p>" + "&#x41;" * 300_000 + "</p>",
    ],
    ids=["empty", "deep", "unclosed", "tables", "comment", "attributes", "entities"],
)
def test_pages_that_no_reader_would_write_are_errors(tmp_path: Path, html: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(html, encoding="utf-8")
    error = read_error(path)
    assert error.reason
    assert error.remedy


def test_ten_thousand_links(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{number}">Link {number}</a></li>' for number in range(10_000))
    article = article_of(tmp_path, page(body=f"{BODY}<ul class='related'>{links}</ul>"))
    assert article.text == "\n\n".join(STORY)
    related = next(removed for removed in article.removed if removed.reason == "related-link")
    assert related.text.startswith("Link 0 / Link 1 / ")


def test_json_ld_of_great_depth_is_passed_over(tmp_path: Path) -> None:
    depth = 100_000
    bomb = f'<script type="application/ld+json">{"[" * depth}{"]" * depth}</script>'
    assert article_of(tmp_path, page(bomb)).text == "\n\n".join(STORY)


def test_declared_charset(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    html = page('<meta charset="windows-1252">').replace("Anna Holm", "“Anna” Hólm")
    path.write_bytes(html.encode("cp1252"))
    (article,) = read(path)
    assert isinstance(article, Article)
    assert "“Anna” Hólm" in article.text
