"""Beginnings of which a text must have one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from models.engines import Prompt


def following(choices: Collection[tuple[int, ...]], written: Sequence[int]) -> set[int] | None:
    """Return the tokens that may follow what is written; None: any, for one choice is complete."""
    begun = tuple(written)
    if not choices or any(begun[: len(choice)] == choice for choice in choices):
        return None
    return {c[len(begun)] for c in choices if c[: len(begun)] == begun}


def chosen(prompt: Prompt, likely: Callable[[Prompt], Mapping[int, float]]) -> Prompt:
    """Return a prompt whose prefix has the choice that the model likes best, token by token.

    For engines that cannot be told what may come next. ``likely`` gives how likely tokens are
    after a prompt and its prefix; it is asked wherever choices part.
    """
    written: tuple[int, ...] = ()
    while (allowed := following(prompt.choices, written)) is not None:
        options = sorted(allowed)
        if len(options) > 1:
            found = likely(replace(prompt, prefix=prompt.prefix + written))
            options = [max(options, key=lambda token: found.get(token, min(found.values())))]
        written += (options[0],)
    return replace(prompt, prefix=prompt.prefix + written, choices=())
