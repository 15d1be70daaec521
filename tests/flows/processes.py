"""Real processes to disturb: runs of the command line, and Prefect servers."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psutil

from flows.temporary_server import SCRIPT
from tests.flows.conftest import ROOT

PATIENCE = 400
"""Seconds after which a process that was waited for counts as hanging."""


def polydigest(
    *arguments: str | Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


class Run:
    """A ``polydigest`` process of its own; what it says can be read while it works."""

    def __init__(
        self,
        *arguments: str | Path,
        log: Path,
        environment: Mapping[str, str],
        command: str = "run",
        cwd: Path = ROOT,
    ) -> None:
        """Start the process, which writes its standard error to ``log``."""
        self._log, self._output = log, log.with_suffix(".out")
        with log.open("wb") as stderr, self._output.open("wb") as stdout:
            self.process = subprocess.Popen(
                # As the installed script does, it finds no module in the folder that it runs in.
                [sys.executable, "-P", "-m", "flows.cli", command, *map(str, arguments)],
                cwd=cwd,
                env={**environment, "PYTHONPATH": str(ROOT)},
                stdout=stdout,
                stderr=stderr,
            )

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @property
    def output(self) -> str:
        return self._output.read_text(encoding="utf-8")

    @property
    def error(self) -> str:
        """What the command says at its end: the lines that begin with its name."""
        return "\n".join(li for li in self.log.splitlines() if li.startswith("polydigest: "))

    @property
    def summarised(self) -> int:
        """Events that were handed to the summariser so far: computed, if it was let finish."""
        return sum(int(n) for n in re.findall(r"summarising (\d+) events?\b", self.log))

    def wait_for(self, words: str, times: int = 1) -> None:
        """Wait until the process has said ``words`` so many times."""
        deadline = time.monotonic() + PATIENCE
        while (self.log + self.output).count(words) < times:
            assert self.process.poll() is None, f"ended before {words!r}: {self.log}"
            assert time.monotonic() < deadline, f"no {words!r} in time: {self.log}"
            time.sleep(0.02)

    def kill(self, after: float) -> None:
        """Kill the process after so many seconds."""
        time.sleep(after)
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """Wait for the end of the process and return its exit code."""
        return self.process.wait(timeout=PATIENCE)

    @property
    def folder(self) -> Path:
        """The folder that the run printed last."""
        return Path(self.output.splitlines()[-1])


def servers(process: subprocess.Popen[Any]) -> list[psutil.Process]:
    """Return the temporary Prefect servers of a process that are alive."""
    living = (
        child
        for child in psutil.Process(process.pid).children()
        if child.status() != psutil.STATUS_ZOMBIE
    )
    return [child for child in living if str(SCRIPT) in child.cmdline()]


class Server:
    """A Prefect server on a loopback port, while the context lasts."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the environment of the process: ``PREFECT_HOME`` says where its database is."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._environment = environment

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/api"

    def __enter__(self) -> Server:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start",
             "--host", "127.0.0.1", "--port", str(self._port), "--no-services"],
            env={k: v for k, v in self._environment.items() if k != "PREFECT_API_URL"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._process.poll() is None, "the Prefect server did not start"
            assert time.monotonic() < deadline, "the Prefect server does not answer"
            time.sleep(0.1)
        return self

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def __exit__(self, *exception: object) -> None:
        self.stop(signal.SIGTERM)

    def stop(self, how: signal.Signals) -> None:
        """Send a signal and wait for the end."""
        self._process.send_signal(how)
        self._process.wait(timeout=PATIENCE)
