"""Two things of Volapük: what a language needs is one folder and one line."""

from __future__ import annotations

import re

from language.compass import Compass
from language.pack import LanguagePack, Negation
from language.scripts import script_of

_DIRECTION = re.compile(r"\b(?P<only>nolüd|sulüd|lofüd|vesüd)\w*", re.IGNORECASE)

PACK = LanguagePack(
    code="vo",
    name="Volapük",
    script=script_of("vo"),
    negation=Negation(
        words=re.compile(r"\b(?:no|nek|nos|nen)\b", re.IGNORECASE),
        idioms=re.compile(r"\bno te\b", re.IGNORECASE),
    ),
    compass=Compass(
        plain=_DIRECTION,
        loose=_DIRECTION,
        initials={"nolüd": "N", "sulüd": "S", "lofüd": "E", "vesüd": "W"},
    ),
)
