"""Publishers and news agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from articles.locations import canonical_url, shown_host  # noqa: F401 -- where other packages look
from base.yaml_files import parse_yaml

_AGENCY_WORDS = re.compile(r"\b(?:news|press) agency$|\bnewswire$", re.I)
_STAFF = re.compile(r"(?<!\s)\s++(?:staff|correspondents?|reporters?|writers?)$", re.I)
MAX_NAME = 200
"""Characters of what signs as an agency."""


# Papers whose names are also common words.
_COMMON_WORDS = frozenset({"Axios", "CNA", "Dawn", "RT", "Time", "Wired"})
_DECLINED = frozenset("бвгджзклмнпрстфхцчшщ")
_ENDING = "(?:[аеу]|ом)?"
"""Of a Russian name in another case."""
_LETTER = "[A-Za-zÀ-ÿА-Яа-яЁё]"


@dataclass(frozen=True)
class SourceMention:
    """The name of an agency or a publisher in a text, at ``start`` to ``end``."""

    start: int
    end: int
    name: str
    kind: Literal["agency", "own"]


@cache
def _shipped() -> Any:
    return parse_yaml((files("articles") / "publishers.yaml").read_bytes(), "publishers.yaml")


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    table = _shipped()
    agencies = {
        name.casefold(): agency
        for agency, aliases in table["agencies"].items()
        for name in (agency, *aliases)
    }
    return table["publishers"], agencies


def known_publisher(url: str) -> str | None:
    """Return the name of the publisher at the host of ``url`` where that is known."""
    publishers, _ = _table()
    labels = shown_host(url).split(".")
    domains = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((publishers[domain] for domain in domains if domain in publishers), None)


def is_publisher(name: str) -> bool:
    """Whether a publisher is known by that name."""
    publishers, _ = _table()
    return name in publishers.values()


def publisher_of(url: str) -> str:
    """Return the publisher at the host of ``url``: its known name, else the host."""
    return known_publisher(url) or shown_host(url)


def find_agency(name: str) -> str | None:
    """Return the news agency that signs as ``name``, in its short form, or None.

    >>> find_agency("Agence France-Presse"), find_agency("Reuters Staff"), find_agency("Jane Doe")
    ('AFP', 'Reuters', None)
    """
    if len(name) > MAX_NAME:
        return None
    name = _STAFF.sub("", name.strip())
    _, agencies = _table()
    known = agencies.get(name.casefold())
    return known or (name if _AGENCY_WORDS.search(name) else None)


def find_sources(text: str) -> Iterator[SourceMention]:
    """Yield where a text names a news agency or a known publisher, as it is printed there."""
    pattern, names = _mentions()
    for match in pattern.finditer(text):
        found = match.group()
        name, kind = next(
            names[stem] for size in range(3) if (stem := found[: len(found) - size]) in names
        )
        yield SourceMention(*match.span(), name, kind)


@cache
def _mentions() -> tuple[re.Pattern[str], dict[str, tuple[str, Literal["agency", "own"]]]]:
    table = _shipped()
    names: dict[str, tuple[str, Literal["agency", "own"]]] = {}
    for publisher in table["publishers"].values():
        if publisher not in _COMMON_WORDS:
            for name in (publisher, *table["aliases"].get(publisher, ())):
                names[name] = (publisher, "own")
    for agency, aliases in table["agencies"].items():
        for name in (agency, *aliases):
            names[name] = (agency, "agency")
    forms = "|".join(
        re.escape(name) + (_ENDING if name[-1] in _DECLINED and not name.isupper() else "")
        for name in sorted(names, key=len, reverse=True)
    )
    # In Chinese text nothing parts a name from what stands beside it.
    pattern = re.compile(rf"(?<!{_LETTER})(?:{forms})(?!{_LETTER})")
    return pattern, names
