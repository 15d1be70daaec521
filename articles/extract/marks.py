"""What the markup of an element says of its text: names of classes, roles, tags.

A name counts word by word: `share-bar` is a bar to share with, `social-housing` and `share-price`
are about something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from lxml.html import HtmlElement

_T = TypeVar("_T")


@dataclass(frozen=True)
class Mark:
    """Why the text of an element is hardly the story's."""

    reason: str
    is_strong: bool
    """By itself enough to take a whole sentence out."""


# fmt: off
_TAGS = {
    "nav": Mark("navigation", True), "footer": Mark("boilerplate", True),
    "aside": Mark("related-link", False), "figure": Mark("caption", False),
    "figcaption": Mark("caption", True), "form": Mark("subscribe", True),
    "button": Mark("navigation", True), "menu": Mark("navigation", True),
    "fieldset": Mark("subscribe", True), "dialog": Mark("subscribe", True),
    "summary": Mark("navigation", False), "caption": Mark("caption", True),
}
_ROLES = {
    "navigation": Mark("navigation", True), "banner": Mark("navigation", True),
    "complementary": Mark("related-link", False), "contentinfo": Mark("boilerplate", True),
    "dialog": Mark("subscribe", True), "search": Mark("navigation", True),
    "tooltip": Mark("hidden", True), "alert": Mark("boilerplate", False),
    "menu": Mark("navigation", True), "button": Mark("navigation", True),
}
_WORDS: dict[str, tuple[str, str]] = {
    "cookie-notice": ("cookie cookies consent gdpr cmp onetrust didomi", ""),
    "comments": ("disqus commentlist fb-comments livefyre", "comment comments kommentare"),
    "share-bar": (
        "addthis sharebar sharedaddy sharethis socialmedia socials sharing sharelinks sharetools",
        "share social teilen partage compartir",
    ),
    "subscribe": (
        "newsletter newsletters subscribe subscription signup paywall regwall piano inscription",
        "donate donation membership abo promo promotion promobox cta subscriber callout",
    ),
    "related-link": (
        "related relateds recirc recirculation outbrain taboola mostread mostpopular readmore"
        " mustread onward youmaylike morenews toplist newslist",
        "recommend recommended recommendation recommendations recommendations popular trending"
        " sidebar teaser teasers aside more also latest linklist",
    ),
    "byline": ("byline bylines authorbox authorinfo", "author authors writer dateline bio"),
    "caption": ("caption captions figcaption photocredit imagecredit wp-caption-text", "credit"),
    "tags": ("taglist", "tag tags topics topic keywords categories category"),
    "date": ("pubdate timestamp dateline", "date published updated"),
    "navigation": (
        "breadcrumb breadcrumbs navbar nav navigation menu masthead pagination pager submenu",
        "header",
    ),
    "boilerplate": (
        "copyright disclaimer colophon adunit advert advertisement advertising adslot dfp sponsor"
        " sponsored skiplink googlead",
        "ad ads footer legal sponsor banner standards trust",
    ),
}
_NEUTRAL_WORDS = (
    "a area article articles bar bars block body border bottom box btn button buttons card cards"
    " center class col column cols component components cont container content copy default desktop"
    " detail details div el element elements entry extra feature first form full grid group head"
    " header heading holder hide icon icons image img inline inner inside input item items js label"
    " large last layout left light link links list main md media meta middle mini mobile module"
    " modules name nav new news newsletter object of outer page pane panel part placeholder plugin"
    " post posts primary right row section single slot sm small story style tab tablet text the"
    " title tool toolbar tools top ui ul unit view vertical widget widgets wrap wrapper xs zone in"
    " on for by with and to is has read reading mod core single standard area count counter"
    " recirculation"
)
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
# fmt: on
_BY_WORD = {
    word: Mark(reason, is_strong)
    for reason, lists in _WORDS.items()
    for is_strong, words in ((True, lists[0]), (False, lists[1]))
    for word in words.split()
}
_NAMING = ("class", "id", "itemprop", "data-component", "data-testid", "data-module")
"""Attributes that name an element."""
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_CARD = re.compile(
    r"hover-?card|rollover|tool-?tip|popover|pop-?up|flyout|info-?card|preview-?card", re.I
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|offscreen|is-hidden"
    r"|element-invisible|a11y-hidden|assistive-text|hidden)(?:\s|$)", re.I
)  # fmt: skip


@lru_cache(maxsize=20_000)
def mark_of_name(name: str) -> Mark | None:
    """Return what one class or id says, or None.

    >>> mark_of_name("article-share-buttons"), mark_of_name("social-housing")
    (Mark(reason='share-bar', is_strong=False), None)
    """
    words = [word.lower() for word in _TOKEN.findall(name)]
    joined = "".join(words)
    if mark := _BY_WORD.get(name.lower()) or _BY_WORD.get(joined):
        return mark
    found = [(at, _BY_WORD[word]) for at, word in enumerate(words) if word in _BY_WORD]
    if not found:
        return None
    at, mark = next(((at, mark) for at, mark in found if mark.is_strong), found[0])
    others = [
        word
        for place, word in enumerate(words)
        if word not in _BY_WORD
        and word not in _NEUTRAL
        and not word.isdigit()
        and len(word) > 2
        # A word in front is most often the name of the site, or of its house style.
        and place > at
    ]
    if others:
        return None
    before = [w for w in words[:at] if w not in _NEUTRAL and w not in _BY_WORD and len(w) > 2]
    return Mark(mark.reason, mark.is_strong and not before) if before else mark


def mark_of(element: HtmlElement) -> Mark | None:
    """Return what the markup of an element itself says against its text, or None."""
    by_tag = _TAGS.get(element.tag)
    if by_tag and by_tag.is_strong:
        return by_tag
    given = dict(element.items())
    if not given:
        return by_tag
    marks = [by_tag] if by_tag else []
    if role := _ROLES.get(given.get("role", "")):
        marks.append(role)
    for attribute in _NAMING:
        if attribute in given:
            marks += _marks_of_names(given[attribute][:300])
    if _hides(given):
        marks.append(Mark("hidden", False))
    if not marks:
        return None
    return next((mark for mark in marks if mark.is_strong), marks[0])


@lru_cache(maxsize=20_000)
def _marks_of_names(names: str) -> tuple[Mark, ...]:
    return tuple(filter(None, map(mark_of_name, names.split())))


def is_hidden(element: HtmlElement) -> bool:
    """Whether the markup says that no reader sees the element."""
    return _hides(dict(element.items()))


def _hides(given: Mapping[str, str]) -> bool:
    return (
        "hidden" in given
        or ("style" in given and _HIDDEN_STYLE.search(given["style"]) is not None)
        or ("class" in given and _hides_by_class(given["class"][:300]))
    )


@lru_cache(maxsize=20_000)
def _hides_by_class(names: str) -> bool:
    return _HIDDEN_CLASS.search(names) is not None


def inherited(
    element: HtmlElement,
    known: dict[HtmlElement, _T],
    above: _T,
    own: Callable[[HtmlElement, _T], _T],
) -> _T:
    """Return what an element has from those around it, asking each element once.

    Args:
        element: The element.
        known: What was found of others before; added to.
        above: What the root has from above.
        own: Says what an element has, by itself and by what its parent has.

    """
    if element in known:
        return known[element]
    waiting = []
    each: HtmlElement | None = element
    while each is not None and each not in known:
        waiting.append(each)
        each = each.getparent()
    found = known[each] if each is not None else above
    for each in reversed(waiting):
        found = known[each] = own(each, found)
    return found


def is_card(element: HtmlElement) -> bool:
    """Whether an element opens over the text when it is pointed at."""
    return element.get("role") == "tooltip" or bool(
        _CARD.search((element.get("class") or "")[:300])
    )
