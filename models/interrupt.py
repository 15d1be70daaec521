"""Stopping work that is under way, when a person or a scheduler says so."""

from __future__ import annotations

import threading

_asked = threading.Event()


class InterruptionError(Exception):
    """Raised in the thread that computes, soon after `interrupt` was called in another one."""


def interrupt() -> None:
    """Let whatever is being computed in this process end with `InterruptionError`."""
    _asked.set()


def resume() -> None:
    """Let work begin again after `interrupt`."""
    _asked.clear()


def check() -> None:
    """Raise `InterruptionError` if `interrupt` was called."""
    if _asked.is_set():
        raise InterruptionError("stopped")
