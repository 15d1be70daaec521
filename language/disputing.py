"""How a text says that somebody denies what another says."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Disputing:
    """Words by which a sentence tells that something is told, denied or set against another."""

    reports: re.Pattern[str]
    """Says that the sentence is what somebody says or found."""
    denies: re.Pattern[str]
    """Says that somebody says that something is not so."""
    denies_it: re.Pattern[str]
    """The same of what the sentence itself, or the one before, has told."""
    negates: re.Pattern[str]
    """Says that something is not so."""
    retorts: re.Pattern[str]
    """Says that it answers the one before."""
    contrasts: re.Pattern[str]
    """Sets the sentence against the one before."""
