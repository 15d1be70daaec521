"""``polydigest doctor`` as a real process."""

from __future__ import annotations

from pathlib import Path

from tests.flows.processes import polydigest


def test_the_doctor_says_what_is_missing(tiny_profile: Path, environment: dict[str, str]) -> None:
    wide = {**environment, "COLUMNS": "300"}
    done = polydigest("doctor", "-p", "opus", environment=wide)
    assert done.returncode == 1
    missing = [line for line in done.stdout.splitlines() if "MISSING" in line]
    assert len(missing) == 3
    assert all("embedded" in line and "folder" in line for line in missing)
    done = polydigest("doctor", "--measure", "-p", tiny_profile, environment=wide)
    assert done.returncode == 0, done.stdout
    measured = [line for line in done.stdout.splitlines() if line.startswith("│ tests/marian")]
    assert [line.split("│")[2].strip() for line in measured] == ["torch", "ctranslate2"]
    assert "torch, as the profile says" in done.stdout
    assert "MISSING" not in done.stdout
    lost = {**wide, "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = polydigest("doctor", "-p", tiny_profile, environment=lost)
    assert done.returncode == 1
    [line] = [line for line in done.stdout.splitlines() if "MISSING" in line]
    assert "unset PREFECT_API_URL" in line
