"""A real temporary Prefect server, and a profile of tiny real models."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.testing.utilities import prefect_test_harness

from benchmarks.tiny_models import make_marian

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "articles"


@pytest.fixture(autouse=True)
def own_cache(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Wait for no other run's models; weights that take minutes to unpack stay where they are."""
    if "embedded" not in request.keywords:
        monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="session")
def tiny_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a profile that needs no hub: extractive summaries, an untrained Marian model."""
    folder = tmp_path_factory.mktemp("profile")
    marian = make_marian(folder / "marian")
    path = folder / "tiny.yaml"
    path.write_text(
        yaml.safe_dump(
            {
                "description": "Tiny models for tests",
                "summariser": {"family": "extractive", "name": "multilingual-e5-small"},
                "translators": {
                    "*": {
                        "family": "seq2seq",
                        "name": "tests/marian",
                        "folder": str(marian),
                        "generation": {"beams": 1, "max_new_tokens": 24},
                    }
                },
                "retries": 0,
                "shard_size": 3,
            }
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run with a Prefect and a cache of our own, and with a hub that nobody answers for."""
    return {
        **os.environ,
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
        "POLYDIGEST_CACHE": str(tmp_path_factory.mktemp("cache")),
        "HF_HOME": str(tmp_path_factory.mktemp("hub")),
        "HF_ENDPOINT": "http://127.0.0.1:9",
        "PYTHONWARNINGS": "ignore",
    }


def with_settings(profile: Path, folder: Path, **settings: Any) -> Path:
    """Write a copy of a profile with other settings into a folder."""
    changed = {**yaml.safe_load(profile.read_text("utf-8")), **settings}
    path = folder / "changed.yaml"
    path.write_text(yaml.safe_dump(changed), encoding="utf-8")
    return path
