"""How English texts credit reports."""

from __future__ import annotations

import re

from language.crediting import Crediting

_AGENCY = r"(?:(?:the|state|official|state-run|semi-official|local|national|domestic|private) )*"
_VERBS = r"(?:report(?:s|ed|ing)?|sa(?:ys?|id)|wr(?:ites?|ote)|quot(?:es|ed|ing)|cit(?:es|ed|ing))"

CREDITING = Crediting(
    cites_before=re.compile(
        rf"\b(?:according to|cit(?:ing|ed by)|quot(?:ing|ed by)|reported by|as reported by"
        rf"|reports? (?:from|by|in)|first reported by|(?<!as )carried by|published by|polled by"
        rf"|surveyed by)"
        rf" {_AGENCY}(?:(?:[a-z]+ )?(?:news )?(?:agency|wire|outlet|newspaper|daily) )?[\"“]?$",
        re.IGNORECASE,
    ),
    cites_after=re.compile(
        rf"[\"”]?(?:,? (?:news|press) agency| newspaper| daily)?(?: has| have| earlier| first"
        rf"| also| later| separately)* (?:{_VERBS}|news agency)\b",
        re.IGNORECASE,
    ),
    told_before=re.compile(
        rf"\b(?:told|tells|telling|interview with|spoke to|speaking to|(?:said|say) to|statement to"
        rf"|seen by|reviewed by|obtained by|comments? to) {_AGENCY}[\"“]?$",
        re.IGNORECASE,
    ),
    whole_before=re.compile(
        r"\b(?:the (?:news|story|plan|deal|report) was )?(?:first|originally) reported by $", re.I
    ),
    signs_before=re.compile(r"^[^\n]{0,80}[(/|]\s?$|^$"),
    signs_after=re.compile(r"\s?[)/|]\.?\s*(?:[–—:]|--?)|\s+(?:[–—]|--?)\s"),
    closes=re.compile(
        r"(?:^|[\n.(\[—–-])\s*(?:source|credit|via|copyright|©|\(c\)|courtesy of|from"
        r"|[–—-]{1,2})[: ]*(?:\d{4} )?(?:by )?$|[\n.]\s*\(?$",
        re.IGNORECASE,
    ),
    assists=re.compile(
        r"\b(?:contributed to|with (?:additional |inputs?|files|reporting|material|a?agenc)"
        r"|additional reporting|(?:inputs?|files|material) from)\b",
        re.IGNORECASE,
    ),
    compiler=re.compile(
        r"\b(?:compiled|staff|desk|agenc(?:y|ies)|wires?|online|newsroom)\b", re.IGNORECASE
    ),
    own=re.compile(
        r"\b(?:told|tells) (?:this (?:newspaper|paper|website|reporter|outlet)|our (?:reporter"
        r"|correspondent|newsroom)|me\b)|\bour (?:reporters?|correspondents?) (?:saw|at|in|on)\b"
        r"|\b(?:a|the|this|our) (?:reporter|correspondent|photographer) (?:for|of|from|at|with)"
        r" (?:this|the [A-Z]|[A-Z])",
    ),
    other_name=re.compile(
        r"(?<![^\W\d_])(?!(?:The|But|And|As|While|When|Meanwhile|Earlier|Later|Today|Yesterday"
        r"|Agency"
        r"|Newswire|Broadcaster|Newspaper|State|Official) )[A-Z][a-z]+\.? $"
    ),
    desks={
        "Reuters": re.compile(
            r"\bReporting by [A-Z][^()\n]{2,200}?[;,.)]\s*(?:[Ww]riting|[Ee]diting)\b"
        )
    },
)
