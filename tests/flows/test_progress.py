"""Progress as a person sees it in a terminal, and as a log keeps it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.flows.conftest import EXAMPLES, ROOT


def test_a_terminal_shows_bars_and_a_log_plain_lines(tmp_path: Path, tiny_profile: Path) -> None:
    command = [sys.executable, "-m", "flows.cli", "run", str(EXAMPLES / "paris-agreement.md")]
    command += [str(EXAMPLES / "ever-given-harbour-courier.md"), "-p", str(tiny_profile)]
    command += ["-t", "ru", "-o", str(tmp_path)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                seen += os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
    assert process.returncode == 0
    assert "━" in seen.decode()
    assert re.search(rb"2/2", seen)
    assert re.search(rb"tests/marian", seen)

    log = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert "━" not in log
    assert re.search(r"events: 2 of 2, [\d,.]+ a (second|minute), 0:00:00 left", log)
