"""How English papers mark what is no report of one happening."""

from __future__ import annotations

import re

from language.pack import Genres

GENRES = Genres(
    opinion=re.compile(
        r"^(?:opinion|analysis|comment(?:ary)?|editorials?|leader|letters?(?: to the editor)?|op-ed"
        r"|column(?:ist)?|viewpoint|perspectives?|essay|blog|view|ideas|voices|guest essay)"
        r"(?:\b(?=\s*[:|–—-])|s?$)"
        r"|\|\s*(?:opinion|editorial|letters?|comment|analysis|column)$"
        r"|\b(?:letters to the editor|our view|the .{3,20} view)\b"
    ),
    round_up=re.compile(
        r"\b(?:(?:morning|evening|midday|noon|daily|weekly|weekend|nightly|overnight|news|world"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:[’']s)?)"
        r" (?:briefing|brief|round-?up|digest|bulletin|wrap(?:-?up)?|headlines|update|catch-?up)s?"
        r"|news in brief|in brief|at a glance|round-?up|week in review|the week ahead|top stories"
        r"|things to know|need to know|headlines (?:of|at|this)|what (?:we|to) (?:know|watch)(?="
        r" today| this (?:morning|week)))\b"
    ),
)
