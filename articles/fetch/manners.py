"""One request at a time to a host, with a pause between two, whoever asks on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from time import monotonic, time

from filelock import FileLock, Timeout

from articles.fetch.errors import AsleepError, StoppedError
from base.hashing import text_sha256

_POLL = 0.05
"""Seconds between two looks whether another process is done with a host."""
_LONGEST = 31 * 86_400.0
"""Seconds: a host that was left alone for longer was so by a clock that went wrong."""


@dataclass
class _Host:
    turn: Lock = field(default_factory=Lock)
    free: float = 0.0
    """When the next request may go out, by the monotonic clock."""
    failures: int = 0
    """Connections in a row that failed."""


class Manners:
    """Shared by all threads of a fetcher: each host has one turn.

    With a folder, it is shared by all processes that know the folder: a host is a file there that
    is locked during a turn, and one that says when the next may begin.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder; it is made with the first turn."""
        self._folder = folder
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()
        self._stopped = Event()

    def stop(self) -> None:
        """Let nobody ask any host any more."""
        self._stopped.set()

    @contextmanager
    def turn(self, host: str, delay: float, longest: float) -> Iterator[None]:
        """Wait until ``host`` may be asked; the next one waits ``delay`` seconds from the end.

        Raises:
            AsleepError: The host is to be left alone for more than ``longest`` seconds.
            StoppedError: `stop` was called.

        """
        known = self._host(host)
        with known.turn, self._between_processes(host, known):
            wait = known.free - monotonic()
            if wait > longest:
                raise AsleepError(wait)
            if self._stopped.wait(max(0.0, wait)):
                raise StoppedError
            try:
                yield
            finally:
                known.free = max(known.free, monotonic() + delay)

    def pause(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for a while; called within a turn."""
        known = self._host(host)
        known.free = max(known.free, monotonic() + seconds)

    def failed(self, host: str, backoff: float) -> None:
        """Leave a host alone that could not be reached: twice as long each time in a row."""
        known = self._host(host)
        known.failures = min(known.failures + 1, 6)
        self.pause(host, backoff * 2 ** (known.failures - 1))

    def gave_up(self, host: str, failures: int) -> bool:
        """Whether ``host`` failed so often in a row, and its pause is not yet over."""
        known = self._host(host)
        return known.failures >= failures and known.free > monotonic()

    def answered(self, host: str) -> None:
        """Forget that ``host`` could not be reached."""
        self._host(host).failures = 0

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())

    @contextmanager
    def _between_processes(self, host: str, known: _Host) -> Iterator[None]:
        """Take the turn from other processes, and learn and tell when the next may begin."""
        if self._folder is None:
            yield
            return
        stem = self._folder / text_sha256(host)[:32]
        lock, told = FileLock(stem.with_suffix(".lock")), stem.with_suffix(".next")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._take(lock)
        except (OSError, NotImplementedError):  # a folder that cannot be written: turns of our own
            yield
            return
        try:
            with suppress(OSError, ValueError):
                wait = float(told.read_text("ascii")) - time()
                known.free = max(known.free, monotonic() + wait if wait < _LONGEST else 0.0)
            yield
        finally:
            with suppress(OSError):
                if (wait := known.free - monotonic()) > 0:
                    told.write_text(f"{time() + wait:.3f}", "ascii")
            lock.release()

    def _take(self, lock: FileLock) -> None:
        while True:
            try:
                lock.acquire(blocking=False)
            except Timeout:
                if self._stopped.wait(_POLL):
                    raise StoppedError from None
            else:
                return
