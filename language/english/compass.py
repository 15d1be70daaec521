"""Points of the compass in English."""

from __future__ import annotations

import re

from language.compass import Compass

_DIRECTION = re.compile(
    r"\b(?:(?P<first>north|south)(?:[ -]?(?P<second>east|west))?|(?P<only>east|west))"
    r"(?:ern(?:er|most)?s?|erly|wards?|bound)?\b",
    re.IGNORECASE,
)

COMPASS = Compass(
    plain=_DIRECTION,
    loose=_DIRECTION,
    initials={"north": "N", "south": "S", "east": "E", "west": "W"},
)
