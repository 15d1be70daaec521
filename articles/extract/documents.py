"""Markdown and plain text to blocks and metadata; `webpage` does the same for HTML."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import yaml
from lxml.etree import strip_elements
from lxml.html import fragment_fromstring
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from articles.article import ArticleError, Removed
from articles.clean.furniture import is_furniture
from articles.extract.blocks import Block, BlockKind, Link, ends_as_sentence
from articles.extract.characters import normalise, one_line
from articles.extract.dates import iso_date
from articles.extract.metadata import Metadata

MAX_CHARACTERS = 200_000
"""Longest text that is read as one article: ten times the longest feature in a newspaper."""


@dataclass(frozen=True)
class Extract:
    """What a file holds: blocks in order, metadata (title included), and what was left out."""

    blocks: tuple[Block, ...]
    metadata: Metadata
    removed: tuple[Removed, ...] = ()


class Declared(BaseModel):
    """What a record or a front matter says of its article."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = Field(None, validation_alias=AliasChoices("byline", "author"))
    agency: str | None = None
    published: Annotated[str, AfterValidator(iso_date)] | None = Field(
        None, validation_alias=AliasChoices("published", "date")
    )
    licence: str | None = Field(None, validation_alias=AliasChoices("licence", "license"))
    language: str | None = Field(None, pattern="^[a-z]{2,3}$")

    def metadata(self) -> Metadata:
        """Return the fields that a `Source` has."""
        return Metadata(**self.model_dump(include=set(Metadata.__dataclass_fields__)))


def explain(error: ValidationError) -> str:
    """Name each field of a record that is wrong, and why, on one line."""
    return ", ".join(
        f"{'.'.join(str(part) for part in item['loc']) or 'record'}: "
        f"{item['msg'].removeprefix('Value error, ')}"
        for item in error.errors(include_url=False, include_input=False)[:5]
    )


def from_text(text: str, location: str) -> Extract:
    """Read plain text: paragraphs set off by blank lines, or one a line; the title comes first.

    Raises ArticleError where it is longer than an article can be.
    """
    text = normalise(text)
    _check_length(text, location)
    paragraphs = [Block(paragraph) for paragraph in re.split(r"\n\n+", text)]
    if len(paragraphs) == 1 or _has_unwrapped_lines(text):
        paragraphs = [Block(line) for line in text.split("\n") if line.strip()]
    title, rest = _leading_title(paragraphs)
    return Extract(tuple(rest), Metadata(title=title))


def _check_length(text: str, location: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(
            location,
            f"longer than an article can be ({len(text):,} characters)",
            f"split it into articles of at most {MAX_CHARACTERS:,} characters",
        )


def _has_unwrapped_lines(text: str) -> bool:
    """Whether line breaks end paragraphs: several lines in a row, each a whole sentence or more."""
    lines = [line for line in text.split("\n") if line.strip()]
    long = [line for line in lines if len(line) > 100]
    whole = [line for line in long if re.search(r"[.!?][\"'”’)]*$", line)]
    return "\n\n" not in text or (len(long) > 2 and len(whole) == len(long))


def _leading_title(blocks: Sequence[Block]) -> tuple[str | None, Sequence[Block]]:
    """Take the title out: the heading above the story, else the first line if it is no sentence."""
    at = next((at for at, block in enumerate(blocks) if block.kind == "title"), None)
    if at is None:
        header = itertools.takewhile(lambda block: not ends_as_sentence(block.text), blocks)
        at = next((at for at, block in enumerate(header) if block.kind == "heading"), None)
    if at is not None:
        return blocks[at].text, [*blocks[:at], *blocks[at + 1 :]]
    at = next((at for at, block in enumerate(blocks) if not is_furniture(block)), None)
    if at is None:
        return None, blocks
    line, _, rest = blocks[at].text.partition("\n")
    reads_as_title = (
        len(line.split()) in range(2, 31)
        and not re.search(r"[.,;:][\"'”’)]*$", line)
        and not re.search(r"\)\s*(?:[–—]|--?)\s", line)
    )
    width = max(len(each) for each in rest.split("\n"))
    is_wrapped = width >= 60 and len(line) > 0.75 * width
    if not reads_as_title or is_wrapped:
        return None, blocks
    return line, [*blocks[:at], *list(blocks[at].lines())[1:], *blocks[at + 1 :]]


_FRONT_MATTER = re.compile(r"---[ ]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.S)
_COMMONMARK = MarkdownIt("commonmark").enable("table")


def from_markdown(text: str, location: str) -> Extract:
    """Read Markdown (CommonMark), with a front matter of YAML if there is one.

    Raises ArticleError where it is longer than an article can be, or the front matter is wrong.
    """
    text = normalise(text)
    _check_length(text, location)
    declared = Metadata()
    front_matter = _FRONT_MATTER.match(text)
    if front_matter:
        declared = _declared(front_matter[1], location)
        text = text[front_matter.end() :]
    blocks = list(_markdown_blocks(_COMMONMARK.parse(text)))
    title, rest = (declared.title, blocks) if declared.title else _leading_title(blocks)
    return Extract(tuple(rest), declared.or_else(Metadata(title=title)))


def _declared(front_matter: str, location: str) -> Metadata:
    try:
        # BaseLoader leaves every scalar a string: dates are ours to judge.
        fields = yaml.load(front_matter, Loader=yaml.BaseLoader)
        return Declared.model_validate(fields or {}).metadata()
    except ValidationError as error:
        reason = explain(error)
    except (yaml.YAMLError, RecursionError) as error:
        reason = one_line(str(error))[:200]
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
            root = fragment_fromstring(token.content, create_parent=True)
            strip_elements(root, "script", "style", with_tail=False)
            yield Block(normalise(str(root.text_content())))


def _inline_blocks(tokens: Sequence[Token], kind: BlockKind) -> Iterator[Block]:
    text, links, images = "", [], []
    href, start = "", 0
    depth, emphasised = 0, True
    for token in tokens:
        depth += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        emphasised &= depth > 0 or not token.content.strip()
        if token.type in {"text", "code_inline"}:
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
