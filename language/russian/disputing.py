"""How Russian tells of denials."""

from __future__ import annotations

import re

from language.disputing import Disputing

_DENY = r"(?:опроверг\w*|отрица\w+|отверг\w*|оспор\w+|оспарива\w+)"

DISPUTING = Disputing(
    reports=re.compile(
        r"\b(?:сказа|заяви|сообщ|утвержда|говор|рассказа|отмет|подчеркну|поясни|по данным|по словам"
        r"|возрази|обвини|пишет|считает|наста[ив])",
        re.IGNORECASE,
    ),
    denies=re.compile(rf"\b(?:{_DENY}|исключи\w*|нет (?:доказательств|подтверждени\w+))", re.I),
    denies_it=re.compile(
        rf"\b(?:что|котор\w+) (?:\w+ ){{1,4}}{_DENY}|\b{_DENY} (?:это|эти|такие|данн)\w*"
        r"|\bпротиворечит\b|\bне соответству\w+ действительности\b",
        re.IGNORECASE,
    ),
    negates=re.compile(r"(?<![^\W\d_])(?:не|нет|никто|ничего|никогда|ни)(?![^\W\d_])", re.I),
    retorts=re.compile(r"\b(?:возрази\w+|парирова\w+|не соглас\w+)", re.IGNORECASE),
    contrasts=re.compile(
        r"\b(?:однако|но|между тем|напротив|возрази\w+|парирова\w+|вопреки)\b", re.I
    ),
)
