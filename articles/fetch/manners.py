"""One request at a time to a host, with a pause between two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic

from articles.fetch.errors import StoppedError


@dataclass
class _Host:
    turn: Lock = field(default_factory=Lock)
    free: float = 0.0
    """When the next request may go out, by the monotonic clock."""
    failures: int = 0
    """Connections in a row that failed."""


class Manners:
    """Shared by all threads of a fetcher: each host has one turn."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()
        self._stopped = Event()

    def stop(self) -> None:
        """Let nobody ask any host any more."""
        self._stopped.set()

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait until ``host`` may be asked; the next one waits ``delay`` seconds from the end.

        Raises:
            StoppedError: `stop` was called.

        """
        known = self._host(host)
        with known.turn:
            if self._stopped.wait(max(0.0, known.free - monotonic())):
                raise StoppedError
            try:
                yield
            finally:
                known.free = max(known.free, monotonic() + delay)

    def wait(self, host: str) -> float:
        """Return how many seconds ``host`` is to be left alone from now on."""
        return max(0.0, self._host(host).free - monotonic())

    def pause(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for a while."""
        known = self._host(host)
        known.free = max(known.free, monotonic() + seconds)

    def failed(self, host: str, backoff: float) -> None:
        """Leave a host alone that could not be reached: twice as long each time in a row."""
        known = self._host(host)
        known.failures = min(known.failures + 1, 6)
        self.pause(host, backoff * 2 ** (known.failures - 1))

    def gave_up(self, host: str, failures: int) -> bool:
        """Whether ``host`` failed so often in a row, and its pause is not yet over."""
        return self._host(host).failures >= failures and self.wait(host) > 0

    def answered(self, host: str) -> None:
        """Forget that ``host`` could not be reached."""
        self._host(host).failures = 0

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
