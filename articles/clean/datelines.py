"""Datelines: where a report comes from, in front of its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.extract.dates import MONTH, date_line
from articles.publishers import find_agency, is_publisher

_DATELINE = re.compile(
    rf"""(?P<place>[A-ZÀ-Þ][\w.'’/-]*(?:[ ,]+[A-ZÀ-Þ(][\w.'’/)-]*){{0,6}}?)
        (?:,?\s(?P<day>{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{MONTH}))?\.?\s*
        (?:\((?P<agency>[^()]{{2,40}})\)|/(?P<slashed>TASS)/\.?|\|\s?(?P<barred>[A-Z]{{2,4}})\s?\|)
        \s*(?:[–—]|--?)?\s*(?=["“'‘A-ZÀ-Þ\d])""",
    re.X,
)
_CLOSE = re.compile(r"(?:[–—-]|/\.?|\|)\s*$")
_BARE_DATELINE = re.compile(
    r"(?P<place>(?=[A-ZÀ-Þ .'’-]{4})[A-ZÀ-Þ.'’-]+(?:[ ,]+[A-ZÀ-Þ][\w.'’-]*){0,5})\s(?:[–—]|--)\s"
    r"(?=[\"“A-ZÀ-Þ])"
)
_CAPS = r"(?=[A-ZÀ-ÞА-ЯЁ .'’-]{4})[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ.'’ -]+(?:, [A-ZÀ-Þ][\w.'’-]*){0,2}"
_START = r"(?=[\"“'‘«(A-ZÀ-ÞА-ЯЁ\d])"
_RUSSIAN_DAY = (
    r"\d{1,2} (?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?(?: \d{4}(?: г)?)?\.?"
)
# Each has a place, an agency, or both.
_OTHERS = tuple(
    re.compile(pattern)
    for pattern in (
        # PUTRAJAYA, Nov 22 —
        rf"(?P<place>{_CAPS}),? (?P<day>{MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {MONTH})"
        rf"\s*(?:[–—:]|--?)\s*{_START}",
        # NEW YORK, Nov. 20, 2024 /PRNewswire/ --
        rf"(?P<place>[A-Z][\w.'’ -]+(?:, [A-Z][\w.'’-]*){{0,2}}), "
        rf"(?P<day>{MONTH} \d{{1,2}}(?:, \d{{4}})?)\s*(?:/|--?\()(?P<agency>[\w -]{{3,30}})"
        rf"(?:/|\)--?)\s*(?:[–—]|--?)?\s*{_START}",
        # Moscow. April 5. INTERFAX -
        rf"(?P<place>[A-Z][\w'’-]+)\. (?P<day>{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})\. "
        rf"(?P<agency>[A-Z][\w ]{{2,20}}?)\s*(?:[–—]|--?)\s*{_START}",
        # МОСКВА, 5 апр — РИА Новости.
        rf"(?P<place>{_CAPS}),? {_RUSSIAN_DAY}\s*(?:[–—-]\s*(?P<agency>[А-ЯЁA-Z][\w ]{{2,20}}?)"
        rf"[.,]|/(?P<slashed>[А-ЯЁA-Z]{{2,12}})/\.?)\s*(?:[–—-]\s*)?{_START}",
        # 新华社北京4月24日电
        r"(?P<agency>新华社|新華社|中新社|法新社|路透社|美联社)(?P<place>[^\W\d_]{2,8}?)"
        r"(?:\d{1,2}月)?\d{1,2}日[电電](?:\s*[（(][^（()）]{1,20}[)）])?\s*",
        # （中央社台北3日電）, 【ロンドン共同】
        r"[（(【](?P<agency>中央社|法新社|路透社)?(?:記者)?(?P<place>[^\W\d_]{2,12}?)"
        r"(?:\d{1,2}日[电電]|(?P<slashed>共同|時事|ロイター|AFP|AP)(?:時事)?)[)）】]\s*",
    )
)
# NEW DELHI:
_COLON = re.compile(rf"(?P<place>{_CAPS}): {_START}")
_NO_PLACE = re.compile(
    r"(?:BREAKING|EXCLUSIVE|LIVE|WATCH|UPDATE|URGENT|OPINION|ANALYSIS|VIDEO|NOTE|WARNING|CORRECTION"
    r"|QUESTION|ANSWER|SPOILER|TRANSCRIPT|FACTBOX|PHOTOS?|READ|SEE)\b"
)
# (Reuters) —, (CNN)President
_AGENCY_ONLY = re.compile(rf"\((?P<agency>[A-Z][\w .-]{{1,30}})\)\s*(?:[–—]|--?)?\s*{_START}")


@dataclass(frozen=True)
class Dateline:
    """The opening ``paragraph[:end]`` and what it says."""

    end: int
    place: str | None
    agency: str | None = None
    published: str | None = None


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that a first paragraph opens with, or None.

    >>> find_dateline("GENEVA, March 3 (Reuters) - The talks went on.")
    Dateline(end=28, place='GENEVA', agency='Reuters', published=None)
    """
    match = _DATELINE.match(paragraph[:200])
    if not match:
        return _other_dateline(paragraph[:200])
    agency = find_agency(match["agency"] or match["slashed"] or match["barred"])
    place, day = match["place"].strip(" ,"), match["day"]
    is_signed = agency or day or place.split(",")[0].isupper()
    if not is_signed or not _CLOSE.search(match[0]):
        return None
    return Dateline(match.end(), place, agency, date_line(day) if day else None)


def _other_dateline(opening: str) -> Dateline | None:
    for pattern in _OTHERS:
        if match := pattern.match(opening):
            groups = match.groupdict()
            signed = groups.get("agency") or groups.get("slashed")
            agency = find_agency(signed) if signed else None
            if signed and not agency:
                continue
            day = groups.get("day")
            return Dateline(
                match.end(), match["place"].strip(" ,"), agency, date_line(day) if day else None
            )
    if bare := _BARE_DATELINE.match(opening[:120]):
        return Dateline(bare.end(), bare["place"].strip(" ,"))
    place = _COLON.match(opening[:60])
    if place and not _NO_PLACE.match(place["place"]) and len(place["place"].split()) <= 4:
        return Dateline(place.end(), place["place"])
    only = _AGENCY_ONLY.match(opening)
    if only and (find_agency(only["agency"]) or is_publisher(only["agency"])):
        return Dateline(only.end(), None, find_agency(only["agency"]))
    return None
