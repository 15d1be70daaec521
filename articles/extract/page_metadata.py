"""What a page declares of its article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from articles.extract.dates import iso_date


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


def declared_authors(tree: HtmlElement) -> Iterator[str]:
    """Yield the names of the authors that a page declares."""
    for node in _json_ld(tree):
        authors = node.get("author")
        for author in authors[:20] if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str):
                yield name


def declared_dates(tree: HtmlElement) -> Iterator[str]:
    """Yield the dates of publication that a page declares, those most to be relied on first."""
    found: list[Any] = [node.get("datePublished") for node in _json_ld(tree)]
    found += tree.xpath(
        "//meta[@property='article:published_time' or @name='date' or @name='pubdate'"
        " or @name='dc.date' or @itemprop='datePublished']/@content"
    )
    found += tree.xpath("//*[@itemprop='datePublished']/@datetime")
    found += tree.xpath("//time[@pubdate or ancestor::article or ancestor::main]/@datetime")
    for value in found[:50]:
        try:
            yield iso_date(value)
        except (TypeError, ValueError, AttributeError):
            continue
