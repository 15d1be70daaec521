from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from base.database import default_url
from tests.articles.web import Web
from tests.browser import CHROMIUM

FLOWS = Path(__file__).resolve().parent / "flows"
# What is logged between flows that run in this process has no flow to be shown with.
os.environ.setdefault("PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW", "ignore")
POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, on one worker: flows share servers and wait for processes.

    The others' workers then have short tests to the end, and none waits for another.
    """
    items.sort(key=lambda item: ("embedded" not in item.keywords, FLOWS not in item.path.parents))


@pytest.fixture(autouse=True, scope="session")
def attentive() -> None:
    """Ignore no signal, as what a script does in the background would: processes inherit that."""
    for signum in (signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(signum) is signal.SIG_IGN:
            signal.signal(signum, signal.default_int_handler)


@pytest.fixture
def web() -> Iterator[Web]:
    """Serve a small web on loopback."""
    web = Web()
    yield web
    web.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 256 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("mounting a small disk takes root and the right to mount")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium; no wider scope, since no event loop can be run meanwhile."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a PostgreSQL server on a loopback port; yields its URL."""
    if not POSTGRESQL:
        pytest.skip("there is no PostgreSQL server in /usr/lib/postgresql")
    # The server refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="polydigest-"))
    shutil.chown(folder, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [str(POSTGRESQL[-1] / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(
            command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=120
        )

    try:
        run("initdb", "-U", "tester", "--auth=trust", "--no-sync", "--encoding=UTF8")
        options = f"-h 127.0.0.1 -p {port} -k {folder} -F"
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"
        run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the URL of a file that is not there yet."""
    return default_url(tmp_path).render_as_string()


@pytest.fixture
def postgresql_url(postgresql: str) -> str:
    """Return the URL of an empty PostgreSQL database."""
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgresql


@pytest.fixture(params=["sqlite_url", "postgresql_url"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database of each kind."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, str)
    return found


@pytest.fixture(scope="session")
def tiny_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a profile that needs no hub: extractive summaries, an untrained Marian model."""
    from benchmarks.tiny_models import make_marian  # takes seconds

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


def with_settings(profile: Path, folder: Path, **settings: Any) -> Path:
    """Write a copy of a profile with other settings into a folder."""
    changed = {**yaml.safe_load(profile.read_text("utf-8")), **settings}
    path = folder / "changed.yaml"
    path.write_text(yaml.safe_dump(changed), encoding="utf-8")
    return path
