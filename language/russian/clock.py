"""Times of day in Russian."""

from __future__ import annotations

import re

from language.clock import Clock, times_with_part

CLOCK = Clock(
    times=times_with_part(
        time=re.compile(
            r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4])"
            r"(?:[:.](?P<minute>[0-5]\d)(?!\d))?"
            r"(?:[ \u00a0]час\w{0,2})?(?:[ \u00a0](?P<more>[0-5]?\d)[ \u00a0]минут\w?)?"
            r"[ \u00a0](?P<part>утра|дня|вечера|ночи|пополудни|пополуночи)\b"
        ),
        parts=(
            (re.compile("утра"), tuple(range(1, 12))),
            (re.compile("дня|пополудни"), tuple(range(12, 20))),
            (re.compile("вечера"), tuple(range(15, 24))),
            (re.compile("ночи|пополуночи"), (*range(21, 24), *range(6))),
        ),
    ),
    noon=re.compile(r"\bполдень\b|\bполдн[яюе]\b|\b12(?::00)? дня", re.IGNORECASE),
    midnight=re.compile(r"\bполноч[ьи]\w?\b|\b12 ночи", re.IGNORECASE),
)
