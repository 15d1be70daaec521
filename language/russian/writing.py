"""How Russian is written, and what models write around it."""

from __future__ import annotations

import re

from language.pack import Writing

ABBREVIATIONS = re.compile(r"\b(?:[А-Я]|г|гг|им|т|д|др|тыс|млн|руб|св)\.$")
CHATTER = re.compile(
    r"^\W*(?:(?:конечно\W+)?вот (?:русский |ваш |мой )?перевод"
    r"|перевод\w*(?: на русский(?: язык)?)?\s*:|русский(?: перевод)?\s*:)"
    r"|[(（\[【]\s*(?:прим(?:ечание|\.)|перев\.)|\bпримечание:",
    re.IGNORECASE,
)
WRITING = Writing(re.compile(r"[\u3040-\u9fff\u0370-\u03ff\u0590-\u0e7f\uac00-\ud7af]+"))
