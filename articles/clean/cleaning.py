"""The story, out of the blocks of a page.

What is taken out is kept with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from articles.article import Removed
from articles.clean.datelines import find_dateline
from articles.clean.furniture import (
    Place,
    furniture_reason,
    is_credit,
    is_furniture,
    is_related_label,
    said_by,
    trailing_link,
)
from articles.extract.blocks import Block, ends_as_sentence
from articles.extract.characters import one_line
from articles.extract.metadata import UNKNOWN, Metadata
from articles.publishers import find_agency


@dataclass(frozen=True)
class Cleaned:
    """The paragraphs of the story, what was taken out, and what that said of the article."""

    paragraphs: tuple[str, ...]
    removed: tuple[Removed, ...]
    metadata: Metadata


def clean(blocks: Sequence[Block], title: str) -> Cleaned:
    """Take the story out of ``blocks``, whose texts are normalised, in order.

    Paragraphs that a page broke in mid-sentence are joined again, after what stood between them
    has gone. The dateline ("GENEVA, March 3 (Reuters) -") goes into the metadata.
    """
    title = one_line(title)
    whole = [block for block in _separated(blocks) if one_line(block.text)]
    story: list[Block] = []
    removed: list[Removed] = []
    metadata = UNKNOWN
    in_header = True
    after_image = False
    seen: set[str] = set()
    for number, block in enumerate(whole):
        place = Place(
            title=title,
            in_header=in_header,
            in_tail=number >= len(whole) - 5,
            after_image=after_image,
            preceding=whole[number - 1].text if number else "",
            following=whole[number + 1].text if number + 1 < len(whole) else "",
        )
        reason = furniture_reason(block, place)
        text = one_line(block.text)
        if reason is None and len(text.split()) > 5 and text in seen:
            reason = "repeated"
        after_image = block.kind == "image"
        if reason:
            removed.append(Removed(text=text, reason=reason))
            metadata = metadata.or_else(said_by(block, reason, place))
            continue
        seen.add(text)
        kept, credit = _without_credit(block)
        if credit:
            removed.append(credit)
        story.append(kept)
        in_header = in_header and not ends_as_sentence(text)
    paragraphs = _joined(_without_pull_quotes(story, removed))
    dateline = find_dateline(paragraphs[0]) if paragraphs else None
    if dateline:
        opening = paragraphs[0][: dateline.end]
        paragraphs[0] = paragraphs[0][dateline.end :]
        removed.append(Removed(text=opening.strip(), reason="dateline"))
        metadata = metadata.or_else(
            Metadata(dateline=dateline.place, agency=dateline.agency, published=dateline.published)
        )
    return Cleaned(tuple(paragraphs), tuple(removed), metadata)


def _separated(blocks: Iterable[Block]) -> Iterator[Block]:
    """Take a block of several lines apart where one of them is furniture by itself."""
    for block in blocks:
        lines = list(block.lines())
        if len(lines) > 1 and any(is_furniture(line) for line in lines[:50]):
            yield from lines
        else:
            yield block


_SIGNED = re.compile(r"\s(?:[–—]|--?)\s?(?P<agency>[A-Z][\w /-]{1,30})$")


def _without_credit(block: Block) -> tuple[Block, Removed | None]:
    """Take off what follows the last sentence of a paragraph: a credit, or "Read more"."""
    link = trailing_link(block)
    if link:
        label = block.text[link.start : link.end]
        if is_credit(label) or is_related_label(label) or link.href.startswith("#"):
            reason = "credit" if is_credit(label) else "related-link"
            end = len(block.text[: link.start].rstrip(" ([–—-|"))
            return replace(block, text=block.text[:end]), Removed(
                text=block.text[end:].strip(), reason=reason
            )
    signed = _SIGNED.search(block.text)
    if signed and ends_as_sentence(block.text[: signed.start()]) and find_agency(signed["agency"]):
        return replace(block, text=block.text[: signed.start()]), Removed(
            text=signed[0].strip(), reason="credit"
        )
    return block, None


def _without_pull_quotes(story: list[Block], removed: list[Removed]) -> list[Block]:
    """Take out quotations set off by the layout, the words of which stand in a paragraph too."""
    elsewhere = "\n".join(one_line(block.text) for block in story if block.kind != "quotation")
    kept = []
    for block in story:
        if block.kind == "quotation" and one_line(block.text).strip("\"'“”‘’ ") in elsewhere:
            removed.append(Removed(text=one_line(block.text), reason="pull-quote"))
        else:
            kept.append(block)
    return kept


def _joined(story: Iterable[Block]) -> list[str]:
    paragraphs: list[str] = []
    last_kind = ""
    for block in story:
        text = one_line(block.text)
        if last_kind == block.kind == "paragraph" and _goes_on(paragraphs[-1], text):
            hyphenated = re.search(r"\w-$", paragraphs[-1][-2:])
            paragraphs[-1] += text if hyphenated else f" {text}"
        else:
            paragraphs.append(text)
        last_kind = block.kind
    return paragraphs


def _goes_on(paragraph: str, following: str) -> bool:
    """Whether ``following`` is the rest of a sentence that ``paragraph`` breaks off."""
    if ends_as_sentence(paragraph):
        return False
    return (
        following[0].islower()
        or following[0] in ",;)%"
        or paragraph.endswith((",", ";", "-", "–", "—"))
    )
