"""Errors that a person can act on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from base.secrets import hide


class ExplainedError(Exception):
    """What went wrong with which thing, why, and what helps: shown without a traceback.

    Libraries quote URLs in what they say: secrets are masked.
    """

    def __init__(self, thing: str, reason: str, remedy: str) -> None:
        thing, reason, remedy = hide(thing), hide(reason), hide(remedy)
        super().__init__(f"{thing}: {reason}; {remedy}")
        self.thing = thing
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, str]]:
        return type(self), (self.thing, self.reason, self.remedy)


def either(names: Sequence[str]) -> str:
    """Name alternatives in words: ``en, ru or zh``."""
    *some, last = names
    return f"{', '.join(some)} or {last}" if some else last
