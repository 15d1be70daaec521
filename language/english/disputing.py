"""How English tells of denials."""

from __future__ import annotations

import re

from language.disputing import Disputing
from language.english.quotations import SPEAKING_FORMS

_DENY = (
    r"(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|disput(?:es|ed|ing)|refut(?:es|ed|ing)"
    r"|reject(?:s|ed|ing)?)"
)

DISPUTING = Disputing(
    reports=re.compile(rf"\b(?:{SPEAKING_FORMS}|accus(?:es|ed)|show(?:s|ed)?|recorded)\b", re.I),
    denies=re.compile(
        rf"\b(?:den(?:y|ies|ied|ying)|refut(?:es|ed|ing)|rul(?:es|ed|ing) out"
        rf"|{_DENY} (?:\w+ ){{0,3}}(?:reports?|claims?|allegations?|accusations?|suggestions?"
        rf"|rumou?rs?)"
        r"|(?:no|any) (?:evidence|truth|indication|sign)\b)\b",
        re.IGNORECASE,
    ),
    denies_it=re.compile(
        rf"\b(?:which|what) (?:[\w'’-]+ ){{1,5}}{_DENY}\b"
        rf"|\b{_DENY} (?:it|this|that(?=[.,;])|the (?:claims?|allegations?|accusations?"
        rf"|reports?))\b"
        r"|\b(?:that|this|it) (?:is|was) (?:not true|untrue|false)\b",
        re.IGNORECASE,
    ),
    negates=re.compile(r"\b(?:no|not|never|nobody|none|nothing|neither)\b|n['’]t\b", re.IGNORECASE),
    retorts=re.compile(r"\b(?:retorted|replied|countered|hit back|disagree[sd]?)\b", re.IGNORECASE),
    contrasts=re.compile(
        r"\b(?:however|but|yet|by contrast|retorted|replied|countered|disagree[sd]?"
        r"|insist(?:s|ed)|although)\b",
        re.IGNORECASE,
    ),
)
