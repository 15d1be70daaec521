"""Calls in processes that can be ended: what one does to its process harms no other.

Whoever reads what others wrote may loop, crash or fill the memory, and a thread cannot be ended.
So the calls go to a few worker processes, each call with a budget of time and memory that the
system itself enforces.

The first call starts a process that imports what calls need, and forks workers: another one costs
milliseconds. It is not the fork server of `multiprocessing`, which runs the program's main module
once more, where a script of a few lines expects nothing of the kind; and the program itself is not
forked, since it has threads. When the program ends, by whatever signal, that process sees the end
of its socket and kills the workers.
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any, NoReturn, TypeVar

from base.errors import ExplainedError
from base.run_errors import OfTheRun
from base.showing import fault

T = TypeVar("T")

TRIES = 3
"""Workers that may end before they begin a call, as one does that had none for long."""
CRASHES = 2
"""Times that a call may crash a worker: the first time the system may have ended another's."""
WAITING = 6
"""How many times its budget of CPU time a call may take by the clock."""
IDLE = 60.0
"""Seconds without a call after which a worker ends."""
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from base.workers import breed; breed(*sys.argv[2:])"
)
_KNOWN = re.compile(
    r"(?:PATH|HOME|LANG|LC_\w+|LD_LIBRARY_PATH|PYTHON\w+|VIRTUAL_ENV|TMPDIR|TZ|XDG_\w+|POLYDIGEST_\w+)"
)
"""Variables that workers see. What others hold, secrets among them, is no affair of theirs."""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
"""There are as many workers as CPUs, and each thread more takes address space."""
_ORDER = struct.Struct("!cQ")
"""What the breeding process is told: ``f`` to fork a worker for the socket that comes with it, or
``k`` and the id of a worker to kill.
"""
_Answer = tuple[str, Any]
"""``value`` and what a call returned, ``error`` and what it raised for people to read, or `fault`,
then reason and traceback of anything else.
"""


class NoWorkersError(OfTheRun, ExplainedError):
    """Worker processes that cannot be started."""


class WorkerError(Exception):
    """A call that failed: raised something unexpected, took too much or ended its process."""

    def __init__(self, reason: str, details: str = "") -> None:
        """Take the reason in words, and the worker's traceback where there is one, as a note."""
        super().__init__(reason)
        self.reason = reason
        if details:
            self.add_note(details)


@dataclass(frozen=True)
class Budget:
    """What one call may take."""

    seconds: float
    """Of CPU time; by the clock it may take six times as long."""
    memory: int
    """Bytes of address space beside what a worker begins with."""


class Workers:
    """A few processes that do calls, one at a time each. Safe to share between threads."""

    def __init__(self, prepare: Callable[[], object], budget: Budget, most: int) -> None:
        """Take what to do once before workers are forked, such as imports, and how many there are.

        Nothing is started before `begin` or the first call. ``prepare`` is a function of a module;
        it must start no thread.
        """
        self._prepare = prepare
        self._budget = budget
        self._most = most
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        self._forget()
        os.register_at_fork(after_in_child=self._forget)
        self._is_exiting = False
        atexit.register(self._exit)

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function of a module, with arguments and a result that can be pickled.

        Raises:
            WorkerError: It raised what is no `ExplainedError`, or it was ended.
            ExplainedError: As the function raised it.
            NoWorkersError: No process can be started.

        """
        request = pickle.dumps((function, arguments))
        with self._turns:
            kind, answer = self._asked(request)
        if kind == "value":
            result: T = answer
            return result
        if kind == "error":
            raise answer
        raise WorkerError(*answer)

    def begin(self) -> None:
        """Start preparing now, beside whatever else is done before the first call."""
        with self._lock, suppress(OSError):
            self._breeder()

    def close(self) -> None:
        """End all processes; the next call starts others."""
        with self._lock:
            self._end()

    def _exit(self) -> None:
        self._is_exiting = True
        self.close()

    def _forget(self) -> None:
        """Begin without processes: those of a program that was forked are its own."""
        self._lock = Lock()
        self._turns = BoundedSemaphore(self._most)
        for connection, _ in getattr(self, "_free", ()):
            connection.close()
        self._free: list[tuple[Connection, int]] = []
        if self._orders:
            self._orders.close()
        self._process = self._orders = None

    def _asked(self, request: bytes) -> _Answer:
        crashes = 0
        for _ in range(TRIES):
            with self._lock:
                worker = self._free.pop() if self._free else self._new()
            connection, _ = worker
            try:
                connection.send_bytes(request)
                connection.recv_bytes()
            except (OSError, EOFError):
                connection.close()
                continue
            except BaseException:
                self._kill(worker)
                raise
            start = monotonic()
            try:
                answer: _Answer = pickle.loads(connection.recv_bytes())
            except (OSError, EOFError):
                connection.close()
                if self._is_exiting:
                    raise SystemExit from None
                if monotonic() - start > 0.95 * self._budget.seconds:
                    return "fault", (f"it took more than {self._budget.seconds:g} s of work",)
                crashes += 1
                if crashes == CRASHES:
                    return "fault", ("it crashed the process that read it",)
                continue
            except BaseException:  # Ctrl-C: nobody waits for it any more
                self._kill(worker)
                raise
            with self._lock:
                self._free.append(worker)
            return answer
        return "fault", ("the processes that read it end before they begin",)

    def _new(self) -> tuple[Connection, int]:
        """Return a new worker; the process that breeds them may have ended since the last one."""
        for _ in range(2):
            ours, theirs = socket.socketpair()
            with theirs, suppress(OSError, EOFError):
                socket.send_fds(self._breeder(), [_ORDER.pack(b"f", 0)], [theirs.fileno()])
                theirs.close()
                connection = Connection(ours.detach())
                return connection, connection.recv()
            ours.close()
            self._end()
        raise NoWorkersError(
            "the processes that read articles",
            "none can be started",
            "look above for the reason, and whether the system allows more processes",
        )

    def _breeder(self) -> socket.socket:
        if self._orders is None:
            self._orders, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [
                        *(sys.executable, "-P", "-c", _START, json.dumps(sys.path)),
                        *(str(theirs.fileno()), self._prepare.__module__, self._prepare.__name__),
                        *(str(self._budget.seconds), str(self._budget.memory)),
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    env={k: v for k, v in os.environ.items() if _KNOWN.fullmatch(k)} | _ONE_THREAD,
                    process_group=0,  # Ctrl-C is the program's affair
                )
        return self._orders

    def _kill(self, worker: tuple[Connection, int]) -> None:
        connection, process = worker
        connection.close()
        with self._lock:
            if self._orders:
                with suppress(OSError):
                    self._orders.send(_ORDER.pack(b"k", process))

    def _end(self) -> None:
        for connection, _ in self._free:
            connection.close()
        self._free.clear()
        if self._orders:
            self._orders.close()
        if self._process:
            self._process.wait()
        self._orders = self._process = None


def breed(descriptor: str, module: str, prepare: str, seconds: str, memory: str) -> NoReturn:
    """Prepare once, then fork a worker as often as is asked: what the first process does."""
    orders = socket.socket(fileno=int(descriptor))
    getattr(import_module(module), prepare)()
    workers: set[int] = set()

    def reap(*_: object) -> None:
        with suppress(ChildProcessError):
            while process := os.waitpid(-1, os.WNOHANG)[0]:
                workers.discard(process)

    # Workers are reaped while an order is waited for, and at no other time.
    ended = {signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, ended)
    signal.signal(signal.SIGCHLD, reap)
    orders.settimeout(IDLE)
    while True:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ended)
        try:
            order, descriptors, _, _ = socket.recv_fds(orders, _ORDER.size, 1)
        except TimeoutError:
            if workers:
                continue
            os._exit(0)
        signal.pthread_sigmask(signal.SIG_BLOCK, ended)
        if not order:  # the program has ended
            for process in tuple(workers):  # they may end meanwhile
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            os._exit(0)
        kind, process = _ORDER.unpack(order)
        if kind == b"k":
            if process in workers:
                os.kill(process, signal.SIGKILL)
            continue
        with suppress(OSError):  # as many processes as may be: the program sees its socket's end
            if not (process := os.fork()):
                orders.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                signal.pthread_sigmask(signal.SIG_UNBLOCK, ended)
                _work(Connection(descriptors[0]), Budget(float(seconds), int(memory)))
            workers.add(process)
        os.close(descriptors[0])


def _work(connection: Connection, budget: Budget) -> NoReturn:
    """Do calls until nobody has any: what a worker does."""
    # What a library complains of is said in the answer, or concerns nobody.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if address_space := _address_space():
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = address_space + budget.memory
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    # The signals of these timers end a process that does not wait for them, whatever it is at.
    for each in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(each, signal.SIG_DFL)
    with suppress(OSError, EOFError):
        connection.send(os.getpid())
        while connection.poll(IDLE):
            request = connection.recv_bytes()
            connection.send_bytes(b"begun")
            signal.setitimer(signal.ITIMER_PROF, budget.seconds)
            signal.setitimer(signal.ITIMER_REAL, WAITING * budget.seconds)
            answer = _answer(request, budget)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.send_bytes(answer)
    os._exit(0)


def _answer(request: bytes, budget: Budget) -> bytes:
    answer: _Answer
    try:
        function, arguments = pickle.loads(request)
        return pickle.dumps(("value", function(*arguments)))
    except ExplainedError as error:
        answer = "error", error
    except MemoryError:
        gigabytes = budget.memory / 2**30
        answer = "fault", (f"it needs more than {gigabytes:g} GB of memory",)
    except BaseException as error:
        answer = "fault", (fault(error), traceback.format_exc(limit=-30))
    return pickle.dumps(answer)


def _address_space() -> int | None:
    """Return the bytes of address space of this process, where the system tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return None
    return pages * resource.getpagesize()
