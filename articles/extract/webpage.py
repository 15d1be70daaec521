"""HTML pages to blocks and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml.etree import iterwalk
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from articles.article import ArticleError
from articles.clean.furniture import copyright_note
from articles.extract.blocks import Block, BlockKind, Link
from articles.extract.bylines import split_byline
from articles.extract.characters import one_line
from articles.extract.extraction import Extract
from articles.extract.left_out import left_out, visible_blocks
from articles.extract.metadata import Metadata
from articles.extract.page_metadata import declared_authors, declared_dates

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
    byline, agency = split_byline(document.author or "; ".join(declared_authors(tree)))
    title = document.title and _without_site(one_line(document.title), document.sitename)
    return Extract(
        blocks,
        Metadata(
            title=title or None,
            url=document.url,
            publisher=document.sitename if "." not in (document.sitename or ".") else None,
            byline=byline,
            agency=agency,
            published=next(declared_dates(tree), None) or document.date,
            licence=document.license or next(_copyright_notes(tree), None),
        ),
        tuple(left_out(tree, one_line(" ".join(block.text for block in blocks)))),
    )


def _copyright_notes(tree: HtmlElement) -> Iterator[str]:
    return (note for _, text in visible_blocks(tree) if (note := copyright_note(text)))


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
