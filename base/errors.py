"""Errors that a person can act on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self


class ExplainedError(Exception):
    """What went wrong with which thing, why, and what helps: shown without a traceback."""

    def __init__(self, thing: str, reason: str, remedy: str) -> None:
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
