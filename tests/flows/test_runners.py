"""The same flow on threads, on Dask and on Ray: real clusters of two processes."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sqlite3
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from base.hardware import cpus
from flows.digest import digest
from flows.runners import Runner, task_runner
from flows.temporary_server import Door
from models.engines import pool
from models.tasks import ModelError
from tests.conftest import with_settings
from tests.flows.conftest import EXAMPLES

Entry = dict[str, Any]

pytestmark = pytest.mark.usefixtures("prefect_server")


def entries(profile: Path, out: Path) -> list[Entry]:
    """Digest the examples; when they were read is no part of the comparison."""
    folder = digest([str(EXAMPLES)], profile=str(profile), targets=["zh"], out=str(out))
    assert isinstance(folder, str)
    made: list[Entry] = json.loads((Path(folder) / "digest.json").read_text("utf-8"))["entries"]
    assert len(made) > 4
    for entry in made:
        for article in entry["articles"]:
            del article["source"]["retrieved"]
    return made


@pytest.fixture(scope="module")
def by_threads(
    prefect_server: Door, tiny_profile: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Entry]:
    return entries(tiny_profile, tmp_path_factory.mktemp("threads"))


def engines_here() -> tuple[int, int, int]:
    """Return this process, the CPUs that it may use, and how many engines it made."""
    return os.getpid(), cpus(), len(pool._engines)


def test_two_dask_processes_make_the_entries_that_threads_make_even_if_one_is_killed(
    tmp_path: Path, tiny_profile: Path, by_threads: list[Entry]
) -> None:
    pytest.importorskip("prefect_dask", reason="the extra dask is not installed")
    with task_runner("dask", 2) as runner:
        client = runner.client  # type: ignore[attr-defined]
        profile = with_settings(
            tiny_profile,
            tmp_path,
            runner="dask",
            workers=2,
            runner_address=client.scheduler.address,
            shard_size=2,
        )
        assert entries(profile, tmp_path / "out") == by_threads
        workers = client.run(engines_here).values()
        assert len({process for process, _, _ in workers} - {os.getpid()}) == 2
        assert sum(share for _, share, _ in workers) <= max(2, cpus())
        assert all(engines == 1 for _, _, engines in workers)

        victim, out = next(process for process, _, _ in workers), tmp_path / "again"

        def kill_once_an_entry_is_stored() -> None:
            database = f"file:{out / 'polydigest.sqlite'}?mode=ro"
            while True:
                time.sleep(0.02)
                with suppress(sqlite3.Error), closing(sqlite3.connect(database, uri=True)) as store:
                    if store.execute("SELECT count(*) FROM polydigest_entries").fetchone()[0]:
                        break
            os.kill(victim, signal.SIGKILL)

        killer = threading.Thread(target=kill_once_an_entry_is_stored, daemon=True)
        killer.start()
        assert entries(profile, out) == by_threads
        assert not killer.is_alive()
        assert victim not in client.run(os.getpid).values()


@pytest.mark.skipif(
    importlib.util.find_spec("prefect_ray") is None, reason="the extra ray is not installed"
)
@pytest.mark.filterwarnings("ignore")  # of Ray's own
def test_two_ray_processes_make_the_entries_that_threads_make(
    tmp_path: Path, tiny_profile: Path, by_threads: list[Entry]
) -> None:
    profile = with_settings(tiny_profile, tmp_path, runner="ray", workers=2, shard_size=2)
    assert entries(profile, tmp_path) == by_threads


@pytest.mark.parametrize("kind", ["dask", "ray"])
def test_a_runner_that_is_not_installed(kind: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, f"prefect_{kind}", None)
    with (
        pytest.raises(ModelError, match=rf"pip install 'polydigest\[{kind}\]'"),
        task_runner(kind, 2),
    ):
        pass


def test_a_scheduler_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    dask = pytest.importorskip("dask", reason="the extra dask is not installed")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(ModelError, match=r"no answer at tcp://127.0.0.1:9 .*runner_address"),
        task_runner("dask", 2, "tcp://127.0.0.1:9"),
    ):
        pass
