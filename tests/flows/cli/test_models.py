"""``polydigest models`` as a real process."""

from __future__ import annotations

from pathlib import Path

from tests.flows.processes import polydigest


def test_fetch_names_what_it_got(tiny_profile: Path, environment: dict[str, str]) -> None:
    done = polydigest("models", "fetch", tiny_profile, environment=environment)
    assert done.returncode == 0, done.stderr
    assert "tests/marian" in done.stdout
    done = polydigest("models", "fetch", "opus", environment=environment)
    assert done.returncode == 1
    assert "distilbart" in done.stderr
    assert "Traceback" not in done.stderr
