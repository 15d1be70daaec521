"""Datelines: where a report comes from, in front of its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.extract.dates import MONTH, date_line
from articles.publishers import find_agency

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


@dataclass(frozen=True)
class Dateline:
    """The opening ``paragraph[:end]`` and what it says."""

    end: int
    place: str
    agency: str | None = None
    published: str | None = None


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that a first paragraph opens with, or None.

    >>> find_dateline("GENEVA, March 3 (Reuters) - The talks went on.")
    Dateline(end=28, place='GENEVA', agency='Reuters', published=None)
    """
    match = _DATELINE.match(paragraph[:200])
    if not match:
        bare = _BARE_DATELINE.match(paragraph[:120])
        return Dateline(bare.end(), bare["place"].strip(" ,")) if bare else None
    agency = find_agency(match["agency"] or match["slashed"] or match["barred"])
    place, day = match["place"].strip(" ,"), match["day"]
    is_signed = agency or day or place.split(",")[0].isupper()
    if not is_signed or not _CLOSE.search(match[0]):
        return None
    return Dateline(match.end(), place, agency, date_line(day) if day else None)
