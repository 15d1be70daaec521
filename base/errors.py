"""Errors that a person can act on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from base.secrets import hide
from base.showing import named, shown


class ExplainedError(Exception):
    """What went wrong with which thing, why, and what helps: shown without a traceback.

    Names, and what libraries and servers say, may hold anything: as attributes and as a text they
    are single lines that print, of a bounded length, with secrets masked.
    """

    def __init__(self, thing: str, reason: str, remedy: str) -> None:
        thing = hide(thing)
        self.thing = named(thing)
        self.reason = shown(hide(reason))
        self.remedy = shown(hide(remedy))
        super().__init__(f"{shown(thing)}: {self.reason}; {self.remedy}")

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, str]]:
        return type(self), (self.thing, self.reason, self.remedy)


def either(names: Sequence[str]) -> str:
    """Name alternatives in words: ``en, ru or zh``."""
    *some, last = names
    return f"{', '.join(some)} or {last}" if some else last
