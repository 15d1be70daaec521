"""Beginnings of which a text must have one."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def following(choices: Collection[tuple[int, ...]], written: Sequence[int]) -> set[int] | None:
    """Return the tokens that may follow what is written; None: any, for one choice is complete."""
    begun = tuple(written)
    if not choices or any(begun[: len(choice)] == choice for choice in choices):
        return None
    return {c[len(begun)] for c in choices if c[: len(begun)] == begun}
