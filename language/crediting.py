"""How a text says whose report it tells: an agency's, another paper's, or its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Crediting:
    """What stands around the name of an agency or a paper.

    What is *before* ends where the name begins, what is *after* begins where it ends.
    """

    cites_before: re.Pattern[str]
    """Says that what is told is that one's report."""
    cites_after: re.Pattern[str]
    told_before: re.Pattern[str]
    """Says that somebody told it to that one."""
    whole_before: re.Pattern[str]
    """Says that the report as a whole is that one's, wherever the text says so."""
    signs_before: re.Pattern[str]
    """At the opening of a text, with what is after: a dateline."""
    signs_after: re.Pattern[str]
    closes: re.Pattern[str]
    """Before a name in the last lines, says that the text is that one's."""
    assists: re.Pattern[str]
    """Says of the line that it stands in that those named in it only helped."""
    own: re.Pattern[str]
    """Says that the text's own reporters learnt it."""
    compiler: re.Pattern[str]
    """In a byline, says that those named wrote it from the reports of others."""
    other_name: re.Pattern[str] = _NEVER
    """Before a name, says that it is part of another one, such as a person's."""
    desks: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """How agencies, by their names, sign without a name."""
