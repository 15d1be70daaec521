"""Points of the compass in Russian."""

from __future__ import annotations

import re

from language.compass import Compass

COMPASS = Compass(
    plain=re.compile(
        r"\b(?:(?P<first>север|юг|юж)о-?(?P<second>восто|запад)(?:к(?:а|у|ом|е)?|чн\w+|а|у|ом|е|н\w+)?\b"
        r"|(?:(?P<only>север|юг|запад)(?:а|у|ом|е)?|(?P<east>восто)к(?:а|у|ом|е)?"
        r"|(?P<adjective>север|юж|запад|восто)ч?н(?!о\w{3})\w+)\b)",
        re.IGNORECASE,
    ),
    loose=re.compile(
        r"(?P<first>север|юг|юж)н?о-?(?P<second>восто|запад)|(?P<only>север|юг|юж|восто(?=[кч])|запад)",
        re.IGNORECASE,
    ),
    initials={"север": "N", "юг": "S", "юж": "S", "восто": "E", "запад": "W"},
)
