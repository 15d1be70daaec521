"""The record of what a page holds besides the story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from articles.article import Removed
from articles.extract.characters import normalise, one_line
from articles.extract.extraction import MAX_CHARACTERS

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


def left_out(tree: HtmlElement, kept: str) -> Iterator[Removed]:
    """Yield the text of a page that is not in ``kept``, joined by furniture, with the reason."""
    groups: dict[HtmlElement, tuple[str, list[str]]] = {}
    for block, text in visible_blocks(tree):
        if text in kept:
            continue
        container, reason = _furniture(block)
        groups.setdefault(container, (reason, []))[1].append(text)
    for reason, texts in groups.values():
        yield Removed(text=" / ".join(texts)[:MAX_CHARACTERS], reason=reason)


def visible_blocks(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
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
