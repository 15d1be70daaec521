"""A URL leaves as it came, whatever it came in."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from articles.article import ArticleError
from articles.extract.markdown import from_markdown
from articles.extract.webpage import from_html
from articles.locations import canonical_url, shown_host, source_url, web_url
from articles.sources.feeds import parse_feed
from articles.sources.json_feeds import _parse as parse_json_feed
from articles.sources.json_lines import ArticleRecord
from articles.sources.mail import _stories as stories_of_mail
from articles.sources.sitemaps import _parse as parse_sitemap
from tests.articles.texts import STORY
from tests.articles.web import story_page

MISREAD = (
    "https://n.example/s?id=5&section=world&reg=1&copy=2&not=3&para=4&curren=5&amp=6&lt=7&b",
    "https://n.example/a(b)'c'/../d;v=1/%7e%C3%BC//?q=a+b&&c=#sect&copy=1",
)
_PARAMETERS = ("section", "copy", "reg", "not", "para", "amp", "lt", "gt", "id", "q", "sect")
_NAMES = st.sampled_from(_PARAMETERS) | st.text(string.ascii_letters, min_size=1, max_size=6)
_RAW = st.text(string.ascii_letters + string.digits + "-._~!$'()*+,=:@/", max_size=12)
_ENCODED = st.sampled_from(["%C3%BC", "%2F", "%26sect", "%7e", "%25"])
_TEXT = st.lists(_RAW | _ENCODED, max_size=3).map("".join)
_FIELDS = st.lists(st.tuples(_NAMES, _TEXT).map("=".join) | _NAMES, max_size=5).map("&".join)


@st.composite
def urls(draw: st.DrawFn) -> str:
    host = draw(st.sampled_from(["n.example", "www.n.example:8080", "xn--mnchen-3ya.example"]))
    rest = draw(_TEXT)
    query = draw(st.none() | _FIELDS)
    fragment = draw(st.none() | _TEXT)
    return (
        f"https://{host}/{rest}"
        + (f"?{query}" if query is not None else "")
        + (f"#{fragment}" if fragment is not None else "")
    )


def of_page(head: str) -> str | None:
    return from_html(story_page("The ferry is late", STORY, head), "a").metadata.url


def of_mail(url: str) -> str | None:
    message = EmailMessage()
    message.set_content(f'<a href="{escape(url)}">The ferry is late again</a>', subtype="html")
    (story,) = stories_of_mail(message.get_content())
    return story.url


INPUTS: dict[str, Callable[[str], str | None]] = {
    "link rel=canonical": lambda url: of_page(f'<link rel="canonical" href="{escape(url)}">'),
    "as it is in an attribute": lambda url: of_page(f'<link rel="canonical" href="{url} ">'),
    "og:url": lambda url: of_page(f'<meta property="og:url" content="{escape(url)}">'),
    "JSON-LD": lambda url: of_page(
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "url": url})}'
        "</script>"
    ),
    "front matter": lambda url: from_markdown(
        f"---\ntitle: x\nurl: {json.dumps(url)}\n---\n\n{STORY[0]}", "a"
    ).metadata.url,
    "JSON Lines": lambda url: ArticleRecord(title="x", text="x", url=url).url,
    "RSS": lambda url: parse_feed(
        f"<rss version='2.0'><channel><item><link>{escape(url)}</link></item></channel></rss>"
        .encode(), "a"
    )[0].url,
    "RSS, as it is": lambda url: parse_feed(
        f"<rss version='2.0'><channel><item><link>{url}</link></item></channel></rss>".encode(), "a"
    )[0].url,
    "Atom, as it is": lambda url: parse_feed(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title>"
        f'<link href="{url}"/></entry></feed>'.encode(), "a"
    )[0].url,
    "JSON Feed": lambda url: parse_json_feed(
        json.dumps({"items": [{"id": "1", "url": url}]}).encode(), "a"
    )[0].url,
    "sitemap": lambda url: parse_sitemap(
        f"<urlset><url><loc>{escape(url)}</loc></url></urlset>".encode(), "a"
    ).pages[0].url,
    "sitemap, as it is": lambda url: parse_sitemap(
        f"<urlset><url><loc>{url}</loc></url></urlset>".encode(), "a"
    ).pages[0].url,
    "mail": of_mail,
}  # fmt: skip


@pytest.mark.parametrize("kind", INPUTS)
@settings(max_examples=15, deadline=None)
@given(url=urls())
def test_a_url_is_read_as_it_stands(kind: str, url: str) -> None:
    # To a browser as well, a name at the end of an attribute is a character.
    assume("as it is in" not in kind or not re.search(r"&(?:[a-z]+)(?![=A-Za-z0-9])", url))
    read = INPUTS[kind](url)
    assert read
    assert web_url(read) == url


@pytest.mark.parametrize("kind", INPUTS)
@pytest.mark.parametrize("url", MISREAD)
def test_parameters_are_no_character_references(kind: str, url: str) -> None:
    read = INPUTS[kind](url)
    assert read
    assert source_url(read) == url


@settings(max_examples=300, deadline=None)
@given(url=urls())
def test_what_is_a_url_is_spelled_as_it_is(url: str) -> None:
    assert web_url(url) == url
    assert canonical_url(url) == url.partition("#")[0]


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60).map("https://n.example/".__add__))
def test_what_is_spelled_is_a_url_and_stays_one(text: str) -> None:
    spelled = web_url(text)
    if spelled is not None:
        assert spelled.isascii()
        assert not set(spelled) & set(' "<>\\^`{|}[]')
        assert web_url(spelled) == spelled


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://N.Example:443/A%2fb", "https://n.example/A%2fb"),
        ("https://n.example?", "https://n.example?"),
        ("https://n.example/a b|c", "https://n.example/a%20b%7Cc"),
        ("https://n.example/100%?x=[1]#a#b", "https://n.example/100%25?x=%5B1%5D#a%23b"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("https://localhost/x", "https://localhost/x"),
        ("https://n.example/x?utm_source=a&id=1", "https://n.example/x?utm_source=a&id=1"),
        ("https://user:secret@n.example/", None),
        ("https://n.example\\@evil.example/", None),
        ("https://n%2eexample/", None),
        ("https://n.example:99999/", None),
        ("https:///x", None),
        ("https://n.example/\u202e", None),
    ],
)
def test_spelling_of_a_url(url: str, expected: str | None) -> None:
    assert web_url(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://n.example/x?utm_source=a&id=1&source=2&fbclid=9#top",
         "https://n.example/x?id=1&source=2#top"),
        ("https://n.example/x?utm_medium=mail", "https://n.example/x"),
        ("https://n.example/x?session=1&ref=2&cid=3", "https://n.example/x?session=1&ref=2&cid=3"),
        ("https://localhost/x", None),
    ],
)  # fmt: skip
def test_trackers_alone_are_left_out_of_an_articles_url(url: str, expected: str | None) -> None:
    assert source_url(url) == expected


def test_a_host_is_shown_in_its_own_letters() -> None:
    assert shown_host("https://www.xn--mnchen-3ya.example/") == "münchen.example"


def test_a_feed_sends_nobody_to_a_url_with_a_password() -> None:
    (item,) = parse_feed(
        b"<rss version='2.0'><channel><item><link>https://u:secret@n.example/a</link></item>"
        b"</channel></rss>", "a"
    )  # fmt: skip
    assert item.url is None


def test_a_page_of_tags_alone_is_refused() -> None:
    with pytest.raises(ArticleError, match="tags"):
        from_html("<p>a</p>" * 50_000, "a")
