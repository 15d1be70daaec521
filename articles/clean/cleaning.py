"""The story, out of the blocks of a page.

What is taken out is kept with the reason.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from simplemma import is_known

from articles.article import Removed
from articles.clean.datelines import find_dateline
from articles.clean.furniture import (
    MAX_FURNITURE,
    Place,
    clock_of,
    furniture_reason,
    is_clock,
    is_credit,
    is_furniture,
    is_hour,
    is_related_label,
    may_be_furniture,
    said_by,
    trailing_link,
    word_count,
)
from articles.extract.blocks import Block, ends_as_sentence
from articles.extract.characters import one_line
from articles.extract.metadata import UNKNOWN, Metadata
from articles.extract.passages import LEAST, Passages
from articles.publishers import find_agency


@dataclass(frozen=True)
class Cleaned:
    """The paragraphs of the story, what was taken out, and what that said of the article."""

    paragraphs: tuple[str, ...]
    doubtful: frozenset[int]
    """Numbers of the paragraphs that may be furniture: nothing should rest on them alone."""
    removed: tuple[Removed, ...]
    metadata: Metadata


def clean(blocks: Sequence[Block], title: str, byline: str = "") -> Cleaned:
    """Take the story out of ``blocks``, whose texts are normalised, in order.

    Paragraphs that a page broke in mid-sentence are joined again, after what stood between them
    has gone. The dateline ("GENEVA, March 3 (Reuters) -") goes into the metadata.
    """
    # A longer one is no block that could be furniture.
    title, byline = one_line(title)[: 2 * MAX_FURNITURE], one_line(byline)[: 2 * MAX_FURNITURE]
    whole = [block for block in _separated(blocks) if one_line(block.text)]
    is_live = sum(is_clock(block.text) for block in whole) > 1
    story: list[Block] = []
    removed: list[Removed] = []
    metadata = UNKNOWN
    in_header = True
    after_image = False
    seen: dict[str, str] = {}
    clock = ""
    sections = _Sections()
    given = _of_lists(whole, title, byline)
    for number, block in enumerate(whole):
        place = Place(
            title=title,
            in_header=in_header,
            in_tail=number >= len(whole) - 5,
            after_image=after_image,
            preceding=whole[number - 1].text if number else "",
            following=whole[number + 1].text if number + 1 < len(whole) else "",
            byline=byline,
        )
        reason = furniture_reason(block, place) or given.get(number)
        text = one_line(block.text)
        asked_again = False
        if reason is None and word_count(text) > 5 and text in seen:
            # A question put to several people, and the head of each of several tables.
            asked_again = (
                text.endswith(("?", "？", "؟")) or " | " in text
            ) and place.following != seen[text]
            reason = None if asked_again else "repeated"
        after_image = block.kind == "image"
        if reason == "date" and (
            (is_live and not in_header and is_clock(text))
            or (is_hour(text) and (is_live or not in_header))
        ):
            # What was true at nine may not be at ten: the time goes in front of what follows.
            clock = clock_of(text)
            if clock != text:
                removed.append(Removed(text=text, reason="date"))
            continue
        if reason:
            removed.append(Removed(text=text, reason=reason))
            sections.lack()
            metadata = metadata.or_else(said_by(block, reason, place))
            continue
        seen.setdefault(text, place.following)
        kept, taken = _without_ending(block, place)
        removed += taken
        if not one_line(kept.text):
            continue
        if clock:
            kept, clock = replace(kept, text=f"{clock}: {kept.text}", links=()), ""
        is_heading = block.kind in {"title", "heading"} and not ends_as_sentence(text)
        if (
            asked_again
            or _is_label(kept, place)
            or may_be_furniture(kept)
            or (is_heading and not _STEP.match(text))
        ):
            kept = replace(kept, is_doubtful=True)
        sections.add(len(story), is_heading)
        story.append(kept)
        in_header = in_header and not ends_as_sentence(text)
    if clock:
        removed.append(Removed(text=clock, reason="date"))
    empty = sections.empty()
    for number in sorted(empty):
        removed.append(Removed(text=one_line(story[number].text), reason="subheading"))
    story = [block for number, block in enumerate(story) if number not in empty]
    paragraphs, doubtful = _joined(_without_pull_quotes(story, removed))
    dateline = find_dateline(paragraphs[0]) if paragraphs else None
    if dateline:
        opening = paragraphs[0][: dateline.end]
        paragraphs[0] = paragraphs[0][dateline.end :]
        removed.append(Removed(text=opening.strip(), reason="dateline"))
        metadata = metadata.or_else(
            Metadata(dateline=dateline.place, agency=dateline.agency, published=dateline.published)
        )
    return Cleaned(tuple(paragraphs), frozenset(doubtful), tuple(removed), metadata)


def _of_lists(blocks: Sequence[Block], title: str, byline: str) -> dict[int, str]:
    """Return the items that are furniture for what stands beside or above them, with the reason.

    In a list most of which asks for something or points elsewhere, the rest does so too; below a
    label such as "Related stories", all that has a link.
    """
    found: dict[int, str] = {}
    start = 0
    for is_list, group in itertools.groupby(blocks, key=lambda block: block.kind == "item"):
        items = list(group)
        if is_list:
            label = blocks[start - 1].text if start else ""
            label = label if len(label) <= MAX_FURNITURE else ""
            is_labelled = is_related_label(label, whole=True)
            reasons = [
                _reason_of_item(item, Place(title, False, False, False, label, "", byline))
                for item in items
            ]
            given = [reason for reason in reasons if reason]
            is_furniture_all = len(given) >= max(2, len(items) // 2 + 1)
            for number, item in enumerate(items, start):
                if is_labelled and item.links:
                    found[number] = "related-link"
                elif is_furniture_all:
                    found[number] = given[0]
        start += len(items)
    return found


def _reason_of_item(item: Block, place: Place) -> str | None:
    reason = furniture_reason(item, place)
    return reason if reason in {"subscribe", "related-link", "share-bar"} else None


_STEP = re.compile(r"(?:step |no\. ?|#)?\d{1,3}[.):]?\s+\S+\s+\S", re.I)


class _Sections:
    """Which subheadings have nothing of the story below them."""

    def __init__(self) -> None:
        self._open: list[int] = []
        self._empty: set[int] = set()
        self._lacks = False

    def lack(self) -> None:
        """Note that furniture was taken out."""
        self._lacks = True

    def add(self, number: int, is_heading: bool) -> None:
        """Note a block of the story by its number."""
        if not is_heading:
            self._open = []
        elif self._open and self._lacks:
            self._empty.update(self._open)
            self._open = []
        if is_heading:
            self._open.append(number)
        self._lacks = False

    def empty(self) -> set[int]:
        """Return the numbers of the subheadings without a section, the last ones included."""
        return self._empty | set(self._open)


def _is_label(block: Block, place: Place) -> bool:
    """Whether a line that is kept may be a label: it has neither an end nor a place in a list."""
    text = block.text.strip()
    return (
        block.kind == "paragraph"
        and word_count(text) <= 10
        and not ends_as_sentence(text)
        and not text.endswith((",", ";", ":", "：", "-", "–", "—"))
        and not re.search(r"[.!?:：]\s|[\"“„«「]|\d", text)
        and not place.following[:1].islower()
    )


def _separated(blocks: Iterable[Block]) -> Iterator[Block]:
    """Take a block of several lines apart where one of them is furniture by itself."""
    for block in blocks:
        lines = list(block.lines())
        if len(lines) > 1 and any(is_furniture(line) for line in lines[:50]):
            yield from lines
        else:
            yield block


_LONGEST_ENDING, _MOST_ENDINGS = 400, 20
"""Characters of a credit behind a paragraph, and how many credits one ends with."""
_SIGNED = re.compile(r"\s(?:[–—]|--?)\s?(?P<agency>[A-Z][\w /-]{1,30})$")
_ENDINGS = re.compile(
    r"(?:(?<!\s)\s*+(?:[(\[](?:additional )?(?:reporting|editing|writing|compiled"
    r"|translat(?:ed|ion)|edited|produced|research|with (?:files|reporting|inputs)|inputs? from"
    r"|photo|©)\b[^()\[\]]{0,200}[)\]]|\bEnditem|\bburs-[a-z/-]{2,40}"
    r"|(?<=\s)[a-z]{2,4}(?:-[a-z]{2,3})?/[a-z]{2,4}(?:/[a-z]{2,4}){0,4}"
    r"|(?<=[.!?]\s)(?:Reporting|Editing|Writing|Additional reporting) by [^.!?]{2,160}"
    r"|(?<=[.!?]\s)-30-|[（(](?:完|终|責任編輯|责任编辑)[^（()）]{0,30}[)）])"
    r"|(?<=[.!?])\s*+#++)\s*+\.?$",
    re.I,
)


def _without_ending(block: Block, place: Place) -> tuple[Block, list[Removed]]:
    """Take off what follows the last sentence of a paragraph: a credit, or "Read more"."""
    taken: list[Removed] = []
    link = trailing_link(block)
    if link:
        label = block.text[link.start : link.end]
        if is_credit(label) or is_related_label(label) or link.href.startswith("#"):
            reason = "credit" if is_credit(label) else "related-link"
            block = _cut(block, len(block.text[: link.start].rstrip(" ([–—-|")), reason, taken)
    signed = _SIGNED.search(block.text)
    if signed and ends_as_sentence(block.text[: signed.start()]) and find_agency(signed["agency"]):
        block = _cut(block, signed.start(), "credit", taken)
    for _ in range(_MOST_ENDINGS):
        tail = max(0, len(block.text) - _LONGEST_ENDING)
        ending = _ENDINGS.search(block.text, tail)
        if not ending or not ending[0].strip():
            break
        start = ending.start()
        if start and not ends_as_sentence(block.text[max(0, start - _LONGEST_ENDING) : start]):
            break
        block = _cut(block, start, "credit", taken)
    return block, taken


def _cut(block: Block, end: int, reason: str, taken: list[Removed]) -> Block:
    taken.append(Removed(text=one_line(block.text[end:]), reason=reason))
    links = tuple(link for link in block.links if link.end <= end)
    return replace(block, text=block.text[:end].rstrip(), links=links)


_MOST_SHORT_QUOTES = 100
"""Quotations of a few words that are looked for elsewhere in a story."""


def _without_pull_quotes(story: list[Block], removed: list[Removed]) -> list[Block]:
    """Take out quotations set off by the layout, the words of which stand in a paragraph too."""
    elsewhere = [one_line(block.text) for block in story if block.kind != "quotation"]
    passages, text = Passages(elsewhere), "\n".join(elsewhere)
    kept = []
    short = 0
    for block in story:
        quoted = one_line(block.text).strip("\"'“”‘’ ") if block.kind == "quotation" else None
        if quoted is None:
            kept.append(block)
            continue
        short += len(quoted) < LEAST
        is_there = (
            bool(passages.holding(quoted))
            if len(quoted) >= LEAST
            else short <= _MOST_SHORT_QUOTES and quoted in text
        )
        if is_there:
            removed.append(Removed(text=one_line(block.text), reason="pull-quote"))
        else:
            kept.append(block)
    return kept


_END = 100
"""Characters at the end of a paragraph that tell whether it goes on."""


def _joined(story: Iterable[Block]) -> tuple[list[str], set[int]]:
    """Return the paragraphs, those of several blocks joined, and the numbers of doubtful ones."""
    paragraphs: list[list[str]] = []
    doubtful: set[int] = set()
    last_kind, end = "", ""
    for block in story:
        text = one_line(unwrapped(block.text))
        if last_kind == block.kind == "paragraph" and _goes_on(end, text):
            hyphenated = re.search(r"\w-$", end[-2:])
            piece = text if hyphenated else f" {text}"
            paragraphs[-1].append(piece)
            end = (end + piece)[-_END:]
            doubtful.discard(len(paragraphs) - 1)
        else:
            if block.is_doubtful:
                doubtful.add(len(paragraphs))
            paragraphs.append([text])
            end = text[-_END:]
        last_kind = block.kind
    return ["".join(pieces) for pieces in paragraphs], doubtful


_BROKEN_WORD = re.compile(r"([^\W\d_]{1,40})-\n([^\W\d_]{1,40})")
_HYPHENATING = ("en", "de", "fr", "es", "it", "ru", "uk")


def unwrapped(text: str) -> str:
    r"""Join the words that hard-wrapped lines break: a word without hyphen where there is one.

    >>> unwrapped("the east-\nern bank, a well-\nknown place")
    'the eastern bank, a well-known place'
    """
    if "-\n" not in text:
        return text
    return _BROKEN_WORD.sub(lambda broken: _joined_word(broken[1], broken[2]), text)


def _joined_word(first: str, second: str) -> str:
    whole, hyphenated = f"{first}{second}", f"{first}-{second}"
    if not second[0].islower() or any(is_known(hyphenated, code) for code in _HYPHENATING):
        return hyphenated
    return whole if any(is_known(whole, code) for code in _HYPHENATING) else hyphenated


def _goes_on(end: str, following: str) -> bool:
    """Whether ``following`` is the rest of a sentence that a paragraph with an end breaks off."""
    if ends_as_sentence(end):
        return False
    return (
        (following[0].islower() and not end.endswith((":", "：")))
        or following[0] in ",;)%"
        or end.endswith((",", ";", "-", "–", "—"))
    )
