"""A page as blocks in the order of reading: every piece of visible text is in exactly one.

A walk over the tree as it is. Nothing is judged here but what belongs inside a sentence: marks of
footnotes, struck-out words and cards that open over a name are put beside a block's text. A row of
a table of short cells is one block: what one cell says is said of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from articles.article import Removed
from articles.extract.blocks import Block, BlockKind, Link
from articles.extract.characters import one_line, spell
from articles.extract.marks import is_card, is_hidden
from articles.locations import MAX_URL

# fmt: off
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "picture", "q", "rb", "rp",
    "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
})
SILENT = frozenset({
    "audio", "canvas", "datalist", "embed", "head", "iframe", "math", "noscript", "object",
    "option", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})
"""Elements whose text no reader sees."""
# fmt: on
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "blockquote": "quotation",
}
CELLS = frozenset({"td", "th"})
MAX_CELL = 300
"""Characters of a cell above which it holds text of its own, as in a table for the layout."""
_EMPHASIS = frozenset({"em", "i"})
_STRUCK = frozenset({"del", "s", "strike"})
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_DISPLAY_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table)\b", re.I)
_FOOTNOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|note \d{1,3})[\])]?", re.I)
_LONGEST_NOTE = 12
"""Characters of the mark of a footnote."""
_LONGEST_WORD = 64
"""Characters in front of a mark that are looked at."""
_QUOTATION_MARKS = "\"“”„«»「『‘’'"


@dataclass(frozen=True)
class PageBlock:
    """A block, where it stands in the page, and what was taken out of the middle of it."""

    block: Block
    element: HtmlElement
    """The innermost block element around its text."""
    removed: tuple[Removed, ...] = ()


@dataclass
class _Text:
    """The text of a block that is being read."""

    element: HtmlElement
    links: list[Link] = field(default_factory=list)
    """In the order in which they end; blanks that they begin with are still in them."""
    removed: list[Removed] = field(default_factory=list)
    emphasised: bool = True
    length: int = 0
    is_blank: bool = True
    _pieces: list[str] = field(default_factory=list)
    """Pieces of the text, none empty: to add to one long string takes time by its length."""

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def last(self) -> str:
        """The last character, or nothing."""
        return self._pieces[-1][-1] if self._pieces else ""

    @property
    def solid_length(self) -> int:
        """The length without the blanks at the end, which are of one piece."""
        return self.length - len(last) + len(last.rstrip(" ")) if (last := self._last) else 0

    def tail(self, length: int) -> str:
        """Return the last characters."""
        found: list[str] = []
        missing = length
        for piece in reversed(self._pieces):
            found.append(piece[-missing:])
            missing -= len(piece)
            if missing <= 0:
                break
        return "".join(reversed(found))

    def add(self, piece: str, is_emphasised: bool = False) -> None:
        follows_blank = not self._pieces or self._pieces[-1][-1] in " \n"
        if follows_blank and piece.isspace() and piece.isascii():
            return
        piece = spell(_SPACE.sub(" ", piece))
        if follows_blank:
            piece = piece.lstrip(" ")
        if piece.strip():
            self.emphasised &= is_emphasised
            self.is_blank = False
        self._append(piece)

    def line_break(self) -> None:
        self._strip(" ")
        self._append("\n")

    def cell_border(self) -> None:
        self._strip(None)
        self._append(" | ")

    @property
    def _last(self) -> str:
        return self._pieces[-1] if self._pieces else ""

    def _append(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)
            self.length += len(piece)

    def _strip(self, what: str | None) -> None:
        while self._pieces and (last := self._pieces.pop()):
            kept = last.rstrip(what)
            self.length -= len(last) - len(kept)
            if kept:
                self._pieces.append(kept)
                break


def page_blocks(tree: HtmlElement) -> list[PageBlock]:
    """Return the blocks of a page in the order in which it is read."""
    # Some pages have several `body` elements, or text outside of any.
    return _Walk().blocks(tree)


class _Walk:
    def __init__(self) -> None:
        self._found: list[PageBlock] = []
        self._links: list[tuple[HtmlElement, int, str]] = []
        """Links that are open, with where they begin in the block and where they lead."""
        self._apart: tuple[HtmlElement, str] | None = None
        """The element inside a sentence whose text goes beside it, with the reason."""
        self._beside: list[str] = []
        self._emphasis = 0
        self._closed: HtmlElement | None = None
        """The inline element that ended last, where no text followed it."""
        self._row: HtmlElement | None = None
        """The row whose cells are being joined."""

    def blocks(self, root: HtmlElement) -> list[PageBlock]:
        # The text of elements is taken when they open, their tail when they close.
        self._around = [root]
        self._now = _Text(root)
        walk = iterwalk(root, events=("start", "end"))
        for event, node in walk:
            if not isinstance(node.tag, str):
                if event == "end" and node is not root:
                    self._add(node.tail)
                continue
            if event == "start":
                if node.tag in SILENT:
                    walk.skip_subtree()
                    continue
                self._open(node)
                self._add(node.text)
            else:
                if node.tag not in SILENT:
                    self._close(node)
                tail = node.tail
                self._closed = None if tail else node
                if node is not root:
                    self._add(tail)
        self._flush()
        return self._found

    def _add(self, piece: str | None) -> None:
        if not piece:
            return
        if self._apart:
            self._beside.append(piece)
        else:
            self._now.add(piece, self._emphasis > 0)

    def _open(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag == "br":
            self._line_break()
        elif tag == "hr":
            self._flush()
        elif tag in CELLS and self._is_joined(node):
            if not self._now.is_blank:
                self._now.cell_border()
        elif _is_inline(node):
            if self._closed is node.getprevious() and self._closed is not None:
                self._part(node)
            if self._apart is None and (reason := self._reason_apart(node)):
                self._apart = (node, reason)
                self._beside = []
            if tag in _EMPHASIS:
                self._emphasis += 1
            elif tag == "a":
                # None that is longer leads anywhere.
                href = (node.get("href") or "")[:MAX_URL]
                self._links.append((node, self._now.length, href))
            elif tag == "q" and not self._apart and not _is_quoted(self._now.last):
                self._quotation_mark(node, "“")
            elif tag in {"sup", "sub"} and not self._apart and _is_power(self._now.last, node):
                self._now.add("^" if tag == "sup" else "_")
        elif self._apart is None:
            self._flush()
            self._around.append(node)
            self._now.element = node
            self._row = node if is_data_row(node) else self._row
        else:
            self._beside.append(" ")

    def _is_joined(self, cell: HtmlElement) -> bool:
        return self._row is not None and cell.getparent() is self._row and self._apart is None

    def _close(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag in CELLS and self._is_joined(node):
            return
        if _is_inline(node):
            if tag in _EMPHASIS:
                self._emphasis -= 1
            elif tag == "a" and self._links and self._links[-1][0] is node:
                self._end_link()
            elif tag == "q" and not self._apart and not _is_quoted((node.tail or "")[:1]):
                self._quotation_mark(node, "”")
            if self._apart and self._apart[0] is node:
                self._end_apart()
            elif tag in {"time", "button", "label"} or (
                tag == "a" and _follows_at_once(node, node.tag)
            ):
                self._separate()
        elif tag not in {"br", "hr"} and self._around[-1] is node and len(self._around) > 1:
            self._flush()
            self._around.pop()
            self._now.element = self._around[-1]
        elif self._apart:
            self._beside.append(" ")

    def _part(self, node: HtmlElement) -> None:
        """Set a space where one label ends and the next begins: "Jane Doe" and "5 min read"."""
        before, following = self._now.last, (node.text or "")[:1]
        if following.isupper() and (before.islower() or before.isdigit()) and not self._apart:
            self._now.add(" ")

    def _reason_apart(self, node: HtmlElement) -> str | None:
        """Return why the text of an inline element does not belong inside the sentence."""
        if node.tag in _STRUCK:
            return "struck-out"
        if node.tag in {"rp", "rt"}:
            return "reading-aid"
        if node.tag == "sup" and _is_footnote(self._now.tail(_LONGEST_WORD), node):
            return "footnote"
        if node.tag in {"span", "a", "small", "label"} and not self._now.is_blank:
            if is_card(node):
                return "hover-card"
            if is_hidden(node):
                return "hidden"
        return None

    def _end_apart(self) -> None:
        assert self._apart is not None
        text = one_line(" ".join("".join(self._beside).split()))
        if text:
            self._now.removed.append(Removed(text=text, reason=self._apart[1]))
        if self._now.length and self._apart[1] not in {"footnote", "reading-aid"}:
            self._now.add(" ")
        self._apart = None
        self._beside = []

    def _line_break(self) -> None:
        if self._apart:
            self._beside.append(" ")
        else:
            self._now.line_break()

    def _quotation_mark(self, node: HtmlElement, mark: str) -> None:
        # Browsers print the marks of `q`; some pages write them as well.
        written = _beginning(node, 1)
        if written and not _is_quoted(written[0]):
            self._now.add(mark)

    def _separate(self) -> None:
        if not self._apart and self._now.last.isalnum():
            self._now.add(" ")

    def _end_link(self) -> None:
        _, start, href = self._links.pop()
        if not self._apart and (end := self._now.solid_length) > start:
            self._now.links.append(Link(start, end, href))

    def _flush(self) -> None:
        """End the block; where two line breaks stand in it, it is several."""
        now = self._now
        if not now.is_blank or now.removed:
            text = now.text
            links = [link for each in now.links if (link := _without_blanks(each, text))]
            # A link around several blocks begins anew in each.
            end = len(text.rstrip())
            links += [
                Link(start, end, href) for _, start, href in reversed(self._links) if end > start
            ]
            self._found += _blocks_of(now, text, links)
        self._links = [(node, 0, href) for node, _, href in self._links]
        if now.length or now.removed:
            self._now = _Text(now.element)


def is_data_row(node: HtmlElement) -> bool:
    """Whether an element is a row of two or more short cells, none of which holds blocks."""
    if node.tag != "tr":
        return False
    cells = [cell for cell in node if cell.tag in CELLS]
    # Tables in cells of tables are passed over before their text is put together.
    if len(cells) < 2 or not all(
        not isinstance(each.tag, str) or each.tag == "br" or _is_inline(each)
        for cell in cells
        for each in cell.iterdescendants()
    ):
        return False
    texts = [len("".join(cell.itertext()).strip()) for cell in cells]
    return sum(map(bool, texts)) >= 2 and max(texts) <= MAX_CELL


def _is_quoted(char: str) -> bool:
    return bool(char) and char in _QUOTATION_MARKS


def _without_blanks(link: Link, text: str) -> Link | None:
    """Return a link without the blanks that it begins with, or None where it has nothing else."""
    start = link.start
    while start < min(link.end, len(text)) and text[start] in " \n":
        start += 1
    if link.end <= start:
        return None
    return link if start == link.start else replace(link, start=start)


def _blocks_of(now: _Text, text: str, links: Sequence[Link]) -> Iterator[PageBlock]:
    whole = Block(
        text,
        _kind(now.element),
        tuple(sorted(links, key=lambda link: link.start)),
        emphasised=now.emphasised,
    )
    removed = tuple(now.removed)
    for piece in whole.paragraphs() if "\n" in whole.text else (whole,):
        if piece.text.strip() or removed:
            yield PageBlock(piece.trimmed(), now.element, removed)
            removed = ()


def _kind(element: HtmlElement) -> BlockKind:
    for each in (element, *element.iterancestors()):
        if each.tag in _KINDS:
            return _KINDS[each.tag]
        if each.tag in {"article", "body", "main", "section"}:
            break
    return "paragraph"


def _is_inline(node: HtmlElement) -> bool:
    if node.tag not in _INLINE:
        return False
    style = node.get("style")
    return not (style and _DISPLAY_BLOCK.search(style))


def _follows_at_once(node: HtmlElement, tag: str) -> bool:
    """Whether another element of that tag follows without anything between, as in a menu."""
    after = node.getnext()
    return not node.tail and after is not None and after.tag == tag


def _is_footnote(before: str, node: HtmlElement) -> bool:
    written = _beginning(node, _LONGEST_NOTE + 1).rstrip()
    if len(written) > _LONGEST_NOTE or not _FOOTNOTE.fullmatch(written):
        return False
    if not written.isdigit() or node.find(".//a") is not None:
        return True
    base = re.search(r"[^\W_]+$", before)
    if base is None:
        return True
    # 10^30 and 5^2 are numbers, m2 and km3 units; after a year or a word stands a footnote.
    is_unit = base[0] in {"m", "cm", "mm", "km", "ft", "in"} and written in {"2", "3"}
    return not is_unit and not (base[0].isdigit() and len(base[0]) <= 2)


def _is_power(before: str, node: HtmlElement) -> bool:
    """Whether digits set high or low would make another number of the digit before them."""
    return before.isdigit() and bool(re.match(r"[-−–+]?\d", _beginning(node, 2)))


def _beginning(node: HtmlElement, length: int) -> str:
    """Return the first characters of an element's text, blanks before it aside."""
    found = ""
    for piece in node.itertext():
        found += (piece if found else piece.lstrip())[:length]
        if len(found) >= length:
            break
    return found[:length]
