"""Who does what to whom: what the languages' own readers share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
"""Start and end in a text."""

Order = Literal["kept", "turned", "unclear"]
"""Whether one does it to the other, the other to the one, or neither is clear."""


@dataclass(frozen=True)
class Action:
    """A name that does something to another, with the places of both in the text.

    ``kind`` is the English verb under which the readers of all languages know the action.
    """

    kind: str
    agent: Span
    patient: Span


Actions = Callable[[str], tuple[Action, ...]]
"""Finds the actions that a text tells of."""


@dataclass(frozen=True)
class Roles:
    """How a language tells the doer of an action from the one to whom it is done."""

    order: Callable[[str, str, Sequence[Span], Sequence[Span]], Order]
    """Reads, for the kind of an action and a text, the places of the agent and of the patient."""
    names: Callable[[str, str], tuple[Span, ...]]
    """Finds the places in a text of what a sound reader took for a name."""
