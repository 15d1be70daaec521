"""What of a page is the story, and what is not.

A rule takes a block out only where its whole shape says that it is furniture: a sentence of the
story must never be lost, and what is taken out is kept with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from articles.article import Removed
from articles.characters import one_line
from articles.dates import MONTH, date_line
from articles.metadata import Metadata
from articles.publishers import canonical_url, find_agency

MAX_FURNITURE = 600
"""Characters above which a block is never furniture."""


BlockKind = Literal["title", "heading", "paragraph", "item", "quotation", "image"]


@dataclass(frozen=True)
class Link:
    """A hyperlink over ``block.text[start:end]``."""

    start: int
    end: int
    href: str


@dataclass(frozen=True)
class Block:
    r"""A block of a page; ``\n`` in its text is a line break that the author may have meant."""

    text: str
    kind: BlockKind = "paragraph"
    links: tuple[Link, ...] = ()
    emphasised: bool = False
    """All of it is in italics."""

    def lines(self) -> Iterator[Block]:
        """Yield each line as a block of its own."""
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line)
            links = tuple(
                Link(max(link.start, start) - start, min(link.end, end) - start, link.href)
                for link in self.links
                if link.start < end and link.end > start
            )
            yield replace(self, text=line, links=links)
            start = end + 1

    @property
    def linked(self) -> float:
        """Share of the characters that are inside links, 0 to 1."""
        return sum(link.end - link.start for link in self.links) / max(1, len(self.text.strip()))


@dataclass(frozen=True)
class Cleaned:
    """The paragraphs of the story, what was taken out, and what that said of the article."""

    paragraphs: tuple[str, ...]
    removed: tuple[Removed, ...]
    metadata: Metadata


@dataclass(frozen=True)
class _Place:
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


_Rule = Callable[[Block, _Place], str | None]

_TERMINAL = re.compile(r"(?:[.!?…。！？]|[.!?]\s*\[\d+\])[\"'”’»)\]]*$")
_LETTERS = re.compile(r"[^\W\d_]")


def ends_as_sentence(text: str) -> bool:
    """Whether ``text`` ends with the mark of a sentence's end, or with a quotation that does."""
    return bool(_TERMINAL.search(text.rstrip()[-40:]))


# What a title, a byline, a date, an address look like

_BY = re.compile(
    r"(?:by|written by|reported by|story by|text by)\s*:?\s+(?P<names>.+)", re.I | re.S
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]*|[A-Z]\.|al-\w+|d'\w+)$")
_SMALL_WORD = re.compile(
    r"a|al|and|at|bin|da|de|del|den|der|di|dos|du|el|for|from|ibn|in|la|le|of|the|ten|ter|van|von"
    r"|with|y"
)
_ROLE = re.compile(
    r"affairs|agencies|analyst|bureau|business|chief|columnist|contributor|correspondent|defen[cs]e"
    r"|deputy|diplomatic|economics|editor|environment|foreign|health|international|news|political"
    r"|producer|reporter|science|senior|special|sports?|staff|technology|world|writer"
)
_SEPARATORS = re.compile(r"\s*(?:,|;|\||/|•|·|\s[–—-]\s)\s*")
_PLACE_SUFFIX = re.compile(r"\s+in\s+[A-Z].*$")


def split_byline(names: str) -> tuple[str | None, str | None]:
    """Split names as an article is signed into byline and news agency, either None.

    >>> split_byline("Jane Doe and John Roe in Geneva, Reuters")
    ('Jane Doe and John Roe', 'Reuters')
    """
    people, agency = [], None
    for part in _SEPARATORS.split(one_line(names)):
        name = _PLACE_SUFFIX.sub("", part.strip(" .:"))
        words = name.lower().split()
        if not words or all(_ROLE.fullmatch(word) or _SMALL_WORD.fullmatch(word) for word in words):
            continue
        found = find_agency(name)
        if found:
            agency = agency or found
        else:
            people.append(name)
    return ", ".join(people) or None, agency


def _byline_names(text: str) -> str | None:
    match = _BY.fullmatch(text)
    if not match or len(text) > 160 or re.search(r"\d|[!?:]", match["names"]):
        return None
    names = match["names"].strip()
    words = [word.strip(",;|/&•·()–—") for word in names.split()]
    is_signature = all(
        not word
        or _NAME_WORD.match(word)
        or _SMALL_WORD.fullmatch(word.lower())
        or _ROLE.fullmatch(word.lower())
        for word in words
    )
    ends_as_name = not names.endswith(".") or bool(re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", names))
    return names if is_signature and ends_as_name and _NAME_WORD.match(words[0]) else None


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


# The rules: each names its reason or lets the block pass


def _title(block: Block, place: _Place) -> str | None:
    same = one_line(block.text).casefold() == place.title.casefold()
    return "title" if same and (place.in_header or block.kind in {"title", "heading"}) else None


def _byline(block: Block, place: _Place) -> str | None:
    signed = (place.in_header or place.in_tail) and _byline_names(block.text)
    return "byline" if signed else None


def _date(block: Block, place: _Place) -> str | None:
    return "date" if date_line(block.text) else None


def _url(block: Block, place: _Place) -> str | None:
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


def _is_credit(text: str) -> bool:
    """Whether a link's text credits a picture: a host, an agency, a picture library."""
    text = text.strip(" ()[]©")
    return bool(
        _HOST.fullmatch(text)
        or re.match(_CREDIT, text)
        or any(find_agency(part) for part in text.split("/"))
    )


def _trailing_link(block: Block) -> Link | None:
    """Return the link that follows the last sentence of a block and is not part of it."""
    link = block.links[-1] if block.links else None
    if link and link.start > 0 and not block.text[link.end :].strip(" .)]"):
        before = block.text[: link.start].rstrip(" ([–—-|")
        if ends_as_sentence(before) and not ends_as_sentence(block.text[link.start : link.end]):
            return link
    return None


def _caption(block: Block, place: _Place) -> str | None:
    if block.kind == "image" or (place.after_image and block.emphasised):
        return "caption"
    text = block.text.strip()
    if len(text.split()) <= 50 and (_CAPTION_START.match(text) or _CAPTION_END.search(text)):
        return "caption"
    link = _trailing_link(block)
    if link and (
        place.after_image or (place.in_header and _is_credit(block.text[link.start : link.end]))
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


def _related(block: Block, place: _Place) -> str | None:
    text = block.text.strip()
    if _RELATED.fullmatch(text.rstrip(":")):
        return "related-link"
    label = _RELATED.match(text)
    if label and text[label.end() :].lstrip().startswith((":", "|", "»", "→")):
        return "related-link" if block.links or not text.endswith(".") else None
    whole = block.linked >= 0.9 and not text.endswith((".", "”", '"')) and len(text.split()) <= 30
    return "related-link" if whole and not place.following[:1].islower() else None


_SHARE = re.compile(
    r"article|bluesky|bookmark|comments?|copy|email|facebook|flipboard|link|linkedin|mastodon"
    r"|messenger|on|pinterest|post|print|reddit|save|share|sms|telegram|this|threads|tweet|twitter"
    r"|via|vk|weibo|whatsapp|wechat|x"
)


def _share(block: Block, place: _Place) -> str | None:
    words = re.findall(r"[^\W_]+", block.text.lower())
    return "share-bar" if words and all(_SHARE.fullmatch(word) for word in words) else None


_SUBSCRIBE = re.compile(
    r"(?:sign up (?:for|to|here|now)\b|subscribe\b(?! to (?:the|a) (?:view|idea|theory))"
    r"|get (?:the|our|all|more)\b.{0,80}\b(?:newsletter|inbox|briefing|alerts)"
    r"|follow (?:us|our)\b|join (?:us on|our)\b.{0,40}\b(?:channel|newsletter|community|telegram)"
    r"|download (?:our|the) app\b|support (?:our|independent|quality) (?:work|journalism)"
    r"|enter your e-?mail|your e-?mail|already a subscriber|log in\b|sign in\b|donate\b"
    r"|become an? (?:member|subscriber|supporter)\b|create a free account)",
    re.I,
)


def _subscribe(block: Block, place: _Place) -> str | None:
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


def _boilerplate(block: Block, place: _Place) -> str | None:
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


def _subheading(block: Block, place: _Place) -> str | None:
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


def clean(blocks: Sequence[Block], title: str) -> Cleaned:
    """Take the story out of ``blocks``, whose texts are normalised, in order.

    Paragraphs that a page broke in mid-sentence are joined again, after what stood between them
    has gone. The dateline ("GENEVA, March 3 (Reuters) -") goes into the metadata.
    """
    title = one_line(title)
    whole = [block for block in _separated(blocks) if one_line(block.text)]
    story: list[Block] = []
    removed: list[Removed] = []
    metadata = Metadata()
    in_header = True
    after_image = False
    seen: set[str] = set()
    for number, block in enumerate(whole):
        place = _Place(
            title=title,
            in_header=in_header,
            in_tail=number >= len(whole) - 5,
            after_image=after_image,
            preceding=whole[number - 1].text if number else "",
            following=whole[number + 1].text if number + 1 < len(whole) else "",
        )
        reason = _reason(block, place, _RULES)
        text = one_line(block.text)
        if reason is None and len(text.split()) > 5 and text in seen:
            reason = "repeated"
        after_image = block.kind == "image"
        if reason:
            removed.append(Removed(text=text, reason=reason))
            metadata = metadata.or_else(_said_by(block, reason, place))
            continue
        seen.add(text)
        kept, credit = _without_credit(block)
        if credit:
            removed.append(credit)
        story.append(kept)
        in_header = in_header and not ends_as_sentence(text)
    paragraphs = _joined(_without_pull_quotes(story, removed))
    if paragraphs:
        paragraphs[0], dateline = _without_dateline(paragraphs[0])
        if dateline:
            removed.append(dateline[0])
            metadata = metadata.or_else(dateline[1])
    return Cleaned(tuple(paragraphs), tuple(removed), metadata)


def _reason(block: Block, place: _Place, rules: Iterable[_Rule]) -> str | None:
    if len(block.text) > MAX_FURNITURE and block.kind != "image":
        return None
    return next((reason for rule in rules if (reason := rule(block, place))), None)


_ANYWHERE = _Place(
    title="", in_header=True, in_tail=True, after_image=False, preceding="", following=""
)


def is_furniture(block: Block) -> bool:
    """Whether ``block`` by itself is a byline, a date, an address, a share bar or the like."""
    return _reason(block, _ANYWHERE, _LINE_RULES) is not None


def _separated(blocks: Iterable[Block]) -> Iterator[Block]:
    """Take a block of several lines apart where one of them is furniture by itself."""
    for block in blocks:
        lines = list(block.lines())
        if len(lines) > 1 and any(is_furniture(line) for line in lines[:50]):
            yield from lines
        else:
            yield block


def _said_by(block: Block, reason: str, place: _Place) -> Metadata:
    text = one_line(block.text)
    if reason == "byline":
        byline, agency = split_byline(_byline_names(text) or "")
        return Metadata(byline=byline, agency=agency)
    if reason == "date" and place.in_header:  # further down it may head a chronicle
        return Metadata(published=date_line(text))
    if reason == "url" and any(map(_OWN_URL_LABEL.match, (text, place.preceding))):
        return Metadata(url=canonical_url(_url_of(block) or ""))
    if reason == "copyright":
        return Metadata(licence=copyright_note(text))
    return Metadata()


_SIGNED = re.compile(r"\s(?:[–—]|--?)\s?(?P<agency>[A-Z][\w /-]{1,30})$")


def _without_credit(block: Block) -> tuple[Block, Removed | None]:
    """Take off what follows the last sentence of a paragraph: a credit, or "Read more"."""
    link = _trailing_link(block)
    if link:
        label = block.text[link.start : link.end]
        if _is_credit(label) or _RELATED.match(label) or link.href.startswith("#"):
            reason = "credit" if _is_credit(label) else "related-link"
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
    kept = []
    for block in story:
        text = one_line(block.text).strip("\"'“”‘’ ")
        elsewhere = block.kind == "quotation" and any(
            text in one_line(other.text) for other in story if other.kind != "quotation"
        )
        if elsewhere and text:
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


_DATELINE = re.compile(
    rf"""(?P<place>[A-ZÀ-Þ][\w.'’/-]*(?:[ ,]+[A-ZÀ-Þ(][\w.'’/)-]*){{0,6}}?)
        (?:,?\s(?P<day>{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{MONTH}))?\.?\s*
        (?:\((?P<agency>[^()]{{2,40}})\)|/(?P<slashed>TASS)/\.?|\|\s?(?P<barred>[A-Z]{{2,4}})\s?\|)
        \s*(?:[–—]|--?)?\s*(?=["“'‘A-ZÀ-Þ\d])""",
    re.X,
)
_BARE_DATELINE = re.compile(
    r"(?P<place>(?=[A-ZÀ-Þ .'’-]{4})[A-ZÀ-Þ.'’-]+(?:[ ,]+[A-ZÀ-Þ][\w.'’-]*){0,5})\s(?:[–—]|--)\s"
    r"(?=[\"“A-ZÀ-Þ])"
)


def _without_dateline(paragraph: str) -> tuple[str, tuple[Removed, Metadata] | None]:
    match = _DATELINE.match(paragraph[:200])
    agency = None
    if match:
        signed = match["agency"] or match["slashed"] or match["barred"]
        agency = find_agency(signed)
        is_place = (
            match["place"].isupper() or match["day"] or match["place"].split(",")[0].isupper()
        )
        if not agency and not is_place:
            match = None
        dashed = match and re.search(r"[–—-]\s*$|/\.?\s*$|\|\s*$", match[0])
        match = match if dashed else None
    else:
        match = _BARE_DATELINE.match(paragraph[:120])
    if not match:
        return paragraph, None
    published = date_line(match["day"]) if match.re is _DATELINE and match["day"] else None
    return paragraph[match.end() :], (
        Removed(text=match[0].strip(), reason="dateline"),
        Metadata(dateline=match["place"].strip(" ,"), agency=agency, published=published),
    )
