"""Furniture: the blocks of a page that are not the story.

A rule takes a block out only where its whole shape says that it is furniture: a sentence of the
story must never be lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.extract.blocks import Block, Link, ends_as_sentence
from articles.extract.bylines import byline_names, split_byline
from articles.extract.characters import one_line
from articles.extract.dates import date_line
from articles.extract.metadata import UNKNOWN, Metadata
from articles.publishers import canonical_url, find_agency

MAX_FURNITURE = 600
"""Characters above which a block is never furniture."""


@dataclass(frozen=True)
class Place:
    """Where a block stands."""

    title: str
    in_header: bool
    """No sentence of the story has been seen yet."""
    in_tail: bool
    """Among the last five blocks."""
    after_image: bool
    preceding: str
    following: str
    """Text of the blocks before and after."""


_Rule = Callable[[Block, Place], str | None]

_LETTERS = re.compile(r"[^\W\d_]")
_URL_LABEL = re.compile(
    r"(?:(?:original|source|canonical|permanent|article)\s*(?:url|link|article|page)?|url|link|via)"
    r"\s*:\s*",
    re.I,
)
# A source may be anyone's; these labels say that the text itself stands there.
_OWN_URL_LABEL = re.compile(
    r"(?:(?:original|canonical|permanent)\s*(?:url|link|article|page)?|article url|url)\s*:", re.I
)
_URL = re.compile(r"<?(https?://[^\s<>]+)>?")


def _url_of(block: Block) -> str | None:
    label = _URL_LABEL.match(block.text)
    match = _URL.fullmatch(block.text[label.end() if label else 0 :].strip())
    if match:
        return match[1]
    if label and len(block.links) == 1 and block.links[0].start >= label.end():
        return block.links[0].href
    return None


def _title(block: Block, place: Place) -> str | None:
    same = one_line(block.text).casefold() == place.title.casefold()
    return "title" if same and (place.in_header or block.kind in {"title", "heading"}) else None


def _byline(block: Block, place: Place) -> str | None:
    signed = (place.in_header or place.in_tail) and byline_names(block.text)
    return "byline" if signed else None


def _date(block: Block, place: Place) -> str | None:
    return "date" if date_line(block.text) else None


def _url(block: Block, place: Place) -> str | None:
    if _url_of(block):
        return "url"
    label_only = _URL_LABEL.fullmatch(block.text + " ")
    return "url" if label_only and "://" in place.following else None


_CREDIT = (
    r"(?:AP Photo|Getty(?: Images)?|Shutterstock|iStock|Alamy|Unsplash|Wikimedia Commons|Flickr"
    r"|EPA(?:-EFE)?|Sputnik|Zuma|Photo(?:graph)?s?(?: by)?|Images? (?:by|courtesy)|Handout"
    r"|File photo)"
)
_CAPTION_START = re.compile(
    r"(?:(?:photo(?:graph)?|image|picture|illustration|graphic|video)"
    r"(?:\s+(?:credit|by|courtesy of))?|credit|caption)\s*[:/]",
    re.I,
)
_CAPTION_END = re.compile(
    rf"(?:[(\[|/]|\bvia)\s*{_CREDIT}\b[^.!?]{{0,80}}$"
    rf"|\.\s+{_CREDIT}(?:\s*[:/]\s*|\s+)?[^.!?]{{0,60}}$"
    r"|\((?:Photo|Image|Picture|Credit)s?(?: by)?\b[^()]{2,80}\)\.?$"
)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}", re.I)


def is_credit(text: str) -> bool:
    """Whether a link's text credits a picture: a host, an agency, a picture library."""
    text = text.strip(" ()[]©")
    return bool(
        _HOST.fullmatch(text)
        or re.match(_CREDIT, text)
        or any(find_agency(part) for part in text.split("/"))
    )


def trailing_link(block: Block) -> Link | None:
    """Return the link that follows the last sentence of a block and is not part of it."""
    link = block.links[-1] if block.links else None
    if link and link.start > 0 and not block.text[link.end :].strip(" .)]"):
        before = block.text[: link.start].rstrip(" ([–—-|")
        if ends_as_sentence(before) and not ends_as_sentence(block.text[link.start : link.end]):
            return link
    return None


def _caption(block: Block, place: Place) -> str | None:
    if block.kind == "image" or (place.after_image and block.emphasised):
        return "caption"
    text = block.text.strip()
    if len(text.split()) <= 50 and (_CAPTION_START.match(text) or _CAPTION_END.search(text)):
        return "caption"
    link = trailing_link(block)
    if link and (
        place.after_image or (place.in_header and is_credit(block.text[link.start : link.end]))
    ):
        return "caption"
    return None


_RELATED = re.compile(
    r"(?:related(?: articles?| stor(?:y|ies)| content| news| coverage| links?| reading)?"
    r"|read(?: also| more| next| this)|also read|see also|more on this(?: story| topic)?"
    r"|don['’]t miss|recommended(?: for you)?|watch(?: also| now)?|listen|in depth|explainer"
    r"|most (?:read|popular|viewed)|more (?:stories|news)|you (?:may|might) also like"
    r"|trending(?: now)?|latest(?: news)?|what to read next)",
    re.I,
)


def _related(block: Block, place: Place) -> str | None:
    text = block.text.strip()
    if _RELATED.fullmatch(text.rstrip(":")):
        return "related-link"
    label = _RELATED.match(text)
    if label and text[label.end() :].lstrip().startswith((":", "|", "»", "→")):
        return "related-link" if block.links or not text.endswith(".") else None
    whole = block.linked >= 0.9 and not text.endswith((".", "”", '"')) and len(text.split()) <= 30
    return "related-link" if whole and not place.following[:1].islower() else None


_SHARE_BAR = re.compile(
    r"[\W_]*(?:"
    r"(?:article|bluesky|bookmark|comments?|copy|email|facebook|flipboard|link|linkedin|mastodon"
    r"|messenger|on|pinterest|post|print|reddit|save|share|sms|telegram|this|threads|tweet|twitter"
    r"|via|vk|weibo|whatsapp|wechat|x)"
    r"(?:[\W_]+|$))+"
)


def _share(block: Block, place: Place) -> str | None:
    return "share-bar" if _SHARE_BAR.fullmatch(block.text.lower()) else None


_SUBSCRIBE = re.compile(
    r"(?:sign up (?:for|to|here|now)\b|subscribe\b(?! to (?:the|a) (?:view|idea|theory))"
    r"|get (?:the|our|all|more)\b.{0,80}\b(?:newsletter|inbox|briefing|alerts)"
    r"|follow (?:us|our)\b|join (?:us on|our)\b.{0,40}\b(?:channel|newsletter|community|telegram)"
    r"|download (?:our|the) app\b|support (?:our|independent|quality) (?:work|journalism)"
    r"|enter your e-?mail|your e-?mail|already a subscriber|log in\b|sign in\b|donate\b"
    r"|become an? (?:member|subscriber|supporter)\b|create a free account)",
    re.I,
)


def _subscribe(block: Block, place: Place) -> str | None:
    text = block.text.strip()
    return "subscribe" if len(text.split()) <= 40 and _SUBSCRIBE.match(text) else None


_BOILERPLATE = re.compile(
    r"(?:advertisement|advertising|sponsored(?: content)?|skip (?:to|ad)\b.{0,40}"
    r"|story continues below.*|continue reading.*|article continues.*|loading\W*|ends|-30-"
    r"|(?:urgent|breaking(?: news)?|exclusive|update \d+|live)\W*"
    r"|all rights reserved\W*|\d+ comments?|leave a comment|show comments|back to top"
    r"|\d+\s*-?min(?:ute)?s?\s+read|listen to this (?:article|story).*|photo gallery"
    r"|this (?:article|story|post|text|report) (?:was|is|has been|originally|first)\b.{0,40}"
    r"\b(?:published|translated|produced|syndicated|appeared|republished|auto-generated)\b.*"
    r"|the (?:views|opinions) expressed in this (?:article|opinion piece|column)\b.*"
    r"|(?:we|this (?:web)?site|our partners)\b.{0,40}\buses? cookies\b.*"
    r"|(?:\S{0,30} )?(?:contributed|reported) (?:to|from) this (?:report|story)\W*)",
    re.I,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\s*(?:©|\(c\)|\d{4})|this (?:article|work|text) is "
                        r"licen[sc]ed under\b)", re.I)  # fmt: skip
_CREDITS = re.compile(
    r"(?:additional )?(?:reporting|editing|writing|compiled|translation|translated|edited) by\b",
    re.I,
)
_NOTE = re.compile(r"(?:editor['’]?s?['’]? note|correction|clarification)\s*:", re.I)
_TAGS = re.compile(r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies))\s*:", re.I)


def copyright_note(text: str) -> str | None:
    """Return ``text`` where it is a note of copyright or licence."""
    return text if _COPYRIGHT.match(text) else None


def _boilerplate(block: Block, place: Place) -> str | None:
    text = block.text.strip()
    if not _LETTERS.search(text) and not any(char.isdigit() for char in text):
        return "separator"
    if copyright_note(text):
        return "copyright"
    if _NOTE.match(text):
        return "editor-note"
    if _TAGS.match(text) and not text.endswith("."):
        return "tags"
    inner = text.strip("()[]")
    if _CREDITS.match(inner) and (inner != text or ";" in text or not text.endswith(".")):
        return "credit"
    if place.in_tail and re.fullmatch(
        r"[^.]{3,120}\bcontributed (?:to this report|reporting)\.?", text
    ):
        return "credit"
    return "boilerplate" if _BOILERPLATE.fullmatch(text) else None


def _subheading(block: Block, place: Place) -> str | None:
    text = block.text.strip()
    words = len(text.split())
    if block.kind in {"title", "heading"}:
        return None if ends_as_sentence(text) and words > 12 else "subheading"
    is_label = (
        block.kind == "paragraph"
        and words <= 10
        and not ends_as_sentence(text)
        and not text.endswith((",", ";", "-", "–", "—", '"', "”"))
        and not place.following[:1].islower()
        and not re.search(r"[.!?]\s|[\"“]", text)
    )
    if not is_label:
        return None
    return "subheading" if place.following else "boilerplate"


_RULES: tuple[_Rule, ...] = (
    _title,
    _byline,
    _date,
    _url,
    _share,
    _boilerplate,
    _caption,
    _related,
    _subscribe,
    _subheading,
)
# Lines that are furniture even inside a paragraph of several lines.
_LINE_RULES: tuple[_Rule, ...] = (_byline, _date, _url, _share, _boilerplate)
_ANYWHERE = Place(
    title="", in_header=True, in_tail=True, after_image=False, preceding="", following=""
)


def furniture_reason(block: Block, place: Place) -> str | None:
    """Return why ``block`` is no part of the story, or None where it is or may be one."""
    return _first_reason(_RULES, block, place)


def is_furniture(block: Block) -> bool:
    """Whether ``block`` by itself is a byline, a date, an address, a share bar or the like."""
    return _first_reason(_LINE_RULES, block, _ANYWHERE) is not None


def is_related_label(text: str) -> bool:
    """Whether ``text`` begins as a pointer to other articles does ("Read more")."""
    return bool(_RELATED.match(text))


def _first_reason(rules: tuple[_Rule, ...], block: Block, place: Place) -> str | None:
    if len(block.text) > MAX_FURNITURE and block.kind != "image":
        return None
    return next((reason for rule in rules if (reason := rule(block, place))), None)


def said_by(block: Block, reason: str, place: Place) -> Metadata:
    """Return what a piece of furniture says of the article."""
    text = one_line(block.text)
    if reason == "byline":
        byline, agency = split_byline(byline_names(text) or "")
        return Metadata(byline=byline, agency=agency)
    if reason == "date" and place.in_header:  # further down it may head a chronicle
        return Metadata(published=date_line(text))
    if reason == "url" and any(map(_OWN_URL_LABEL.match, (text, place.preceding))):
        return Metadata(url=canonical_url(_url_of(block) or ""))
    if reason == "copyright":
        return Metadata(licence=copyright_note(text))
    return UNKNOWN
