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
from typing import Any

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
        atexit.register(self.end)

    def door(self) -> Door | None:
        """Wait until it answers; None where the settings name a server, or it cannot run.

        Raises:
            StartError: It cannot run, for a reason that is known.

        """
        self._folder = self._hear()
        told = self._hear()
        if not isinstance(told, dict):
            self.end()
        if isinstance(told, list):
            raise StartError(*told)
        return Door(**told) if told else None

    def _hear(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        return json.loads(line) if line else None

    def end(self) -> None:
        """Tell it to end, and see that nothing of it is left, though it be killed."""
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
