"""HTML pages to blocks and metadata."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from urllib.parse import urlsplit

import trafilatura
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from articles.article import ArticleError, Removed
from articles.clean.furniture import copyright_note
from articles.extract.blocks import Block, ends_as_sentence
from articles.extract.body import LEAD, Finder, Verdict, Witness, squeezed
from articles.extract.bylines import split_byline
from articles.extract.characters import one_line
from articles.extract.extraction import Extract, check_length
from articles.extract.front_pages import lists_articles
from articles.extract.left_out import left_out
from articles.extract.metadata import Metadata
from articles.extract.page_blocks import PageBlock, page_blocks
from articles.extract.page_metadata import MAX_TITLE, PageMetadata
from articles.extract.signatures import dates_in, lines_around, name_alone, names_in
from articles.extract.tags import MAX_ATTRIBUTES, MAX_TAGS, has_costly_tags, has_too_many_tags
from base.showing import fault

FULLER = 1.4
"""How much more of the story the page's own record must hold to be taken in the page's place."""

_MAX_CELLS = 2_000
"""Of a row of a table that trafilatura is asked to read: its time grows with their square."""
_PAGE = re.compile(r"<(?:html|body)\b", re.I)


def from_html(text: str, location: str) -> Extract:
    """Read an HTML page or fragment.

    Raises ArticleError where no story is found, or where no parser should be asked to read it.
    """
    if has_costly_tags(text):
        raise ArticleError(
            location,
            f"tags with over {MAX_ATTRIBUTES:,} attributes",
            "save the page again as a browser shows it",
        )
    if has_too_many_tags(text):
        raise ArticleError(
            location, f"a page of over {MAX_TAGS:,} tags", "give the page of one article"
        )
    if not _PAGE.search(text):
        text = f"<html><body>{text}</body></html>"
    try:
        tree = load_html(text)
        if tree is None:
            raise _no_story(location)
        return _read(tree, location)
    except ArticleError:
        raise
    except Exception as error:  # whatever a hostile page provokes concerns this page only
        raise ArticleError(
            location,
            f"page cannot be parsed ({fault(error)})",
            "save its text as .txt or .md",
        ) from error


def _no_story(location: str) -> ArticleError:
    return ArticleError(
        location, "no story text found", "give a page with a story of several sentences"
    )


def _read(tree: HtmlElement, location: str) -> Extract:
    metadata = PageMetadata(tree)
    found = page_blocks(tree)
    verdicts = Finder(
        found,
        witness=_by_trafilatura(tree),
        record=metadata.json_ld.body,
        title=metadata.title or "",
        description=metadata.description,
        host=urlsplit(metadata.url or "").hostname or "",
    ).verdicts()
    blocks = [
        _as_judged(each.block, verdict)
        for each, verdict in zip(found, verdicts, strict=True)
        if verdict.part != "outside" and each.block.text
    ]
    check_length("\n\n".join(block.text for block in blocks), location)
    removed = [
        *left_out(found, verdicts),
        *(
            removed
            for each, verdict in zip(found, verdicts, strict=True)
            if verdict.part != "outside"
            for removed in each.removed
        ),
    ]
    notes: tuple[str, ...] = ()
    record = _fuller_record(metadata.json_ld.body, blocks)
    if record:
        known = Witness(metadata.json_ld.body)
        removed = [each for each in removed if not known.has(squeezed(each.text))]
        blocks = record
        notes = ("taken from the page's own record of its text, which is fuller than the page",)
    if not blocks:
        raise _no_story(location)
    if not metadata.is_article and lists_articles(found, verdicts):
        raise ArticleError(
            location,
            "a page of teasers, not an article",
            "give the articles that it leads to, or list it as a source of pages",
        )
    dates = tuple(dict.fromkeys(metadata.dates()))
    byline, agency = _signed(metadata)
    if not (byline or agency) or not dates:
        lines = lines_around(found, verdicts)
        dates = dates or tuple(dict.fromkeys(dates_in(lines)))
        if not byline:
            byline, signed = split_byline(names_in(lines), metadata.site_names)
            agency = agency or signed
    if metadata.has_long_title:
        notes += (f"its headline was longer than {MAX_TITLE} characters, and is cut",)
    alone = None if byline else name_alone(blocks, metadata.site_names)
    if alone is not None:
        byline, _ = split_byline(blocks[alone].text)
        removed.append(Removed(text=one_line(blocks[alone].text), reason="byline"))
        del blocks[alone]
    byline = byline or _by_site(metadata, agency)
    return Extract(
        tuple(blocks),
        Metadata(
            title=metadata.title,
            url=metadata.url,
            publisher=metadata.publisher,
            byline=byline,
            agency=agency,
            published=dates[0] if dates else None,
            licence=_licence(tree) or next(_copyright_notes(found), None),
        ),
        tuple(removed),
        notes=notes,
        other_dates=dates[1:],
    )


def _as_judged(block: Block, verdict: Verdict) -> Block:
    if verdict.part == "doubtful":
        block = replace(block, is_doubtful=True)
    if verdict is LEAD and block.kind == "heading":
        block = replace(block, kind="paragraph")
    # A line that is a link as a whole was judged by where it leads.
    return replace(block, links=()) if block.linked >= 0.85 else block


def _by_trafilatura(tree: HtmlElement) -> str:
    """Return the text of the story as trafilatura finds it, a block a line."""
    copied = deepcopy(tree)
    cells = Counter(cell.getparent() for cell in copied.iter("td", "th"))
    for row, number in cells.items():
        if number > _MAX_CELLS and row is not None:
            row.clear(keep_tail=True)
    document = trafilatura.bare_extraction(
        copied, include_comments=False, fast=True, with_metadata=False
    )
    return document.text or "" if document is not None else ""


def _fuller_record(record: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the record's paragraphs where they hold much more of a story than ``blocks``."""
    lines = [one_line(line) for line in record.splitlines()]
    lines = [line for line in lines if line]
    extracted = squeezed(" ".join(block.text for block in blocks))
    recorded = squeezed(record)
    is_sane = (
        len(recorded) > 400
        and recorded.count(recorded[:80]) == 1  # some pages record their text twice
        and ends_as_sentence(record)
        and not re.search(r"[{}<>]", record)
        and not _has_list_of_links(record)
    )
    return (
        [Block(line) for line in lines]
        if is_sane and len(recorded) > FULLER * len(extracted)
        else []
    )


def _has_list_of_links(text: str) -> bool:
    return any(
        "://" in word and following.startswith(("http://", "https://"))
        for word, following in itertools.pairwise(text.split())
    )


def _signed(metadata: PageMetadata) -> tuple[str | None, str | None]:
    """Return byline and agency by the first place that names somebody besides the site itself."""
    agency = None
    places = [names for names in metadata.authors() if names]
    sites = metadata.site_names
    own = {squeezed(site) for site in sites}
    for names in places:
        byline, found = split_byline(names, sites)
        agency = agency or found
        if byline and squeezed(byline) not in own:
            return byline, agency
    return None, agency


def _by_site(metadata: PageMetadata, agency: str | None) -> str | None:
    """Return the name by which the site itself signs, where nobody else does."""
    if agency:
        return None
    signed = (split_byline(names, metadata.site_names)[0] for names in metadata.authors() if names)
    return next(filter(None, signed), None)


def _licence(tree: HtmlElement) -> str | None:
    path = "descendant::a[contains(@rel, 'license')] | descendant::link[@rel='license']"
    for link in tree.xpath(path)[:5]:
        text = one_line(link.text_content()) or one_line(link.get("href") or "")
        if text:
            return text
    return None


def _copyright_notes(blocks: Sequence[PageBlock]) -> Iterator[str]:
    return (note for each in blocks if (note := copyright_note(one_line(each.block.text))))
