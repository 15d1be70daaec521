"""Tokens that models read and write, and what a server asks for them, while somebody counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Use:
    """What a model on an engine was used for.

    Prompts are counted whole, also what an engine had read before. ``cost`` is in ``currency``,
    None where no prices are known.
    """

    tokens_read: int = 0
    tokens_written: int = 0
    cost: float | None = None
    currency: str | None = None


@dataclass
class Ledger:
    """Uses by name of the model and of the engine."""

    uses: dict[tuple[str, str], Use] = field(default_factory=dict)


_ledger: ContextVar[Ledger | None] = ContextVar("ledger", default=None)


@contextmanager
def counting() -> Iterator[Ledger]:
    """Count what this thread lets models do in the block; shards beside it count for themselves."""
    ledger = Ledger()
    token = _ledger.set(ledger)
    try:
        yield ledger
    finally:
        _ledger.reset(token)


def note(
    model: str,
    engine: str,
    *,
    read: int,
    written: int,
    cost: float | None = None,
    currency: str | None = None,
) -> None:
    """Add to the ledger of this thread, if it has one."""
    ledger = _ledger.get()
    if ledger is None:
        return
    use = ledger.uses.setdefault((model, engine), Use())
    use.tokens_read += read
    use.tokens_written += written
    if cost is not None:
        use.cost, use.currency = (use.cost or 0.0) + cost, currency
