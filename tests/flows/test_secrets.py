"""Passwords: where a run could leave one, and that it does not."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from prefect.blocks.system import Secret
from prefect.settings import get_current_settings
from sqlalchemy import make_url

from digests.delivery.deliver import deliver
from digests.delivery.secrets import no_blocks
from digests.delivery.settings import Delivery
from digests.delivery.webhook import SIGNATURE, TIMESTAMP, signature
from digests.run_folder import write_run
from flows.blocks import read_block
from flows.digest import digest as digest_flow
from tests.conftest import with_settings
from tests.digests.samples import canal, digest, laid_out, report
from tests.digests.test_delivery import receiver
from tests.flows.conftest import EXAMPLES
from tests.flows.processes import Run

PASSWORD = "correct-horse-battery"
HARBOUR = EXAMPLES / "ever-given-harbour-courier.md"


@pytest.fixture(scope="module")
def guarded(postgresql: str) -> str:
    """Let a user in with a password only; returns the URL without it."""
    rules = ["host all reader 127.0.0.1/32 scram-sha-256", "host all all 127.0.0.1/32 trust"]
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute(f"CREATE ROLE reader LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
        (file,) = server.execute("SHOW hba_file").fetchone() or ("",)
        lines = ", ".join(f"'{rule}'" for rule in rules)
        server.execute(f"COPY (SELECT unnest(ARRAY[{lines}])) TO '{file}'".encode())
        server.execute("SELECT pg_reload_conf()")
    return postgresql.replace("tester@", "reader@")


def run(profile: Path, folder: Path, environment: dict[str, str]) -> Run:
    """Run with a Prefect of its own, whose database is in the folder as well."""
    mine = {
        **environment,
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_LOGGING_LEVEL": "DEBUG",
    }
    return Run(
        HARBOUR, "-p", profile, "-t", "ru", "-o", folder / "out",
        log=folder / "log", environment=mine,
    )  # fmt: skip


def holders(folder: Path) -> list[Path]:
    """Return the files that hold the password."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "prefect.db" for path in files)
    return [path for path in files if PASSWORD.encode() in path.read_bytes()]


@pytest.mark.parametrize("way", ["profile", "query", "environment"])
def test_a_password_is_in_no_file_log_or_parameter(
    way: str, tmp_path: Path, tiny_profile: Path, guarded: str, environment: dict[str, str]
) -> None:
    given = {
        "profile": guarded.replace("reader@", f"reader:{PASSWORD}@"),
        "query": f"{guarded}?password={PASSWORD}",
        "environment": guarded,
    }
    (tmp_path / "profile").mkdir()
    (tmp_path / "run").mkdir()
    profile = with_settings(tiny_profile, tmp_path / "profile", store=given[way])
    mine = {**environment, "PGPASSWORD": PASSWORD} if way == "environment" else environment
    made = run(profile, tmp_path / "run", mine)
    assert made.end() == 0, made.log
    assert not list(made.folder.parent.glob("*.sqlite"))
    told = (made.folder / "run.json").read_text("utf-8")
    shown = guarded.replace("reader@", "reader:***@") if way == "profile" else guarded
    assert f'"store": "{shown}"' in told
    assert not holders(tmp_path / "run")


def test_a_missing_password_is_asked_for_at_once(
    tmp_path: Path, tiny_profile: Path, guarded: str, environment: dict[str, str]
) -> None:
    profile = with_settings(tiny_profile, tmp_path, store=guarded.replace("reader@", "reader:no@"))
    failed = run(profile, tmp_path, environment)
    assert failed.end() == 1
    assert "password" in failed.error
    assert "PGPASSWORD" in failed.error
    assert "AwaitingRetry" not in failed.log


@pytest.mark.usefixtures("prefect_server")
def test_a_block_holds_the_key_of_a_webhook(
    tmp_path: Path, tiny_profile: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    Secret(value=PASSWORD).save("hook-key", overwrite=True)
    with receiver(200) as (hook, url):
        deliver = {"webhook": {"url": url, "secret_block": "hook-key"}}
        profile = with_settings(tiny_profile, tmp_path, deliver=deliver)
        state = digest_flow(
            sources=[str(HARBOUR)],
            profile=str(profile),
            targets=["ru"],
            out=str(tmp_path / "out"),
            return_state=True,
        )
        assert state.is_completed(), state.message
        [(headers, body)] = hook.requests
    assert headers[SIGNATURE] == signature(PASSWORD, headers[TIMESTAMP], body)
    url_of_database = get_current_settings().server.database.connection_url
    assert url_of_database
    database = make_url(url_of_database.get_secret_value()).database
    assert database
    files = [*tmp_path.rglob("*"), *Path(database).parent.glob(f"{Path(database).name}*")]
    assert len(files) > 5
    assert not [f for f in files if f.is_file() and PASSWORD.encode() in f.read_bytes()]
    assert "webhook" not in (tmp_path / "out" / "latest" / "run.json").read_text("utf-8")
    assert PASSWORD not in caplog.text


@pytest.mark.usefixtures("prefect_server")
def test_a_block_that_is_not_there_is_named(tmp_path: Path) -> None:
    made = digest(canal())
    folder = write_run(tmp_path, laid_out(made), report(made))
    webhook = {"url": "http://127.0.0.1:9", "secret_block": "no-such-key"}
    for read, reason in (
        (read_block, "there is none on this server; make it"),
        (no_blocks, "nobody here can read Prefect's blocks"),
    ):
        [failure] = deliver(folder, Delivery.model_validate({"webhook": webhook}), read)
        assert "no-such-key" in str(failure)
        assert reason in str(failure)
