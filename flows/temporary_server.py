"""A Prefect server for the time of one process, in a process of its own.

Prefect starts one by itself where the settings name none, but only when all else is imported, and
by importing the server into the run as well: seconds of every run. It also leaves its server
behind where the run is killed, and lets everybody on the machine in; this one ends with its
parent, keeps its database to itself, and answers only who knows its credential.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from base.errors import ExplainedError
from base.files import cache_folder
from flows import DEBUG

SCRIPT = Path(__file__).with_name("serve_prefect.py")


class StartError(ExplainedError):
    """No server that a flow could run with: names the remedy."""


@dataclass(frozen=True)
class Door:
    """Where a server is, and what it wants to hear."""

    url: str
    """Of its API."""
    credential: str
    """User and password, with a colon between: known to the two processes alone."""

    def __repr__(self) -> str:
        return f"Door({self.url!r})"


class TemporaryServer:
    """The server's process, seen from its parent."""

    def __init__(self) -> None:
        """Start it: it boots while the parent does other things, and ends with the parent."""
        self._process = subprocess.Popen(
            # By its file, without the folder that we are in: that may have a package `flows`.
            [sys.executable, "-P", str(SCRIPT), str(cache_folder() / "prefect")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What is wrong with it is one line of its answer, not its tracebacks.
            stderr=None if os.environ.get(DEBUG) else subprocess.DEVNULL,
            text=True,
            env=os.environ,
            start_new_session=True,  # Ctrl-C is for the run, which then tells the server
        )
        self._folder: str | None = None
        atexit.register(self._let_go)

    def door(self) -> Door | None:
        """Wait until it answers; None where the settings name a server, or it cannot run.

        Raises:
            StartError: It cannot run, for a reason that is known.

        """
        assert self._process.stdout
        answer = self._process.stdout.readline().strip()
        told = json.loads(answer) if answer else None
        if not isinstance(told, dict):
            self.end()
        if isinstance(told, list):
            raise StartError(*told)
        self._folder = told.pop("folder") if told else None
        return Door(**told) if told else None

    def _let_go(self) -> None:
        assert self._process.stdin
        with suppress(BrokenPipeError):
            self._process.stdin.close()  # not waited for: it has nothing left to do
        if self._folder and self._process.poll() is not None:  # killed, and could not clean up
            shutil.rmtree(self._folder, ignore_errors=True)

    def end(self) -> None:
        """Tell it to end, and wait for it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
