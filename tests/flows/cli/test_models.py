"""``polydigest models``."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.models import app
from models.cache import make_once, place
from tests.flows.processes import polydigest


def test_fetch_names_what_it_got(
    call: Callable[..., subprocess.CompletedProcess[str]], tiny_profile: Path
) -> None:
    done = call("models", "fetch", tiny_profile, "--hashes")
    assert done.returncode == 0, done.stderr
    assert "tests/marian" in done.stdout
    assert re.search(r"^sha256:\n(  \S+: [0-9a-f]{64}\n)+", done.stdout, re.M)


def test_fetch_names_what_it_cannot_get(environment: dict[str, str]) -> None:
    done = polydigest("models", "fetch", "opus", environment=environment)
    assert done.returncode == 1
    assert "distilbart" in done.stderr
    assert "Traceback" not in done.stderr


def test_verify_names_what_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path))
    folders = [make_once(place("unpacked", key), {}, 0, fill) for key in ("one", "other")]
    done = CliRunner().invoke(app, ["verify"])
    assert (done.exit_code, done.output.count("as it was made")) == (0, 2)
    weights = folders[1] / "weights"
    weights.write_bytes(b"XXXXX")
    done = CliRunner().invoke(app, ["verify"])
    assert (done.exit_code, done.output.count("as it was made")) == (1, 1)
    assert f"{folders[1]} damaged: {weights} expected SHA-256" in done.output.replace("\n", "")


def fill(target: Path) -> None:
    (target / "weights").write_bytes(b"01234")
