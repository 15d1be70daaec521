"""What a page says of itself in JSON-LD, by the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement, fragment_fromstring

_MAX_SCRIPTS = 20
_MAX_NODES = 2_000
# What holds the page's own article; not `hasPart`, `comment`, `mentions`, `itemListElement`.
_INWARDS = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLE = re.compile(r"Article$|BlogPosting$|^Report$|^Review$|^SocialMediaPosting$")
_PAGE = re.compile(r"Page$")
_COMMENTED = re.compile(
    r"^\s*(?://|/\*)?\s*<!(?:--|\[CDATA\[)|(?://|/\*)?\s*(?:-->|\]\]>)\s*(?:\*/)?\s*$"
)


@dataclass(frozen=True)
class Declaration:
    """What JSON-LD declares of the article of a page."""

    headlines: tuple[str, ...] = ()
    description: str = ""
    body: str = ""
    """Paragraphs, a line each."""
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    """As declared, those of the article before those of the page."""
    publishers: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    site_names: tuple[str, ...] = field(default=())
    is_article: bool = False


def read_json_ld(tree: HtmlElement) -> Declaration:
    """Return what the scripts of a page declare of its article."""
    nodes = list(read_nodes(tree))
    typed = [(node, _types(node)) for node in nodes]
    articles = [node for node in nodes if is_article(node)]
    # One page may describe several: its own is the first that has a text or a date.
    articles.sort(key=lambda node: not (node.get("articleBody") or node.get("datePublished")))
    own = articles[:1]
    pages = [node for node, types in typed if any(map(_PAGE.search, types))]
    untyped = [node for node, types in typed if not types]
    ranked = [*own, *pages, *untyped]
    about = own or untyped
    return Declaration(
        is_article=bool(own),
        headlines=tuple(_strings(about, "headline", "name")),
        description=next(_strings(ranked, "description"), ""),
        body=next((_plain(text) for text in _strings(own, "articleBody", "text")), ""),
        authors=tuple(name for node in about for name in _names(node, "author", "creator")),
        published=tuple(_strings(ranked, "datePublished", "dateCreated")),
        publishers=tuple(name for node in ranked for name in _names(node, "publisher")),
        urls=tuple(_strings(about, "url", "mainEntityOfPage", "@id")),
        site_names=tuple(
            _strings([node for node, types in typed if "WebSite" in types], "name", "alternateName")
        ),
    )


def read_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the nodes that are about the page and its article, not those of other articles."""
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]")[:_MAX_SCRIPTS]
    left = _MAX_NODES
    for script in scripts:
        text = _COMMENTED.sub("", script.text or "")
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            left -= 1
            node = waiting.pop()
            if isinstance(node, list):
                waiting += reversed(node[:100])
            elif isinstance(node, dict):
                yield node
                waiting += [node[key] for key in reversed(_INWARDS) if key in node]


def is_article(node: dict[str, Any]) -> bool:
    """Whether a node is of a type of articles."""
    return any(map(_ARTICLE.search, _types(node)))


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [str(each) for each in (types if isinstance(types, list) else [types]) if each]


def _strings(nodes: list[dict[str, Any]], *keys: str) -> Iterator[str]:
    for node in nodes:
        for key in keys:
            value = node.get(key)
            if isinstance(value, list):
                value = "\n".join(each for each in value if isinstance(each, str))
            if isinstance(value, str) and value.strip():
                yield unescape(value).strip()


def _names(node: dict[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        value = node.get(key)
        for each in value[:20] if isinstance(value, list) else [value]:
            name = each.get("name") if isinstance(each, dict) else each
            for one in name[:20] if isinstance(name, list) else [name]:
                if isinstance(one, str) and one.strip():
                    yield unescape(one).strip()


def _plain(body: str) -> str:
    """Return a recorded text without the markup that some pages leave in it, a paragraph a line."""
    if re.search(r"</?(?:p|br|div|a|em|strong)\b", body):
        body = re.sub(r"</(?:p|div|li|h\d)>|<br\s*/?>", "\n", body)
        body = str(fragment_fromstring(body, create_parent=True).text_content())
    return "\n".join(line.strip() for line in body.splitlines() if line.strip())
