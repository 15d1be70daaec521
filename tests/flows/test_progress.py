"""Progress as a person sees it in a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.flows.conftest import EXAMPLES, ROOT


def test_a_terminal_shows_bars(tmp_path: Path, tiny_profile: Path, served: dict[str, str]) -> None:
    command = [sys.executable, "-m", "flows.cli", "run", str(EXAMPLES / "paris-agreement.md")]
    command += [str(EXAMPLES / "ever-given-harbour-courier.md"), "-p", str(tiny_profile)]
    command += ["-t", "ru", "-o", str(tmp_path)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**served, "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                seen += os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
    assert process.returncode == 0
    for shown in ("━", "2/2", "tests/marian"):
        assert shown in seen.decode()
