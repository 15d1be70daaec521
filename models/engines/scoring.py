"""What both engines need to score many continuations in few passes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise


def covering(sequences: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return, sorted, the sequences that begin no other: a pass over them reads all.

    The first of them that is not below a sequence, as `bisect_left` finds it, begins with it.
    """
    # In order, what begins with a sequence follows it at once.
    ordered = sorted(set(sequences))
    last = ordered[-1:]
    return [s for s, following in pairwise(ordered) if following[: len(s)] != s] + last
