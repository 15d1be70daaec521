"""Sitemaps, lists of pages, WARC, mail, PDF, saved pages, and kinds of other packages."""

from __future__ import annotations

import gzip
import mailbox
import sys
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest

from articles.article import Article, ArticleError
from articles.sources import kinds
from tests.articles.sources.samples import (
    articles,
    problems,
    put_stories,
    read_all,
    skipped,
    story,
    warc,
)
from tests.articles.texts import read, read_error, read_one
from tests.articles.web import Page, Web, save, story_page

XML = "application/xml"
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def urlset(*entries: str) -> str:
    listed = "".join(f"<url>{entry}</url>" for entry in entries)
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f" {NEWS}>{listed}</urlset>"
    )


def index(*entries: str) -> str:
    listed = "".join(f"<sitemap>{entry}</sitemap>" for entry in entries)
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'
    )


# Sitemaps


def test_a_sitemap_is_filtered_by_its_dates_and_read_newest_first(web: Web) -> None:
    urls = put_stories(web, 3)
    dates = ["2022-11-28", "2022-11-29T10:00:00+00:00", "2020-01-01"]
    entries = [f"<loc>{u}</loc><lastmod>{d}</lastmod>" for u, d in zip(urls, dates, strict=True)]
    url = web.put("a.example/sitemap.xml", Page(urlset(*entries), XML))
    found = read_all(web, url, since="2022-01-01")
    assert [article.source.location for article in articles(found)] == [urls[1], urls[0]]
    assert [item.location for item in skipped(found)] == [urls[2]]
    assert web.count("/2") == 0


def test_a_news_sitemap_knows_titles_dates_and_languages(web: Web) -> None:
    urls = put_stories(web, 2)
    news = (
        "<loc>{}</loc><news:news><news:publication><news:name>N</news:name>"
        "<news:language>{}</news:language></news:publication>"
        "<news:publication_date>2022-11-28</news:publication_date>"
        "<news:title>Tom &amp; the ferry</news:title><news:keywords>sea, town</news:keywords>"
        "</news:news><image:image xmlns:image='i'><image:loc>http://a.example/i.png</image:loc>"
        "<image:title>A picture</image:title></image:image>"
    )
    entries = [news.format(urls[0], "en"), news.format(urls[1], "de")]
    url = web.put("a.example/news.xml", Page(urlset(*entries), XML))
    found = read_all(web, url, keywords=["Tom"], sections=["Sea"])
    (article,) = articles(found)
    assert (article.title, article.source.published) == ("Ferry 0 is late", "2022-11-28")
    assert ["in de" in item.reason for item in skipped(found)] == [True]


def test_an_index_of_itself_comes_to_an_end(web: Web) -> None:
    (page,) = put_stories(web, 1)
    here, other = web.url("a.example/index.xml"), web.url("a.example/other.xml")
    old = "<loc>http://a.example/old.xml</loc><lastmod>2001-01-01</lastmod>"
    web.put("a.example/other.xml", Page(index(f"<loc>{here}</loc>", f"<loc>{other}</loc>"), XML))
    inner = web.put(
        "a.example/in.xml.gz", Page(gzip.compress(urlset(f"<loc>{page}</loc>").encode()))
    )
    missing = web.url("a.example/missing.xml")
    entries = [f"<loc>{url}</loc>" for url in (here, other, inner, missing)]
    web.put("a.example/index.xml", Page(index(*entries, old), XML))
    found = read_all(web, here, max_age="9d")
    assert [item.source.location for item in found if isinstance(item, Article)] == [page]
    assert [error.location for error in problems(found)] == [missing]
    assert [item.location for item in skipped(found)] == ["http://a.example/old.xml"]
    assert web.count("/index.xml") == web.count("/other.xml") == 1


@pytest.mark.parametrize(
    "body",
    ["<urlset><url><loc>", "<urlset/>", "<urlset>&nbsp;</urlset>", urlset("<loc>ftp://x</loc>")],
)
def test_sitemaps_with_nothing_in_them(web: Web, body: str) -> None:
    assert read_all(web, web.put("a.example/sitemap.xml", Page(body, XML))) == []


def test_a_compressed_bomb_of_a_sitemap(web: Web) -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    (error,) = problems(read_all(web, web.put("a.example/sitemap.xml.gz", Page(bomb, XML))))
    assert "larger than" in error.reason


def test_a_list_of_pages(web: Web, tmp_path: Path) -> None:
    urls = put_stories(web, 2)
    lines = ["# the harbour", *urls, "", urls[0] + "#top"]
    url = web.put("a.example/list.txt", Page("\n".join(lines), "text/plain"))
    file = save(tmp_path / "pages.txt", "\n".join(lines))
    for location in (url, str(file)):
        assert [a.source.location for a in articles(read_all(web, location))] == urls
    save(file, "\n".join([*lines, "ferry"]))
    found = read_all(web, str(file), kind="pages")
    assert [error.location for error in problems(found)] == [f"{file}#4"]


# WARC

# The library's writer leaves its buffers to the garbage collector.
unclosed = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def crawled(number: int) -> tuple[str, str, str]:
    page = story_page(f"Ferry {number} is late", story(number))
    return f"https://a.example/{number}", "text/html", page


@unclosed
@pytest.mark.parametrize("gz", [True, False])
def test_pages_of_a_warc(tmp_path: Path, gz: bool) -> None:
    path = tmp_path / ("a.warc.gz" if gz else "a.warc")
    picture = ("https://a.example/p.png", "image/png", "PNG")
    path.write_bytes(
        warc(crawled(0), picture, crawled(1), gz=gz) + warc(crawled(2), status="404 No", gz=gz)
    )
    first, second = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.source.url == "https://a.example/0"
    assert second.source.location == f"{path}#3"
    assert first.source.retrieved.isoformat() == "2022-11-30T10:00:00+00:00"


DAMAGES = {
    "bytes in the middle": lambda r: r[: len(r) // 2] + b"\0" * 40 + r[len(r) // 2 + 40 :],
    "a bit": lambda r: r[: len(r) // 2] + bytes([r[len(r) // 2] ^ 4]) + r[len(r) // 2 + 1 :],
    "the beginning": lambda r: b"\0" * 20 + r[20:],
    "the end": lambda r: r[:-300],
    "all but the beginning": lambda r: r[:40],
    "more": lambda r: r + b"WARC/1.0 and \x1f\x8b\x08 are no records\n" * 9,
}


@unclosed
@pytest.mark.parametrize("gz", [True, False])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_follows_a_damaged_record_is_read(tmp_path: Path, gz: bool, damage: str) -> None:
    path = tmp_path / ("a.warc.gz" if gz else "a.warc")
    records = [warc(crawled(number), gz=gz) for number in range(4)]
    records[1] = DAMAGES[damage](records[1])
    path.write_bytes(b"".join(records))
    found = read(path)
    titles = [item.title for item in found if isinstance(item, Article)]
    assert titles[0] == "Ferry 0 is late"
    assert titles[-2:] == ["Ferry 2 is late", "Ferry 3 is late"]
    (error,) = (item for item in found if isinstance(item, ArticleError))
    assert error.location == f"{path}#{3 if damage == 'more' else 2}"
    assert error.reason.startswith("damaged record (")
    assert len(titles) == 3 + (damage == "more")


@unclosed
@pytest.mark.parametrize("cut", [1, 100, -200])
def test_a_warc_that_was_cut_off(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc(crawled(0)) + warc(crawled(1))[:cut])
    article, error = read(path)
    assert isinstance(article, Article)
    assert isinstance(error, ArticleError)
    assert error.location == f"{path}#2"
    assert "cut off" in error.reason


@unclosed
def test_a_warc_that_was_compressed_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(warc(crawled(0), crawled(1), gz=False)))
    assert [item.title for item in read(path) if isinstance(item, Article)] == [
        "Ferry 0 is late",
        "Ferry 1 is late",
    ]


def test_a_warc_of_nothing_but_false_beginnings(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"\x1f\x8b\x08" * 20_000)
    (error,) = read(path)
    assert isinstance(error, ArticleError)


# Mail


def mail(title: str = "Ferry is late", html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = title
    message["From"] = '"The Daily" <news@daily.example>'
    message["Date"] = "Mon, 28 Nov 2022 10:00:00 +0000"
    for name, value in headers.items():
        message[name] = value
    message.set_content("\n\n".join(story()))
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_a_newsletter_with_one_story(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(mail("Café: ferry is late")))
    article = read_one(path)
    assert article.title == "Café: ferry is late"
    assert article.text.startswith("Council number 0")
    assert article.source.publisher == "The Daily"
    assert article.source.published == "2022-11-28T10:00:00+00:00"


@pytest.mark.parametrize("header", ["From", "Content-Type"])
def test_a_mail_with_a_header_without_an_end_is_refused(tmp_path: Path, header: str) -> None:
    message = mail("The ferry is late")
    value = str(message[header])
    del message[header]
    path = tmp_path / "a.eml"
    path.write_bytes(f"{header}: {value}; {'a, ' * 1_000}\n".encode() + bytes(message))
    assert "header of over 2,000 characters" in read_error(path).reason


def test_a_newsletter_of_many_stories_is_its_links(web: Web, tmp_path: Path) -> None:
    links = "".join(
        f'<p><a href="{url}">The ferry number {number} comes late</a></p>'
        for number, url in enumerate(put_stories(web, 3))
    )
    more = '<a href="http://a.example/u">Unsubscribe from this list here</a><a href="/x">More</a>'
    page = f"<html><body>{links}{more}</body></html>"
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(mail(html=page)))
    assert len(articles(read_all(web, str(path)))) == 3
    assert problems(read_all(web, str(path), follow="never"))


def test_mailboxes(tmp_path: Path) -> None:
    mbox = mailbox.mbox(tmp_path / "a.mbox")
    maildir = mailbox.Maildir(tmp_path / "maildir")
    for number in range(2):
        message = mail(f"Ferry {number} is late")
        message.replace_header("Subject", f"Ferry {number} is late")
        mbox.add(message)
        maildir.add(message)
    picture = EmailMessage()
    picture.set_content(b"PNG", "image", "png")
    mbox.add(picture)
    mbox.close()
    first, second, error = read(tmp_path / "a.mbox")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(error, ArticleError)
    assert "without a text" in error.reason
    assert (first.source.location, second.title) == (f"{tmp_path}/a.mbox#1", "Ferry 1 is late")
    assert len(read(tmp_path / "maildir")) == 2


# PDF


def pdf(*pieces: tuple[int, int, int, str]) -> bytes:
    """Write a PDF of one page with pieces of text: left, bottom, size, text."""
    drawn = "".join(
        f"BT /F1 {size} Tf {left} {bottom} Td ({text}) Tj ET\n"
        for left, bottom, size, text in pieces
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}endstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        out
        + (
            f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\n"
            f"startxref\n{len(out)}\n%%EOF"
        ).encode()
    )


LEFT = [
    "The harbour authority said on Monday that",
    "the new ferry terminal will open in April,",
    "two months later than planned by the govern-",
    "ment of the island.",
    "Work was delayed by storms in November,",
    "which damaged a crane and flooded part of",
]
RIGHT = [
    "the site, director Anna Holm told reporters.",
    "The terminal will cost 42 million euros and",
    "is expected to handle 1.2 million passengers",
    "a year, and its first ferry will be a large one.",
]


def columns() -> bytes:
    pieces = [(50, 740, 20, "Ferry terminal to open two months late")]
    pieces += [(50, 700 - 14 * n, 11, text) for n, text in enumerate(LEFT)]
    pieces += [(320, 700 - 14 * n, 11, text) for n, text in enumerate(RIGHT)]
    return pdf(*sorted(pieces, key=lambda piece: -piece[1]))


def test_columns_and_hyphens_of_a_pdf(tmp_path: Path, web: Web) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(columns())
    article = read_one(path)
    assert article.title == "Ferry terminal to open two months late"
    assert "planned by the government of the island." in article.text
    assert "flooded part of the site, director Anna Holm" in article.text
    url = web.put("a.example/paper", Page(columns(), "application/pdf"))
    (fetched,) = articles(read_all(web, url))
    assert fetched.text == article.text


def test_pdfs_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(columns())
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: read_one(path).text, range(32)))
    assert len(set(found)) == 1


def test_a_pdf_without_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())
    assert "without a text layer" in read_error(path).reason


# Saved pages, and kinds of other packages


@pytest.mark.parametrize("attached", ["Ferry_files", "Ferry-Dateien"])
def test_a_page_saved_by_a_browser_is_one_article(tmp_path: Path, attached: str) -> None:
    save(tmp_path / "in" / "Ferry.html", story_page("Ferry is late", story()))
    save(tmp_path / "in" / attached / "ad.html", story_page("Buy now", story(3)))
    save(tmp_path / "in" / "other_files" / "b.html", story_page("Ferry 1 is late", story(1)))
    titles = [item.title for item in read(tmp_path / "in") if isinstance(item, Article)]
    assert titles == ["Ferry is late", "Ferry 1 is late"]


PACKAGE = """
class Shouted:
    name = "shouted"
    shape = ".shout"

    def accepts(self, resource):
        return resource.suffix == ".shout"

    def read(self, resource, reading):
        from dataclasses import replace
        quiet = resource.path.with_suffix(".txt")
        quiet.write_text(resource.read().decode().lower())
        yield from reading.read(str(quiet), reading)
"""


def test_another_package_adds_a_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "site" / "shouting.py", PACKAGE)
    info = tmp_path / "site" / "shouting-1.0.dist-info"
    save(info / "METADATA", "Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    save(info / "entry_points.txt", "[polydigest.sources]\nshouted = shouting:Shouted\n")
    path = save(tmp_path / "a.shout", "\n\n".join(["Ferry Is Late", *story()]).upper())
    assert "no kind" in read_error(path).reason
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    kinds.cache_clear()
    try:
        assert read_one(path).title == "ferry is late"
    finally:
        kinds.cache_clear()
        sys.modules.pop("shouting", None)


def test_a_stated_kind_is_taken_and_an_unknown_one_named(web: Web) -> None:
    page = story_page("Ferry is late", story())
    url = web.put("a.example/story", Page(page, "application/x-odd"))
    assert "no kind of input" in problems(read_all(web, url))[0].reason
    (error,) = problems(read_all(web, url, kind="feeds"))
    assert error.reason == "no kind 'feeds'"
    assert "feed" in error.remedy
    assert "cannot be parsed" in problems(read_all(web, url, kind="feed"))[0].reason
