"""Markdown to blocks and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.etree import strip_elements
from lxml.html import document_fromstring
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import ValidationError

from articles.article import ArticleError
from articles.extract.blocks import Block, BlockKind, Link
from articles.extract.characters import normalise, one_line
from articles.extract.extraction import Declared, Extract, check_length, explain
from articles.extract.metadata import Metadata
from articles.extract.titles import leading_title
from base.yaml_files import YamlError, parse_texts

_FRONT_MATTER = re.compile(r"---[ ]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.S)
# To join pieces of text one by one takes time by the square of their number.
_COMMONMARK = MarkdownIt("commonmark").enable("table").disable("text_join")


def from_markdown(text: str, location: str) -> Extract:
    """Read Markdown (CommonMark), with a front matter of YAML if there is one.

    Raises ArticleError where it is longer than an article can be, or the front matter is wrong.
    """
    text = normalise(text)
    check_length(text, location)
    declared = Metadata()
    front_matter = _FRONT_MATTER.match(text)
    if front_matter:
        declared = _declared(front_matter[1], location)
        text = text[front_matter.end() :]
    blocks = list(_markdown_blocks(_COMMONMARK.parse(text)))
    title, rest = (declared.title, blocks) if declared.title else leading_title(blocks)
    return Extract(tuple(rest), declared.or_else(Metadata(title=title)))


def _declared(front_matter: str, location: str) -> Metadata:
    try:
        fields = parse_texts(front_matter, location)  # texts: dates are ours to judge
        return Declared.model_validate(fields or {}).metadata()
    except ValidationError as error:
        reason = explain(error)
    except (YamlError, ValueError, OverflowError) as error:
        reason = one_line(getattr(error, "reason", str(error)))[:200]
    raise ArticleError(location, f"wrong front matter ({reason})", "mend it or take it out")


_KINDS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "list_item_open": "item",
    "blockquote_open": "quotation",
}


def _markdown_blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    within: list[BlockKind] = ["paragraph"]
    for token in tokens:
        if token.type in _KINDS:
            within.append("title" if token.tag == "h1" else _KINDS[token.type])
        elif token.type.replace("_close", "_open") in _KINDS:
            within.pop()
        elif token.type == "inline":
            yield from _inline_blocks(token.children or (), within[-1])
        elif token.type in {"code_block", "fence"}:  # an indented paragraph looks like code
            yield Block(normalise(token.content))
        elif token.type == "html_block":
            # Within an element, even what would begin a document is only a part of one.
            root: Any = document_fromstring(f"<div>{token.content}</div>")
            strip_elements(root, "script", "style", with_tail=False)
            yield Block(normalise(str(root.text_content())))


def _inline_blocks(tokens: Sequence[Token], kind: BlockKind) -> Iterator[Block]:
    text, links, images = "", [], []
    href, start = "", 0
    depth, emphasised = 0, True
    for token in tokens:
        depth += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        emphasised &= depth > 0 or not token.content.strip()
        if token.type in {"text", "text_special", "code_inline"}:
            text += token.content
        elif token.type in {"softbreak", "hardbreak"}:
            text += "\n"
        elif token.type == "image":
            images.append(Block(one_line(token.content) or "(picture)", "image"))
        elif token.type == "link_open":
            href, start = str(token.attrs.get("href", "")), len(text)
        elif token.type == "link_close":
            links.append(Link(start, len(text), href))
    yield from images
    if text.strip():
        yield Block(text, kind, tuple(link for link in links if link.end > link.start), emphasised)
