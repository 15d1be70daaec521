"""A Prefect server for the time of one process, in a process of its own.

Prefect starts one by itself where the settings name none, but only when all else is imported, and
by importing the server into the run as well: seconds of every run. It also leaves its server
behind where the run is killed; this one ends with its parent.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from pathlib import Path

from base.errors import ExplainedError

SCRIPT = Path(__file__).with_name("serve_prefect.py")


class StartError(ExplainedError):
    """No server that a flow could run with: names the remedy."""


class TemporaryServer:
    """The server's process, seen from its parent."""

    def __init__(self) -> None:
        """Start it: it boots while the parent does other things, and ends with the parent."""
        self._process = subprocess.Popen(
            # By its file, without the folder that we are in: that may have a package `flows`.
            [sys.executable, "-P", str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # A server that lives for one run has no time for automations.
            env={"PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false", **os.environ},
            start_new_session=True,  # Ctrl-C is for the run, which then tells the server
        )
        assert self._process.stdin
        atexit.register(self._process.stdin.close)  # not waited for: it has nothing left to do

    def url(self) -> str | None:
        """Wait for the URL of its API; None where the settings name a server, or it cannot run.

        Raises:
            StartError: It cannot run, for a reason that is known.

        """
        assert self._process.stdout
        answer = self._process.stdout.readline().strip()
        if answer.startswith("["):
            raise StartError(*json.loads(answer))
        return answer or None
