"""HTML pages to blocks and metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml.etree import iterwalk
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from articles.article import ArticleError, Removed
from articles.clean.furniture import copyright_note
from articles.extract.blocks import Block, BlockKind, Link
from articles.extract.bylines import split_byline
from articles.extract.characters import normalise, one_line
from articles.extract.dates import iso_date
from articles.extract.documents import MAX_CHARACTERS, Extract
from articles.extract.metadata import Metadata

MAX_ATTRIBUTES = 5_000
"""Words in one tag; above it the parser's time grows with their square."""

_SPACE = re.compile(r"\s+")
_PAGE = re.compile(r"<(?:html|body)\b", re.I)
_TAG = re.compile(r"<[^<>]*")
_KINDS: dict[str, BlockKind] = {
    "head": "heading",
    "p": "paragraph",
    "item": "item",
    "quote": "quotation",
    "code": "paragraph",
}


def from_html(text: str, location: str) -> Extract:
    """Read an HTML page or fragment: story and metadata by trafilatura, dates as declared.

    Raises ArticleError where no story is found, or where no parser should be asked to read it.
    """
    if any(len(tag[0].split()) > MAX_ATTRIBUTES for tag in _TAG.finditer(text)):
        raise ArticleError(
            location,
            "a tag with thousands of attributes",
            "save the page again as a browser shows it",
        )
    if not _PAGE.search(text):
        text = f"<html><body>{text}</body></html>"
    try:
        tree = load_html(text)
        document = trafilatura.bare_extraction(
            text,
            include_comments=False,
            include_tables=False,
            include_links=True,
            include_formatting=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # whatever a hostile page provokes concerns this page only
        raise ArticleError(
            location,
            f"page cannot be parsed ({type(error).__name__}: {one_line(str(error))[:200]})",
            "save its text as .txt or .md",
        ) from error
    if tree is None or document is None or document.body is None:
        raise ArticleError(
            location, "no story text found", "give a page with a story of several sentences"
        )
    blocks = tuple(_blocks(document.body))
    byline, agency = split_byline(document.author or "; ".join(_authors(tree)))
    title = document.title and _without_site(one_line(document.title), document.sitename)
    return Extract(
        blocks,
        Metadata(
            title=title or None,
            url=document.url,
            publisher=document.sitename if "." not in (document.sitename or ".") else None,
            byline=byline,
            agency=agency,
            published=next(_dates(tree), None) or document.date,
            licence=document.license or next(_copyright_notes(tree), None),
        ),
        tuple(_left_out(tree, one_line(" ".join(block.text for block in blocks)))),
    )


def _copyright_notes(tree: HtmlElement) -> Iterator[str]:
    return (note for _, text in _visible(tree) if (note := copyright_note(text)))


def _without_site(title: str, site: str | None) -> str:
    """Take the publisher's name off the end of a page title."""
    match = re.search(r"\s+[|–—-]\s+([^|–—]+)$", title)
    return title[: match.start()] if match and site and match[1].strip() == site else title


def _blocks(body: HtmlElement) -> Iterator[Block]:
    for element in body.iter(*_KINDS):
        if any(parent.tag in _KINDS for parent in element.iterancestors()):
            continue
        text, links = _inline(element)
        block = Block(text, _KINDS[element.tag], links)
        # Two line breaks in a row are how old pages set off their paragraphs.
        yield from block.lines() if re.search(r"\n\s*\n", text) else (block,)


def _inline(element: HtmlElement) -> tuple[str, tuple[Link, ...]]:
    """Return the text of an element, line breaks as newlines, with its links."""
    text, links = "", []
    opened: dict[HtmlElement, int] = {}
    for event, node in iterwalk(element, events=("start", "end")):
        if event == "start":
            opened[node] = len(text)
            text += "\n" if node.tag == "lb" else ""
            text += _SPACE.sub(" ", node.text or "")
            continue
        if node.tag == "ref" and len(text) > opened[node]:
            links.append(Link(opened[node], len(text), node.get("target", "")))
        if node is not element:
            text += _SPACE.sub(" ", node.tail or "")
    return text, tuple(links)


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            waiting = [json.loads(script.text or "null")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += reversed(node[:100])
            elif isinstance(node, dict):
                yield node
                waiting.append(node.get("@graph"))


def _authors(tree: HtmlElement) -> Iterator[str]:
    for node in _json_ld(tree):
        authors = node.get("author")
        for author in authors[:20] if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str):
                yield name


def _dates(tree: HtmlElement) -> Iterator[str]:
    """Yield the dates of publication that a page declares, those most to be relied on first."""
    declared: list[Any] = [node.get("datePublished") for node in _json_ld(tree)]
    declared += tree.xpath(
        "//meta[@property='article:published_time' or @name='date' or @name='pubdate'"
        " or @name='dc.date' or @itemprop='datePublished']/@content"
    )
    declared += tree.xpath("//*[@itemprop='datePublished']/@datetime")
    declared += tree.xpath("//time[@pubdate or ancestor::article or ancestor::main]/@datetime")
    for value in declared[:50]:
        try:
            yield iso_date(value)
        except (TypeError, ValueError, AttributeError):
            continue


# fmt: off
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "u", "var",
}
_SILENT = {
    "head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template", "title",
}
# fmt: on
_FRAMES = {"html", "body", "main", "article"}
_REASONS = (
    ("cookie-notice", re.compile(r"cookie|consent|gdpr")),
    ("comments", re.compile(r"comment|disqus")),
    ("share-bar", re.compile(r"\bshar(?:e|ing)|social")),
    ("subscribe", re.compile(r"newsletter|subscri|signup|sign-up|paywall")),
    (
        "related-link",
        re.compile(r"relat|recommend|most-read|popular|read-more|promo|sidebar|teaser"),
    ),
    ("byline", re.compile(r"byline|author")),
    ("caption", re.compile(r"caption|credit")),
    ("tags", re.compile(r"\btags?\b|topics")),
)
_TAG_REASONS = {
    "nav": "navigation",
    "footer": "boilerplate",
    "aside": "related-link",
    "figure": "caption",
    "figcaption": "caption",
    "form": "subscribe",
    "time": "date",
    "button": "navigation",
    "table": "table",
    "h1": "title",
}


def _reason(element: HtmlElement) -> str | None:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()[:300]
    by_name = next((reason for reason, pattern in _REASONS if pattern.search(names)), None)
    return by_name or _TAG_REASONS.get(element.tag)


def _furniture(block: HtmlElement) -> tuple[HtmlElement, str]:
    """Return the piece of furniture that ``block`` belongs to, and its kind."""
    container, kind = block, None
    for element in (block, *block.iterancestors()):
        reason = None if element.tag in _FRAMES else _reason(element)
        if reason and kind in {None, reason}:
            container, kind = element, reason
    return container, kind or "boilerplate"


def _left_out(tree: HtmlElement, kept: str) -> Iterator[Removed]:
    """Yield the text of a page that is not in ``kept``, joined by furniture, with the reason."""
    groups: dict[HtmlElement, tuple[str, list[str]]] = {}
    for block, text in _visible(tree):
        if text in kept:
            continue
        container, reason = _furniture(block)
        groups.setdefault(container, (reason, []))[1].append(text)
    for reason, texts in groups.values():
        yield Removed(text=" / ".join(texts)[:MAX_CHARACTERS], reason=reason)


def _visible(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each block element that holds text itself, with that text, on one line."""
    texts: dict[HtmlElement, list[str]] = {}
    for node in tree.xpath("//body//text()[normalize-space()]"):
        parent = node.getparent() if node.is_text else node.getparent().getparent()
        if parent is None or parent.tag in _SILENT:
            continue
        while parent.tag in _INLINE and not _reason(parent) and parent.getparent() is not None:
            parent = parent.getparent()
        texts.setdefault(parent, []).append(str(node))
    for block, parts in texts.items():
        text = one_line(" ".join(normalise(part) for part in parts))
        if text:
            yield block, text
