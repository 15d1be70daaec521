"""What English says of amounts: bounds, changes by or to them, points, multiples."""

from __future__ import annotations

import re

from language.pack import Bounds, Changes, Multiples

_NEVER = re.compile(r"(?!)")
_SIGN = r"(?:[$£€¥]|US\$)?\s?$"
# Over five years: in the course of them, or more than they are.
_PERIOD = re.compile(
    r"[ -](?:(?:second|minute|hour|day|week|month|year|decade|centur)\w*)", re.IGNORECASE
)


def _in_the_course(bound: str, after: str) -> bool:
    return bound.lower().startswith("over") and _PERIOD.match(after) is not None


BOUNDS = Bounds(
    below=re.compile(
        r"\b(?:nearly|almost|close to|(?:just|slightly|well)? ?(?:under|below)|less than"
        r"|fewer than|up to|at most|(?:no|not) (?:more|higher|longer|greater) than)"
        rf" (?:an? |the )?{_SIGN}",
        re.IGNORECASE,
    ),
    above=re.compile(
        r"(?<!no )(?<!not )\b(?:more than|over|at least|exceed(?:s|ed|ing)?|upwards? of"
        rf"|in excess of|no (?:less|fewer) than|not (?:less|fewer) than) (?:an? |the )?{_SIGN}",
        re.IGNORECASE,
    ),
    after_below=_NEVER,
    after_above=re.compile(r" or more\b|\+", re.IGNORECASE),
    in_the_course=_in_the_course,
)

_ROUGHLY = (
    r"(?:(?:an?|about|around|nearly|some|just|only|almost|over|more than|less than|the) ){0,2}"
)
CHANGES = Changes(
    verbs=re.compile(
        r"\b(?:rais|rise|rose|risen|rising|increas|lift|hik|grow|grew|climb|jump|surg|soar|boost"
        r"|cut|lower|reduc|fall|fell|drop|declin|slash|trim|shr[aiu]nk|plung|slump|expand)",
        re.IGNORECASE,
    ),
    by=re.compile(rf"\bby (?:an? |about |around |nearly |some )?{_SIGN}", re.IGNORECASE),
    to=re.compile(
        rf"\b(?:to|between) (?:an? |about |around |nearly |some )?{_SIGN}", re.IGNORECASE
    ),
    starts=re.compile(rf"\bfrom {_ROUGHLY}{_SIGN}", re.IGNORECASE),
    ends=re.compile(rf"\bto {_ROUGHLY}{_SIGN}", re.IGNORECASE),
    span=re.compile(r"\s?[-–—]\s?[$£€]?|\s(?:\w+ )?to\s[$£€]?"),
)

POINTS = re.compile(
    r"\b(?:percentage|percent|basis) points?\b"
    r"|\b(?:quarter|half|third)s?(?: of an?|-| a) point\b",
    re.IGNORECASE,
)

_MULTIPLIED = re.compile(
    r"\b(?:twice|two|doubl\w*|twofold|half|halv\w+|[23](?![\d.,])|second|[123]00|50|both|pair"
    r"|couple|three|tripl\w+|treb\w+|threefold|third|thrice|quadrupl\w+|four\w*|match\w*)\b"
    r"|\b[23]x\b",
    re.I,
)

MULTIPLES = Multiples(reasons=_MULTIPLIED)
