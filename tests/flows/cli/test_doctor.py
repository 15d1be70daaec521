"""``polydigest doctor``."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from tests.flows.processes import polydigest

Call = Callable[..., subprocess.CompletedProcess[str]]


def test_the_doctor_says_which_models_are_missing(environment: dict[str, str]) -> None:
    done = polydigest("doctor", "-p", "opus", environment={**environment, "COLUMNS": "300"})
    assert done.returncode == 1
    missing = [line for line in done.stdout.splitlines() if "MISSING" in line]
    assert len(missing) == 3
    assert all("embedded" in line and "folder" in line for line in missing)


@pytest.mark.usefixtures("prefect_server")
def test_the_doctor_measures_and_looks_for_the_server(
    call: Call, tiny_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    done = call("doctor", "--measure", "-p", tiny_profile)
    assert done.returncode == 0, done.stdout
    measured = [line for line in done.stdout.splitlines() if line.startswith("│ tests/marian")]
    assert [line.split("│")[2].strip() for line in measured] == ["torch", "ctranslate2"]
    assert "torch, as the profile says" in done.stdout
    assert "MISSING" not in done.stdout
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        done = call("doctor", "-p", tiny_profile)
    assert done.returncode == 1
    [line] = [line for line in done.stdout.splitlines() if "MISSING" in line]
    assert "unset PREFECT_API_URL" in line
