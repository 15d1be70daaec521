"""What a page says of itself in JSON-LD, by the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any

from lxml.html import HtmlElement, fragment_fromstring

from articles.extract.extraction import MAX_CHARACTERS
from articles.extract.tags import has_costly_tags

_MAX_SCRIPTS = 20
_MAX_NODES = 2_000
_MOST = 20
"""Values of one kind that are read: names, dates, addresses."""
# What holds the page's own article; not `hasPart`, `comment`, `mentions`, `itemListElement`.
_INWARDS = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLE = re.compile(r"Article$|BlogPosting$|^Report$|^Review$|^SocialMediaPosting$")
_PAGE = re.compile(r"Page$")
_OPENING = re.compile(r"(?://|/\*)?\s*+<!(?:--|\[CDATA\[)")
_CLOSING = re.compile(r"(?://|/\*)?\s*(?:-->|\]\]>)\s*(?:\*/)?$")
_MARKUP = 60
"""Characters at the end of a script in which its comment is closed."""


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
        headlines=_few(_strings(about, "headline", "name")),
        description=next(_strings(ranked, "description"), ""),
        body=next((_plain(text) for text in _strings(own, "articleBody", "text")), ""),
        authors=_few(name for node in about for name in _names(node, "author", "creator")),
        published=_few(_strings(ranked, "datePublished", "dateCreated")),
        publishers=_few(name for node in ranked for name in _names(node, "publisher")),
        urls=_few(_urls(about, "url", "mainEntityOfPage", "@id")),
        site_names=_few(
            _strings([node for node, types in typed if "WebSite" in types], "name", "alternateName")
        ),
    )


def _few(values: Iterable[str]) -> tuple[str, ...]:
    """Return the first values that declare one thing: no page is of dozens of names."""
    return tuple(islice(values, _MOST))


def read_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the nodes that are about the page and its article, not those of other articles."""
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]")[:_MAX_SCRIPTS]
    left = _MAX_NODES
    for script in scripts:
        try:
            waiting = [json.loads(_uncommented(script.text or ""), strict=False)]
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


def _uncommented(script: str) -> str:
    """Return a script without the comment that hides it from browsers which know none."""
    script = script.strip()
    opening = _OPENING.match(script)
    closing = _CLOSING.search(script, max(0, len(script) - _MARKUP))
    return script[opening.end() if opening else 0 : closing.start() if closing else None]


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


def _urls(nodes: list[dict[str, Any]], *keys: str) -> Iterator[str]:
    """Yield addresses as they are: what looks like a character reference in one is a parameter."""
    for node in nodes:
        for key in keys:
            value = node.get(key)
            yield from (each for each in (value if isinstance(value, list) else [value])[:20]
                        if isinstance(each, str))  # fmt: skip


def _names(node: dict[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        value = node.get(key)
        for each in value[:20] if isinstance(value, list) else [value]:
            name = each.get("name") if isinstance(each, dict) else each
            for one in name[:20] if isinstance(name, list) else [name]:
                if isinstance(one, str) and one.strip():
                    yield unescape(one).strip()


def _plain(body: str) -> str:
    """Return a recorded text without the markup that some pages leave in it, a paragraph a line.

    One that is longer than an article can be is no record of one, and one with tags that no parser
    should be asked to read neither.
    """
    if len(body) > 2 * MAX_CHARACTERS or has_costly_tags(body):
        return ""
    if re.search(r"</?(?:p|br|div|a|em|strong)\b", body):
        body = re.sub(r"</(?:p|div|li|h\d)>|<br\s*/?>", "\n", body)
        body = str(fragment_fromstring(body, create_parent=True).text_content())
    return "\n".join(line.strip() for line in body.splitlines() if line.strip())
