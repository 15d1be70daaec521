"""How English is written, and what models write around it."""

from __future__ import annotations

import re

ABBREVIATIONS = re.compile(r"\b(?:[A-Z]|[Mm]rs?|[DdSs][rt]|vs|[Nn]o|etc)\.$")
CHATTER = re.compile(
    r"^\W*(?:(?:sure\W+)?here is|translation\s*:)|[(（\[【]\s*note\b", re.IGNORECASE
)
