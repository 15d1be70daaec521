"""Made-up reports: as many as a test needs, short, and no two alike."""

from __future__ import annotations

import json
import random
from pathlib import Path

_WHO = (
    "farmers", "divers", "nurses", "poets", "bakers", "judges", "sailors", "teachers", "miners",
    "dancers", "painters", "hunters", "singers", "pilots", "tailors", "monks",
)  # fmt: skip
_DID = (
    "opened", "closed", "bought", "repaired", "lost", "found", "moved", "sold", "painted",
    "measured", "named", "guarded", "cleaned", "rented", "drew", "burned",
)  # fmt: skip
_WHAT = (
    "a bridge", "a market", "two boats", "the clock", "some trees", "an old map", "the archive",
    "a quiet engine", "a wide field", "a dark cellar", "the lamp", "a red door", "the well",
    "a stone wall", "a small barn", "the north gate",
)  # fmt: skip
_WHERE = (
    "Lisbon", "Nairobi", "Lima", "Oslo", "Hanoi", "Tallinn", "Quito", "Riga", "Dakar", "Perth",
    "Porto", "Zagreb", "Osaka", "Bergen", "Cardiff", "Leipzig",
)  # fmt: skip
_WHEN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def write_reports(path: Path, count: int, *, first: int = 0) -> Path:
    """Write ``count`` articles to a JSON Lines file: those from number ``first`` on."""
    path.write_text(
        "".join(json.dumps(_report(number)) + "\n" for number in range(first, first + count)),
        encoding="utf-8",
    )
    return path


def _report(number: int) -> dict[str, str]:
    dice = random.Random(number)
    title, *sentences = (_sentence(dice) for _ in range(4))
    return {
        "title": title.rstrip("."),
        "text": " ".join(sentences),
        "url": f"https://news.example/{number}",
        "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
    }


def _sentence(dice: random.Random) -> str:
    who, did, what = dice.choice(_WHO), dice.choice(_DID), dice.choice(_WHAT)
    return f"{who.title()} {did} {what} in {dice.choice(_WHERE)} late on {dice.choice(_WHEN)}."
