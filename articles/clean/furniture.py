"""Furniture: the blocks of a page that are not the story.

A rule takes a block out only where its words, its links or its place say that it is furniture,
never because it is short: a sentence of the story must not be lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from articles.clean.words import date_words, label_pattern, pattern, words
from articles.extract.blocks import Block, Link, ends_as_sentence
from articles.extract.bylines import byline_names, labelled_names, split_byline
from articles.extract.characters import one_line
from articles.extract.dates import date_line
from articles.extract.metadata import UNKNOWN, Metadata
from articles.locations import source_url
from articles.publishers import find_agency

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
    byline: str = ""
    """Who signs the article, as far as is known."""


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
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def word_count(text: str) -> int:
    """Return how many words a text has; two characters count as one where none has spaces.

    >>> word_count("It is over."), word_count("谈判已经结束。")
    (3, 3)
    """
    return len(text.split()) + len(_SPACELESS.findall(text)) // 2 - bool(_SPACELESS.search(text))


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
    text = block.text
    signed = (place.in_header or place.in_tail) and (byline_names(text) or labelled_names(text))
    return "byline" if signed else None


_WORDS_AND_NUMBERS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*|\d+")
_DATE_SHAPE = re.compile(r"\d{1,2}[:.]\d{2}|\d{4}|\d{1,2}[./-]\d{1,2}|\d+\s*[^\W\d_]+")


_LIVE_STAMP = re.compile(
    r"\d{1,2} (?:min|minute|hour|hr|day)s? ago\s*(?P<clock>\d{1,2}[:.]\d{2})"
    r"(?:\s+[A-ZÀ-Þ][\w.'’-]+){0,4}"
)
"""When an entry of a live report was written, and by whom."""


def _date(block: Block, place: Place) -> str | None:
    if _LIVE_STAMP.fullmatch(block.text.strip()):
        return "date"
    if not place.in_header and _dates_story(block.text, place):
        return None
    if date_line(block.text):
        return "date"
    parts = [part for part in re.split(r"\s*[|·•]\s*", block.text.strip()) if part]
    if place.in_header and 1 < len(parts) <= 5:  # "25.04.24 | 14:07 Uhr | Von Jane Doe"
        others = [each for each in parts if not (byline_names(each) or labelled_names(each))]
        if others and all(_is_date(each) for each in others):
            return "date"
    return "date" if _is_date(block.text) else None


_OF_PUBLICATION = re.compile(
    r"\b(?:ago|vor|il y a|hace|назад|тому|published|posted|updated|modified|first|veröffentlicht"
    r"|aktualisiert|erstellt|publiziert|erschienen|stand|lesezeit|lesedauer|publiée?|mise?|modifié"
    r"|actualisé|publicad[oa]|actualizad[oa]|опубликовано|обновлено|изменено|опубліковано|оновлено"
    r"|pubblicato|aggiornato|publicerad|uppdaterad|publisert|oppdatert|read|reading|min|of)\b"
    r"|[前发發佈布更新公開配信掲載投稿منذ]|نشر|تحديث",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HOUR = r"\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?\s?m\b\.?|uhr\b|h\b)"
_HAS_HOUR = re.compile(rf"\b{_HOUR}|\d[:h]\d\d", re.I)
_ONE_HOUR = re.compile(rf"{_HOUR}(?:\s[A-Z]{{2,4}})?:?", re.I)


def _dates_story(text: str, place: Place) -> bool:
    """Whether a line with a day or hours dates what the story tells, and not the story itself.

    It heads an entry of a chronicle, or says when something is open. A day with its year and an
    hour is when a text was published, and so may a day be below the last paragraphs.
    """
    text = text.strip()
    if len(text) > 120 or not _LETTERS.search(text) or _OF_PUBLICATION.search(text):
        return False
    has_year, has_hour = bool(_YEAR.search(text)), bool(_HAS_HOUR.search(text))
    if (has_year and has_hour) or is_hour(text):
        return False
    return has_hour or not place.in_tail


def is_hour(text: str) -> bool:
    """Whether a line is one hour of the day ("10 p.m."), and no length such as 2:57."""
    return bool(_ONE_HOUR.fullmatch(text.strip()))


def _is_date(text: str) -> bool:
    text = text.casefold()
    if len(text) > 120 or not _DATE_SHAPE.search(text) or pattern("notice").fullmatch(text):
        return False
    known = date_words()
    found = _WORDS_AND_NUMBERS.findall(text)
    named = [word for word in found if not word.isdigit()]
    # "5 days ago", not "12 may"; a sentence has other words, and its end.
    bare = re.fullmatch(r"[\d\s:./,|–—-]+", text) and (":" in text or text.count(".") == 2)
    is_date = all(word in known for word in named) and (named or bare)
    return bool(is_date) and not text.endswith(("?", "!"))


def clock_of(text: str) -> str:
    """Return the time of day of an entry of a live report, without "2 hours ago" and the name."""
    stamp = _LIVE_STAMP.fullmatch(text.strip())
    return stamp["clock"] if stamp else text


def is_clock(text: str) -> bool:
    """Whether a line is a time of day, with or without its day, as in a live report."""
    return len(text) <= 60 and bool(re.search(r"\d{1,2}[:.h]\d{2}|\d\s?[ap]\.?m\b", text, re.I))


def _url(block: Block, place: Place) -> str | None:
    if _url_of(block):
        return "url"
    label_only = _URL_LABEL.fullmatch(block.text + " ")
    return "url" if label_only and "://" in place.following else None


_CREDIT = (
    r"(?:AP Photo|Getty(?: Images)?|Shutterstock|iStock|Alamy|Unsplash|Wikimedia Commons|Flickr"
    r"|EPA(?:-EFE)?|Sputnik|Zuma|Photo(?:graph)?s?(?: by)?|Images? (?:by|courtesy)|Handout"
    r"|File photo|IMAGO|picture alliance)"
)
_CAPTION_END = re.compile(
    rf"(?:[(\[|/]|\bvia)\s*{_CREDIT}\b[^.!?]{{0,80}}$"
    rf"|[.!?]\s+{_CREDIT}(?:\s*[:/]\s*|\s+)?[^.!?]{{0,60}}$"
    r"|\((?:Photo|Image|Picture|Credit|Foto|Bild|Фото|Photo)s?(?: by| de| von)?\b[^()]{2,80}\)\.?$"
    r"|(?:Foto|Bild|Photo|Фото|Credit|Copyright)\s?: ?[^.!?]{2,60}$"
    r"|\s©\s?[^.!?]{2,60}$"
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
    if word_count(text) <= 50 and (pattern("caption").match(text) or _CAPTION_END.search(text)):
        return "caption"
    link = trailing_link(block)
    if link and (
        place.after_image or (place.in_header and is_credit(block.text[link.start : link.end]))
    ):
        return "caption"
    return None


def _related(block: Block, place: Place) -> str | None:
    text = block.text.strip()
    above = place.preceding[:MAX_FURNITURE].strip().rstrip(":： ")
    if block.linked >= 0.5 and len(above) < 60 and pattern("related").fullmatch(above):
        return "related-link"
    bare = text.strip("►▶→»›>|[]()•*-–— ")
    if pattern("related").fullmatch(bare.rstrip(":：")):
        return "related-link"
    if label_pattern().match(bare):
        return "related-link" if block.links or not ends_as_sentence(text) else None
    if label := pattern("related").match(bare):
        rest = bare[label.end() :].lstrip()
        if bare[: label.end()].isupper() and not bare.isupper() and not ends_as_sentence(text):
            return "related-link"
        # A label and a linked headline, with nothing between them.
        after = block.text.find(rest) if rest else -1
        if any(link.start <= after and link.end >= after + len(rest) - 2 for link in block.links):
            return "related-link"
    whole = block.linked >= 0.9 and not ends_as_sentence(text) and word_count(text) <= 30
    return "related-link" if whole and not place.following[:1].islower() else None


def _share(block: Block, place: Place) -> str | None:
    said = [word for word in re.split(r"[\s|/·•,()\d+.:]+", block.text.casefold()) if word]
    known = words("share")
    return "share-bar" if said and all(word.strip('-–—“”"') in known for word in said) else None


def _subscribe(block: Block, place: Place) -> str | None:
    text = block.text.strip().lstrip("►▶→»›>|•*-–— ✉📧👉")
    if word_count(text) > 60:
        return None
    if pattern("subscribe").match(text):
        return "subscribe"
    # "Morning Brief: Sign up for ..."
    label, _, rest = text.partition(": ")
    if block.kind == "item" and rest and len(label.split()) <= 4:
        return "subscribe" if pattern("subscribe").match(rest) else None
    said = {each.casefold() for each in _PLATFORMS.findall(text)}
    is_call = len(said) > 1 and not ends_as_sentence(text) and word_count(text) <= 30
    return "subscribe" if is_call and block.links else None


_PLATFORMS = re.compile(
    r"\b(?:google news|whatsapp|telegram|facebook|instagram|youtube|tiktok|bluesky|twitter)\b", re.I
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\s*(?:©|\(c\)|\d{4})|this (?:article|work|text) is "
                        r"licen[sc]ed under\b)", re.I)  # fmt: skip
_CREDITS = re.compile(
    r"(?:additional )?(?:reporting|editing|writing|compiled|translation|translated|edited) by\b",
    re.I,
)
_SAID = re.compile(
    r"(?:,[\"”’]?|[?!][\"”’]) (?:[\w.'’-]+ ){0,6}?(?:said|says|told|added|warned)\b"
    r"|\baccording to\b",
    re.I,
)
_TAGS = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|schlagw[oö]rte(?:r)?|mots[- ]clés"
    r"|etiquetas|теги|标签|標籤|关键词|キーワード|タグ)\s*[:：]", re.I
)  # fmt: skip
_JOB = (
    r"(?:staff (?:writer|reporter)|reporter|correspondent|editor|columnist|journalist|producer"
    r"|writer|author|contributor|professor|lecturer|fellow|researcher|analyst|critic|blogger"
    r"|photographer|intern|freelancer?|director|curator|redakteur(?:in)?|journaliste?|autor(?:in)?)"
)
_BIOGRAPHY = re.compile(
    rf"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){{1,3}},? (?:is|was|Is) "
    rf"(?:an?|the|[\w'’ ]{{2,40}}['’]s?)(?: [\w'’&,-]+){{0,5}}? {_JOB}\b"
)
_SIGNATURE_VERB = (
    r"(?:is|was|has|covers|covered|reports?|reported|writes|wrote|contributed|works|joined"
    r"|can be|lives|teaches|serves|blogs|ist|schreibt|est|es|работает|пишет)"
)
_SIGNATURE = (
    r"(?!(?:The|An?|He|She|It|They|We|I|As|In|On|At|His|Her|Their|This|That)\b)"
    r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}"
)
_REPORTED_FROM = re.compile(
    rf"{_SIGNATURE}(?: in [A-Z]\w+)?(?:(?:,? and |, ){_SIGNATURE}(?: in [A-Z]\w+)?){{0,5}}"
    r" (?:contributed(?: \w+){0,2}? (?:to|from|in|for)|(?:reported|reports|is reporting) in"
    r"|(?:reported|reports|is reporting|writes|wrote)(?: (?!in\b)\w+)?? (?:from|for))\b"
    r"[^.!?]{2,100}\.?"
)
_ABOUT = re.compile(r"About (?:the )?[A-Z][\w&.,'’ -]{1,60}:?")


def copyright_note(text: str) -> str | None:
    """Return ``text`` where it is a note of copyright or licence."""
    return text if _COPYRIGHT.match(text) else None


_CONTACT = re.compile(
    r"[!-~]+@[!-~]+|(?:e-?mail|twitter|x|phone|tel|@\w+|\W)*"
    r"(?:(?:https?://|www\.)[!-~]+|[a-z0-9]+\.(?:com|org|net)[!-~]*)?",
    re.I,
)
"""A word of a line of addresses."""


def _biography(block: Block, place: Place) -> str | None:
    if len(block.text) < 120 and all(map(_CONTACT.fullmatch, block.text.split())):
        return "author-note"
    if not place.in_tail:
        return None
    text = block.text.strip()
    last_names = {name.split()[-1] for name in re.split(r", | and ", place.byline) if name.split()}
    for name in last_names:
        if re.match(rf"(?:[\w.'’-]+ ){{0,3}}{re.escape(name)}\b,? {_SIGNATURE_VERB}\b", text):
            return "author-note"
    if _BIOGRAPHY.match(text) and word_count(text) <= 80 and not re.search(r"\bsaid\b", text):
        return "author-note" if block.emphasised or place.in_tail else None
    return "credit" if _REPORTED_FROM.fullmatch(text) and word_count(text) <= 24 else None


def _boilerplate(block: Block, place: Place) -> str | None:
    text = block.text.strip()
    if not _LETTERS.search(text) and not any(char.isdigit() for char in text):
        return "separator"
    if copyright_note(text):
        return "copyright"
    if pattern("note").match(text):
        return "editor-note"
    if _TAGS.match(text) and not text.endswith("."):
        return "tags"
    inner = text.strip("()[]")
    if _CREDITS.match(inner) and (inner != text or ";" in text or not text.endswith(".")):
        return "credit"
    at_end = place.in_tail or place.in_header
    if at_end and word_count(text) <= 30 and pattern("credit").fullmatch(text.strip("()[]*_ ")):
        return "credit"
    if _ABOUT.fullmatch(text) and block.kind in {"heading", "paragraph"} and place.in_tail:
        return "boilerplate"
    is_label = pattern("label").fullmatch(text.strip(" :：()[]|-–—*#"))
    if is_label or pattern("notice").fullmatch(text.strip("()[]*_-–— ")):
        return "boilerplate"
    return None


def _kicker(block: Block, place: Place) -> str | None:
    # By its markup alone: a short line may be a lead-in, a question, a name, an item of a list.
    is_heading = block.kind in {"title", "heading"} and not ends_as_sentence(block.text)
    return "subheading" if is_heading and place.in_header else None


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
    _biography,
    _kicker,
)
# Lines that are furniture even inside a paragraph of several lines.
_LINE_RULES: tuple[_Rule, ...] = (_byline, _date, _url, _share, _boilerplate)
_ANYWHERE = Place(
    title="", in_header=True, in_tail=True, after_image=False, preceding="", following=""
)


def furniture_reason(block: Block, place: Place) -> str | None:
    """Return why ``block`` is no part of the story, or None where it is or may be one."""
    reason = _first_reason(_RULES, block, place)
    by_words = reason in {"subscribe", "boilerplate", "editor-note"}
    return None if by_words and may_be_furniture(block) else reason


def may_be_furniture(block: Block) -> bool:
    """Whether a block reads as furniture, or as a line of the story that says the same of others.

    A note of the editors belongs to the story as far as it corrects or explains it, and so does
    the work that the story reports on.
    """
    text = block.text.strip("()[]*_-–— \n")
    if len(text) > MAX_FURNITURE:
        return False
    if note := pattern("note").match(text):
        return not pattern("notice").fullmatch(text[note.end() :].strip())
    if pattern("correction").match(text) or block.names_work:
        return True
    if block.kind in {"title", "heading"} or block.emphasised or block.linked >= 0.5:
        return False
    if not pattern("ambiguous").match(text):
        return False
    if not (pattern("subscribe").match(text) or pattern("notice").fullmatch(text)):
        return False
    return bool(_SAID.search(text)) or not _own_words().search(text)


@cache
def _own_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern('own').pattern})\b|@", re.I)


def is_furniture(block: Block) -> bool:
    """Whether ``block`` by itself is a byline, a date, an address, a share bar or the like."""
    return _first_reason(_LINE_RULES, block, _ANYWHERE) is not None


def is_related_label(text: str, *, whole: bool = False) -> bool:
    """Whether ``text`` begins as a pointer to other articles does ("Read more"), or is no more."""
    if whole:
        return bool(pattern("related").fullmatch(text.strip().rstrip(":： ")))
    return bool(pattern("related").match(text))


def _first_reason(rules: tuple[_Rule, ...], block: Block, place: Place) -> str | None:
    if len(block.text) > MAX_FURNITURE:
        return "caption" if block.kind == "image" else None
    return next((reason for rule in rules if (reason := rule(block, place))), None)


def said_by(block: Block, reason: str, place: Place) -> Metadata:
    """Return what a piece of furniture says of the article."""
    text = one_line(block.text)
    if reason == "byline":
        byline, agency = split_byline(byline_names(text) or labelled_names(text) or "")
        return Metadata(byline=byline, agency=agency)
    if reason == "date" and place.in_header:  # further down it may head a chronicle
        return Metadata(published=date_line(text))
    if reason == "url" and any(map(_OWN_URL_LABEL.match, (text, place.preceding))):
        return Metadata(url=source_url(_url_of(block) or ""))
    if reason == "copyright":
        return Metadata(licence=copyright_note(text))
    return UNKNOWN
