"""Which blocks of a page are its story.

Trafilatura and the page's own record of its text (JSON-LD ``articleBody``) are witnesses that say
where the story is. What stands there is then taken as a whole: a block between two paragraphs of
the story is left out for what its markup or its links say, not because a witness passed it over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from lxml.html import HtmlElement

from articles.clean.words import pattern
from articles.extract.blocks import Block, ends_as_sentence
from articles.extract.marks import Mark, inherited, mark_of
from articles.extract.page_blocks import PageBlock, is_data_row
from articles.extract.passages import LEAST, Passages

Part = Literal["story", "doubtful", "outside"]

_FRAMES = {"html", "body", "main", "article"}
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HIDDEN = Mark("hidden", is_strong=False)
_AROUND_LEADS = {"navigation", "related-link", "boilerplate"}
"""What the names of a header ("article-header", "teaser") are taken for."""
_LABELLED = {"related-link", "subscribe", "comments", "share-bar", "tags"}
"""What a heading may stand above that is no story."""
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:article|post|story|entry|sub)?-?(?:dek|deck|standfirst|subtitle|sub-?head(?:line|ing)?"
    r"|subline|lede?|intro(?:duction)?|excerpt|chapeau|entradilla|vorspann|teaser|sapo|summary)"
    r"(?:$|[\s_-])", re.I
)  # fmt: skip
"""What the standfirst is called."""
_NOT_WORD = re.compile(r"[\W_]+")
_HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([\w.-]+)", re.I)
_MOST_CAPTIONS = 300
"""Captions of a page that others are compared with."""
_STANDFIRST = 5_000
"""Characters of what a page declares as its standfirst that are looked at."""
_PROBE = 30
"""Characters of the pieces by which a long block is looked for in a text."""
_WHOLE, _PART = 400, 60
"""Characters of a block that repeats others, and of each of these."""
_SHORT_CAPTION, _CREDIT = 20, 60
"""Characters up to which a caption may be anything, and of the credit that it may end with."""
_TEASER = 300
"""Characters that announce an article at most."""
_LABEL = 60
"""Characters of what stands above a list of articles at most."""
_REFERENCE, _NEAR = 60, 12
"""Letters of a reference at least, and blocks below the story in which one may stand."""
_MUCH = 0.15
"""Share of the story's characters that no furniture holds."""
_MOST = 0.8
"""Share of the story's characters that its container holds at least."""


@dataclass(frozen=True)
class Verdict:
    """What a block is, and why it is not the story's where it is not."""

    part: Part
    reason: str = ""
    container: HtmlElement | None = None
    """The piece of furniture that it belongs to."""


STORY = Verdict("story")
LEAD = Verdict("story", "lead")
DOUBTFUL = Verdict("doubtful")


def squeezed(text: str) -> str:
    """Return the letters and digits of ``text``, by which copies of it are compared."""
    return _NOT_WORD.sub("", text).casefold()


class Witness:
    """A text that should hold the story, and whether a block is in it."""

    def __init__(self, text: str) -> None:
        """Take the text, a block a line."""
        lines = [squeezed(line) for line in text.split("\n")]
        self.text = "".join(lines)
        self._passages = Passages([self.text])
        self._lines = set(lines)

    def has(self, block: str) -> bool:
        """Whether most of a block, which is squeezed, is in the text; a short one as a line."""
        if len(block) < LEAST:
            return block in self._lines
        if block in self._lines or self._passages.holding(block):
            return True
        if len(block) < 2 * _PROBE:
            return False
        probes = range(0, len(block) - _PROBE + 1, max(_PROBE, len(block) // 12))
        found = sum(bool(self._passages.holding(block[at : at + _PROBE])) for at in probes)
        return found >= 0.6 * len(probes)


def _site(host: str) -> str:
    """Return the name of a site without its suffix, the same for bbc.com and www.bbc.co.uk."""
    labels = [label for label in host.split(".") if label not in {"www", "m", "amp", "edition"}]
    short = [label for label in labels[:-1] if len(label) > 3] or labels[:1]
    return short[-1] if short else ""


def _host_of(href: str) -> str:
    # Of thousands of links, some of which are none: `http://[` is written by mistake.
    found = _HOST.match(href)
    return found[1].lower() if found else ""


def is_prose(block: Block) -> bool:
    """Whether a block reads as a sentence or more, not as a label."""
    text = block.text.strip()
    if _CJK.search(text):
        return len(text) >= 60 or (len(text) >= 12 and ends_as_sentence(text))
    return len(text) >= 140 or (len(text.split()) >= 5 and ends_as_sentence(text))


def _captions(blocks: Sequence[PageBlock], texts: Sequence[str]) -> set[str]:
    """Return the captions of a page that others may repeat."""
    found = (
        text
        for each, text in zip(blocks, texts, strict=True)
        if each.element.tag == "figcaption" and len(text) > _SHORT_CAPTION
    )
    return set(islice(found, _MOST_CAPTIONS))


def _copied(texts: Sequence[str]) -> set[int]:
    """Return the numbers of those that repeat, in one piece, what several others say one by one."""
    whole = [n for n, text in enumerate(texts) if len(text) >= _WHOLE]
    parts: dict[int, list[str]] = defaultdict(list)
    passages = Passages(texts[n] for n in whole)
    for number, text in enumerate(texts):
        if len(text) >= _PART:
            for found in passages.holding(text):
                if whole[found] != number and len(text) < 0.9 * len(texts[whole[found]]):
                    parts[whole[found]].append(text)
    return {
        n
        for n, said in parts.items()
        if len(said) >= 3 and sum(map(len, set(said))) > 0.5 * len(texts[n])
    }


class Finder:
    """Finds the story among the blocks of one page."""

    def __init__(
        self,
        blocks: Sequence[PageBlock],
        *,
        witness: str,
        record: str,
        title: str,
        description: str,
        host: str = "",
    ) -> None:
        """Take the blocks, what trafilatura found and what the page itself records."""
        self._blocks = blocks
        self._squeezed = [squeezed(each.block.text) for each in blocks]
        self._prose = [is_prose(each.block) for each in blocks]
        self._title = squeezed(title)
        self._captions = _captions(blocks, self._squeezed)
        self._copied = _copied(self._squeezed)
        """Numbers of the blocks that repeat several others."""
        self._teasers: set[HtmlElement] = set()
        """Boxes in the story that announce other articles."""
        self._references: set[int] = set()
        """Numbers of the blocks that say where what the story reports on was published."""
        self._description = [squeezed(line) for line in description[:_STANDFIRST].splitlines()]
        self._held: dict[tuple[HtmlElement, tuple[str, ...]], bool] = {}
        """Whether there are elements of some tags in an element."""
        self._rows: dict[HtmlElement, bool] = {}
        self._lengths: dict[tuple[HtmlElement, bool], int] = {}
        """Letters and digits in an element, with and without those for pages without scripts."""
        self._marks: dict[HtmlElement, tuple[HtmlElement, Mark] | None] = {}
        self._names: set[tuple[str, str | None]] = set()
        """Tags and classes of what holds the story."""
        self._core: set[HtmlElement | None] = set()
        """Elements that hold the story, with all that are around them."""
        self._hosts = {_site(host), self._site_of_menus()} - {""}
        witnessed = Witness(witness)
        self._witnessed = [bool(text) and witnessed.has(text) for text in self._squeezed]
        recorded = Witness(record)
        self._recorded = [bool(text) and recorded.has(text) for text in self._squeezed]
        self._record_length = len(recorded.text)
        self._distrust()

    def _distrust(self) -> None:
        """Put aside a witness that took navigation and all for the story."""
        marks = [self._mark(each.element) for each in self._blocks]
        furniture = [n for n, mark in enumerate(marks) if mark and mark[1].is_strong]
        if len(furniture) >= 20 and sum(self._witnessed[n] for n in furniture) > len(furniture) / 2:
            self._witnessed = [False] * len(self._blocks)

    def verdicts(self) -> list[Verdict]:
        """Return a verdict for each block."""
        anchors = self._anchors()
        if not anchors:
            return [self._outside(number) for number in range(len(self._blocks))]
        weights = self._weights(anchors)
        self._names = {
            (each.tag, each.get("class"))
            for each, weight in weights.items()
            if each is not None and weight >= _MOST * weights[None]
        }
        containers = self._containers(anchors)
        self._core = {each for c in containers for each in (c, *c.iterancestors())}
        # What holds much of the story is no furniture, whatever its name: a paywall, a promotion.
        self._core |= {each for each, weight in weights.items() if weight >= _MUCH * weights[None]}
        self._names = {(each.tag, each.get("class")) for each in self._core if each is not None}
        self._marks.clear()
        inside = self._inside(containers)
        own = [
            n
            for n in anchors
            if (inside[n] or (self._recorded[n] and self._mark(self._blocks[n].element) is None))
            and n not in self._copied
        ]
        within = self._with_later_bodies(own or anchors, inside)
        first, last = within[0], within[-1]
        title = self._title_number(first)
        trusted = self._record_is_whole(within)
        last_recorded = (
            max((n for n in within if self._recorded[n]), default=last)
            if trusted
            else len(self._blocks)
        )
        parents = self._parents(within)
        self._teasers = self._teaser_boxes(inside, first)
        self._references = self._references_below(last)
        return self._without_labels(
            [
                self._judge(n, inside[n], first, last, title, last_recorded, parents)
                for n in range(len(self._blocks))
            ]
        )

    def _without_labels(self, verdicts: list[Verdict]) -> list[Verdict]:
        """Leave out the headings of what is left out: of related links, of a box to subscribe."""
        for n in range(len(verdicts) - 2, -1, -1):
            below = verdicts[n + 1]
            if (
                self._blocks[n].block.kind == "heading"
                and verdicts[n] is STORY
                and below.part == "outside"
                and below.reason in _LABELLED
                and not self._recorded[n]
            ):
                verdicts[n] = Verdict("outside", below.reason, below.container)
        return verdicts

    def _anchors(self) -> list[int]:
        """Return the paragraphs by which the story is found."""
        marks = [self._mark(each.element) for each in self._blocks]
        # Some pages hide the whole story until a script shows it.
        unmarked = [mark is None or mark[1] == _HIDDEN for mark in marks]
        side_by_side = self._heaviest()
        beside = [here and free for here, free in zip(side_by_side, unmarked, strict=True)]
        best: list[int] = []
        for believed in (self._witnessed, self._recorded, beside, unmarked, side_by_side):
            anchors = [
                n
                for n, each in enumerate(self._blocks)
                if believed[n]
                and self._prose[n]
                and each.block.linked < 0.5
                and each.block.kind != "heading"
            ]
            length = sum(len(self._squeezed[n]) for n in anchors)
            known = sum(len(self._squeezed[n]) for n in best)
            # A later witness is heard where those before saw nothing, or far less.
            if length >= 80 and (not best or (believed is beside and length > 2 * known)):
                best = anchors
        return best

    def _heaviest(self) -> list[bool]:
        """Return which blocks stand side by side where most prose does, whatever is around it."""
        weights: dict[HtmlElement | None, float] = defaultdict(float)
        around = []
        for each, prose, text in zip(self._blocks, self._prose, self._squeezed, strict=True):
            parent = each.element.getparent()
            above = parent.getparent() if parent is not None else None
            around.append((parent, above))
            if prose and each.block.linked < 0.5:
                weights[parent] += len(text)
                # Each paragraph may be in a box of its own.
                weights[above] += 0.7 * len(text)
        heaviest = max(weights, key=lambda element: weights[element], default=None)
        return [heaviest is not None and heaviest in pair for pair in around]

    def _containers(self, anchors: Sequence[int]) -> list[HtmlElement]:
        """Return the innermost element that holds most of the story, and others of its like."""
        weights = self._weights(anchors)
        holding = [
            element
            for element, weight in weights.items()
            if element is not None and weight >= _MOST * weights[None]
        ]
        depth = {element: sum(1 for _ in element.iterancestors()) for element in holding}
        container = max(holding, key=lambda element: depth[element])
        # A paragraph is no container: what stands beside it may be the story as well.
        while container.tag in {"p", "blockquote", "ul", "ol", "li"} and len(container.getparent()):
            container = container.getparent()
        container = self._wider(container)
        return [container, *self._alike(container)]

    def _weights(self, anchors: Sequence[int]) -> dict[HtmlElement | None, int]:
        """Return how much of the story each element holds, in characters; all of it is at None."""
        weights: dict[HtmlElement | None, int] = defaultdict(int)
        for number in anchors:
            for element in (*self._path(number), None):
                weights[element] += len(self._squeezed[number])
        return weights

    def _inside(self, containers: Sequence[HtmlElement]) -> list[bool]:
        """Return which blocks are in one of the containers."""
        within = dict.fromkeys(containers, True)
        return [
            inherited(block.element, within, False, lambda _, above: above)
            for block in self._blocks
        ]

    def _path(self, number: int) -> Iterator[HtmlElement]:
        element = self._blocks[number].element
        yield element
        yield from element.iterancestors()

    def _wider(self, container: HtmlElement) -> HtmlElement:
        """Return the article around the container where that holds much more unmarked prose."""
        around = next(
            (
                each
                for each in container.iterancestors()
                if each.tag == "article" or "articlebody" in (each.get("itemprop") or "").lower()
            ),
            None,
        )
        if around is None:
            return container
        held, more = 0, 0
        for number, each in enumerate(self._blocks):
            if not self._prose[number] or each.block.linked >= 0.5 or each.block.kind == "heading":
                continue
            path = list(self._path(number))
            if around not in path:
                continue
            length = len(self._squeezed[number])
            if container in path:
                held += length
            elif self._mark_below(each.element, around) is None and not any(
                step.tag == "article" for step in path[: path.index(around)]
            ):
                more += length
        return around if more > held else container

    def _alike(self, container: HtmlElement) -> list[HtmlElement]:
        """Return other containers of the same story: of the same class, not far away."""
        name = container.get("class") or container.get("itemprop")
        if not name or container.tag in _FRAMES:
            return []
        near = list(container.iterancestors())[:6]
        scope = next((each for each in reversed(near) if each.tag not in {"html", "body"}), None)
        if scope is None:
            return []
        article = self._article_of(container)
        found = []
        for each in scope.iter(container.tag):
            if each is container or (each.get("class") or each.get("itemprop")) != name:
                continue
            if container in each.iterancestors() or each in container.iterancestors():
                continue
            if self._article_of(each) is not article or self._mark_below(each, scope) is not None:
                continue
            if each.find(".//h1") is None and each.find(".//h2/a") is None:
                found.append(each)
        return found

    def _article_of(self, element: HtmlElement) -> HtmlElement | None:
        return next((each for each in element.iterancestors() if each.tag == "article"), None)

    def _with_later_bodies(self, anchors: Sequence[int], inside: Sequence[bool]) -> list[int]:
        """Add the paragraphs in containers that are called as those of the story are.

        A page may interrupt its story with an advertisement, and a witness may stop there.
        """
        holders = self._holders(anchors)
        names = {(each.tag, each.get("class")) for each in holders if each.get("class")}
        articles = {self._article_of(each) for each in holders}
        found = set(anchors)
        for number, each in enumerate(self._blocks):
            parent = each.element.getparent()
            if (
                inside[number]
                and number > anchors[0]
                and self._prose[number]
                and each.block.kind == "paragraph"
                and each.block.linked < 0.5
                and parent is not None
                and (parent.tag, parent.get("class")) in names
                and self._article_of(each.element) in articles
                and self._mark(each.element) is None
            ):
                found.add(number)
        return sorted(found)

    def _holders(self, anchors: Sequence[int]) -> list[HtmlElement]:
        """Return the elements right around the paragraphs that hold much of the story each."""
        weights: dict[HtmlElement, int] = defaultdict(int)
        for number in anchors:
            parent = self._blocks[number].element.getparent()
            if parent is not None and self._blocks[number].element.tag == "p":
                weights[parent] += len(self._squeezed[number])
        total = sum(weights.values())
        return [each for each, weight in weights.items() if weight >= _MUCH * total]

    def _parents(self, anchors: Sequence[int]) -> set[HtmlElement]:
        """Return the elements in which paragraphs of the story stand side by side."""
        return {
            parent
            for number in anchors
            for parent in (self._blocks[number].element, self._blocks[number].element.getparent())
            if parent is not None
        }

    def _title_number(self, first: int) -> int:
        """Return the number of the block that is the headline above the story, or -1."""
        above = [
            n
            for n in range(first + 1)
            if self._blocks[n].block.kind == "heading"
            and (self._squeezed[n] == self._title or self._blocks[n].element.tag == "h1")
        ]
        # Where the headline stands there twice, the standfirst may be in between.
        own = [n for n in above if self._squeezed[n] == self._title]
        return (own or above or [-1])[0 if own else -1]

    def _record_is_whole(self, anchors: Sequence[int]) -> bool:
        """Whether the page's own record of its text holds nearly all of the story."""
        total = sum(len(self._squeezed[n]) for n in anchors)
        recorded = sum(len(self._squeezed[n]) for n in anchors if self._recorded[n])
        return self._record_length > 200 and recorded >= 0.85 * total

    def _mark(self, element: HtmlElement) -> tuple[HtmlElement, Mark] | None:
        """Return the outermost strong mark on or around an element, else the innermost weak one."""
        return inherited(element, self._marks, None, self._own_mark)

    def _own_mark(
        self, element: HtmlElement, above: tuple[HtmlElement, Mark] | None
    ) -> tuple[HtmlElement, Mark] | None:
        if (above and above[1].is_strong) or element in self._core or self._is_frame(element):
            return above
        own = mark_of(element)
        return (element, own) if own else above

    def _is_frame(self, element: HtmlElement) -> bool:
        """Whether an element is of a kind that holds the story, by its tag or its name."""
        if element.tag in _FRAMES:
            return True
        return element.get("class") is not None and (
            (element.tag, element.get("class")) in self._names
        )

    def _mark_below(self, element: HtmlElement, top: HtmlElement) -> Mark | None:
        for each in (element, *element.iterancestors()):
            if each is top:
                break
            if not self._is_frame(each) and (mark := mark_of(each)):
                return mark
        return None

    def _outside(self, number: int) -> Verdict:
        found = self._mark(self._blocks[number].element)
        if found:
            return Verdict("outside", found[1].reason, found[0])
        element = self._blocks[number].element
        if element.tag == "h1":
            return Verdict("outside", "title", element)
        if element.tag in {"td", "th"}:
            return Verdict("outside", "table", element)
        return Verdict("outside", "boilerplate", element)

    def _judge(
        self,
        n: int,
        is_inside: bool,
        first: int,
        last: int,
        title: int,
        last_recorded: int,
        parents: set[HtmlElement],
    ) -> Verdict:
        each = self._blocks[n]
        block, prose = each.block, self._prose[n]
        found = self._mark(each.element)
        mark = found[1] if found else None
        witnessed, recorded = self._witnessed[n], self._recorded[n]
        outside = self._outside(n)
        if n == title:
            return Verdict("outside", "title", each.element)
        if n in self._references:
            return DOUBTFUL
        if not (is_inside or witnessed or recorded) and not title < n < first:
            return outside
        if each.element.tag in {"td", "th"} and len(block.text) < 140:
            return outside if found else Verdict("outside", "table", each.element)
        if self._is_row(each.element):
            # Figures without a sentence around them: for the reader, no summary rests on them.
            is_within = is_inside and first < n < last and block.linked < 0.5
            return (
                DOUBTFUL if is_within and not found else Verdict("outside", "table", each.element)
            )
        if self._is_pointer(block):
            return outside if found else Verdict("outside", "related-link", each.element)
        if not recorded and (teaser := self._teaser_of(n)) is not None:
            return outside if found else Verdict("outside", "related-link", teaser)
        if n in self._copied:
            return outside if found else Verdict("outside", "repeated", each.element)
        if not recorded and self._is_caption(n):
            return outside if found else Verdict("outside", "caption", each.element)
        if n < first:
            if self._is_lead(n, first, title, is_inside, mark):
                return LEAD
            return STORY if is_inside and witnessed and mark is None else outside
        if mark and mark.is_strong and (mark.reason == "caption" or not (recorded and prose)):
            return outside
        if not is_inside:
            if (recorded and prose) or (witnessed and prose and mark is None and n < last):
                return STORY
            return outside
        if block.kind == "heading":
            return STORY if n < last and mark is None else outside
        if n > last:
            if n > last_recorded and not recorded:
                return outside
            beside = each.element in parents or each.element.getparent() in parents
            is_list = each.element.getparent() is not None and (
                each.element.tag == "li" and each.element.getparent().getparent() in parents
            )
            if mark is None and block.linked < 0.5 and (beside or is_list):
                return STORY if prose or is_list or witnessed else DOUBTFUL
            return STORY if witnessed and mark is None else outside
        if mark and not (witnessed or recorded):
            own_mark = found is not None and found[0] is each.element and each.element.tag == "p"
            return DOUBTFUL if own_mark and prose and block.linked < 0.3 else outside
        if n > last_recorded and not recorded:
            return outside
        if witnessed or recorded:
            return STORY
        return STORY if prose else DOUBTFUL

    def _references_below(self, last: int) -> set[int]:
        """Return the works that are named right below the story, by their identifiers.

        One or two are its sources; more are a bibliography, or what else a journal has.
        """
        below = range(last + 1, min(last + 1 + _NEAR, len(self._blocks)))
        found = {
            n
            for n in below
            if len(self._squeezed[n]) > _REFERENCE and self._blocks[n].block.names_work
        }
        return found if len(found) <= 2 else set()

    def _box(self, n: int) -> HtmlElement | None:
        """Return the outermost element around a block that is not around the story as well."""
        box = None
        for each in self._path(n):
            if each in self._core:
                return box
            box = each
        return None

    def _teaser_boxes(self, inside: Sequence[bool], first: int) -> set[HtmlElement]:
        """Return the boxes in the story that hold little but links to other articles."""
        boxes: dict[HtmlElement, list[int]] = defaultdict(list)
        for n in range(len(self._blocks)):
            if inside[n] and n > first and (box := self._box(n)) is not None:
                boxes[box].append(n)
        inserted = [box for box, numbers in boxes.items() if self._is_inserted(box, numbers)]
        # Three and more are the entries of a live report.
        alone = set(inserted) if len(inserted) < 3 else set()
        return alone | {box for box, numbers in boxes.items() if self._announces(box, numbers)}

    def _is_inserted(self, box: HtmlElement, numbers: Sequence[int]) -> bool:
        """Whether a box is the beginning of another article, which no witness saw."""
        return (
            (box.tag == "article" or box.find(".//article") is not None)
            and any(self._blocks[n].block.kind == "heading" for n in numbers)
            and not any(self._witnessed[n] or self._recorded[n] for n in numbers)
            and sum(len(self._blocks[n].block.text) for n in numbers) <= 2 * _TEASER
        )

    def _announces(self, box: HtmlElement, numbers: Sequence[int]) -> bool:
        """Whether a box holds links to articles, each with a few words below at most."""
        pointers = {n for n in numbers if self._is_pointer(self._blocks[n].block)}
        if not pointers or len(pointers) == len(numbers):
            return False
        if box.tag in {"ul", "ol"}:
            return len(pointers) > len(numbers) / 2
        if any(self._blocks[n].element is box for n in numbers):
            return False  # a paragraph with a box of pointers inside
        length, most = 0, _LABEL
        for n in numbers:
            length = 0 if n in pointers else length + len(self._blocks[n].block.text)
            most = _TEASER if n in pointers else most
            if length > most:
                return False
        return True

    def _teaser_of(self, n: int) -> HtmlElement | None:
        box = self._box(n) if self._teasers else None
        return box if box in self._teasers else None

    def _is_pointer(self, block: Block) -> bool:
        """Whether a block is a link to another page of the site, by its headline."""
        # "Label: linked headline" is how lists of further articles are written.
        text = block.text.rstrip()
        label = text[: block.links[0].start].rstrip() if block.links else ""
        is_labelled = label.endswith("|") or (label.endswith(":") and label.isupper())
        least = 0.5 if block.kind == "item" or (is_labelled and len(label) <= _LABEL) else 0.85
        if block.linked < least or len(block.links) > 2 or block.links[-1].end < len(text) - 2:
            return False
        if ends_as_sentence(text) and not (text.endswith(("?", "!")) and len(text) < 100):
            return False
        hosts = {_site(_host_of(link.href)) for link in block.links}
        # What is linked elsewhere may be an item of a list: a product, a document, a name.
        return not all(host and self._hosts and host not in self._hosts for host in hosts)

    def _site_of_menus(self) -> str:
        """Return the site that the menus lead to: one may print what belongs to another."""
        hosts = Counter(
            _site(_host_of(link.href))
            for each in self._blocks
            for link in each.block.links
            if (mark := self._mark(each.element)) and mark[1].reason == "navigation"
        )
        ((site, count),) = hosts.most_common(1) or [("", 0)]
        return site if 2 * count > hosts.total() else ""

    def _is_caption(self, n: int) -> bool:
        """Whether a block is the only text beside a picture, in a box with nothing else."""
        block = self._blocks[n]
        text = self._squeezed[n]
        if text in self._captions:
            return True
        # In a box of its own, the caption may stand there once more without the credit.
        if (
            len(text) > _SHORT_CAPTION
            and self._captions
            and self._box(n) is not block.element
            and any(
                abs(len(text) - len(each)) <= _CREDIT and (text in each or each in text)
                for each in self._captions
            )
        ):
            return True
        if self._is_credited(n) or (n > 0 and self._is_credited(n - 1)):
            return True
        if len(block.block.text) > 400 or block.block.kind == "heading":
            return False
        around = block.element.getparent()
        for _ in range(2):
            if around is None or around in self._core or around.tag in _FRAMES:
                return False
            if self._holds(around, "img", "picture", "video", "amp-img"):
                if self._holds(around, "h1"):
                    return False  # the header of the page
                most = len(self._squeezed[n]) + _CREDIT
                own = self._holds(block.element, "img", "picture")
                return not own and self._length(around, scripted=True) <= most
            around = around.getparent()
        return False

    def _holds(self, element: HtmlElement, *tags: str) -> bool:
        if (element, tags) not in self._held:
            self._held[element, tags] = next(element.iter(*tags), None) is not None
        return self._held[element, tags]

    def _is_row(self, element: HtmlElement) -> bool:
        if element not in self._rows:
            self._rows[element] = is_data_row(element)
        return self._rows[element]

    def _length(self, element: HtmlElement, *, scripted: bool = False) -> int:
        """Return how many letters and digits are in an element; ``scripted``: without noscript."""
        if (element, scripted) not in self._lengths:
            texts = (
                element.xpath(".//text()[not(ancestor::noscript)]")
                if scripted
                else element.itertext()
            )
            self._lengths[element, scripted] = len(squeezed("".join(texts)))
        return self._lengths[element, scripted]

    def _is_credited(self, n: int) -> bool:
        """Whether the picture's credit stands below a block, and nothing else in their box."""
        block = self._blocks[n]
        if n + 1 == len(self._blocks) or block.element.getparent() in self._core:
            return False
        below = self._blocks[n + 1]
        return (
            below.element.getparent() is block.element.getparent()
            and len(below.block.text) <= 80
            and bool(pattern("caption").match(below.block.text))
            and self._length(block.element.getparent())
            <= len(self._squeezed[n]) + len(self._squeezed[n + 1])
        )

    def _is_lead(self, n: int, first: int, title: int, is_inside: bool, mark: Mark | None) -> bool:
        """Whether a block above the story's first paragraph is its standfirst."""
        block = self._blocks[n].block
        around = self._article_of(self._blocks[first].element)
        is_beside = around is not None and around is self._article_of(self._blocks[n].element)
        if n < title or (title < 0 and not is_inside and not is_beside) or block.linked >= 0.5:
            return False
        text = self._squeezed[n]
        if len(text) > 20 and any(text in each or each in text for each in self._description):
            return True
        if block.kind == "heading" and block.text.endswith("?"):
            return False
        is_around = mark is None or (mark.reason in _AROUND_LEADS and not mark.is_strong)
        names = self._blocks[n].element.get("class") or ""
        if is_around and len(text) > 30 and title >= 0 and _LEAD.search(names[:200]):
            return True
        return is_around and self._prose[n]
