"""Secrets: where runs could leave one, and that they do not."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg
import pytest
import yaml
from prefect.blocks.system import Secret

from base.database import StoreError
from digests.delivery.deliver import deliver
from digests.delivery.secrets import no_blocks
from digests.delivery.settings import Delivery
from digests.delivery.webhook import SIGNATURE, TIMESTAMP, signature
from digests.run_folder import write_run
from digests.store import Store
from flows.blocks import read_block
from flows.cli import common
from flows.digest import digest as digest_flow
from flows.ingest import ingest
from flows.temporary_server import SCRIPT, Door
from tests.articles.sources.samples import RSS, rss, story
from tests.articles.web import Page, Web, story_page
from tests.conftest import with_settings
from tests.digests.samples import canal, digest, laid_out, report
from tests.digests.test_delivery import receiver
from tests.flows.conftest import EXAMPLES
from tests.flows.processes import Run

Call = Callable[..., subprocess.CompletedProcess[str]]

PASSWORD = "correct horse/battery"
"""With characters that URLs write in another way."""
HARBOUR = EXAMPLES / "ever-given-harbour-courier.md"
NOBODY = "127.0.0.1:9"

CANARIES = {
    name: f"canary-{name}-7d/f31"
    for name in (
        "raw",
        "named",
        "closed",
        "moved",
        "userinfo",
        "basic",
        "cookie",
        "hook",
        "hook-key",
        "smtp-user",
        "smtp-password",
        "proxy",
        "hub",
        "prefect-key",
    )
} | {"store": PASSWORD}


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


def with_password(url: str, password: str) -> str:
    return url.replace("reader@", f"reader:{password}@")


@pytest.fixture
def secrets() -> dict[str, str]:
    """Return the environment of who keeps secrets where they belong, and elsewhere."""
    basic = b64encode(f"reader:{CANARIES['basic']}".encode()).decode()
    return {
        "NEWS_KEY": CANARIES["named"],
        "NEWS_BASIC": f"Basic {basic}",
        "NEWS_COOKIE": f"session={CANARIES['cookie']}; seen=1",
        "POLYDIGEST_SMTP_USER": CANARIES["smtp-user"],
        "POLYDIGEST_SMTP_PASSWORD": CANARIES["smtp-password"],
        "POLYDIGEST_WEBHOOK_SECRET": CANARIES["hook-key"],
        "https_proxy": f"http://reader:{quote(CANARIES['proxy'], safe='')}@{NOBODY}",
        "HF_TOKEN": CANARIES["hub"],
        "PREFECT_API_KEY": CANARIES["prefect-key"],
        "PREFECT_LOGGING_LEVEL": "DEBUG",
        "PREFECT_LOGGING_ROOT_LEVEL": "DEBUG",
    }


@pytest.fixture
def sources(web: Web, tmp_path: Path) -> Path:
    """List sources that have secrets in all places, and serve them to who sends these."""

    def page(number: int) -> Page:
        return Page(story_page(f"Ferry {number} is late", story(number)))

    def at(path: str, answer: Page) -> str:
        return web.put(f"127.0.0.1/{path}", answer)

    raw, named, closed, moved, userinfo = (
        quote(CANARIES[name], safe="") for name in ("raw", "named", "closed", "moved", "userinfo")
    )
    # A page that repeats the secret by which it was got.
    item = at(f"item?member={raw}", page(1))
    elsewhere = web.url(f"127.0.0.1/there?token={moved}")
    at(f"there?token={moved}", page(3))
    at(f"named?key={named}", page(2))
    listed: list[dict[str, Any]] = [
        {"location": at(f"feed?token={raw}", Page(rss(f"<link>{item}</link>"), RSS))},
        {"location": web.url("127.0.0.1/named?key=${NEWS_KEY}")},
        {"location": at(f"closed?api_key={closed}", Page(status=401))},
        {"location": at(f"here?token={moved}", Page(status=301, headers={"Location": elsewhere}))},
        {"location": web.url(f"reader:{userinfo}@127.0.0.1/member")},
        {"location": at("member", page(4)), "headers": {"Authorization": "NEWS_BASIC"}},
        {"location": at("cookie", page(5)), "headers": {"Cookie": "NEWS_COOKIE"}},
    ]
    for source in listed:
        source |= {"allow_private": True, "delay": 0, "freshness": "0m"}
    path = tmp_path / "given" / "sources.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(listed), encoding="utf-8")
    return path


def forms(secret: str) -> Iterator[bytes]:
    """Yield a secret as libraries may write it, in lower case."""
    for written in (secret, quote(secret), quote(secret, safe="")):
        yield written.encode()
    for whole in (secret, f"reader:{secret}", f":{secret}"):
        yield b64encode(whole.encode()).rstrip(b"=")


def leaks(*places: Path, texts: tuple[str, ...] = (), more: tuple[str, ...] = ()) -> list[str]:
    """Name the secrets that files, or Prefect's database, or texts hold, and where."""
    living = (p for p in psutil.Process().children() if p.status() != psutil.STATUS_ZOMBIE)
    (server,) = (p for p in living if str(SCRIPT) in p.cmdline())
    database = next(f.path for f in server.open_files() if f.path.endswith("prefect.db"))
    files = [*Path(database).parent.glob("*"), *(f for p in places for f in p.rglob("*"))]
    contents = {str(f): f.read_bytes().lower() for f in files if f.is_file()}
    contents |= {f"text {number}": text.lower().encode() for number, text in enumerate(texts)}
    assert len(contents) > 10
    return [
        f"{name} in {where}"
        for name, secret in [*CANARIES.items(), *((each, each) for each in more)]
        for form in forms(secret)
        for where, content in contents.items()
        if form.lower() in content
    ]


def test_a_run_leaves_no_secret_anywhere(
    tmp_path: Path,
    tiny_profile: Path,
    guarded: str,
    environment: dict[str, str],
    prefect_server: Door,
    secrets: dict[str, str],
    sources: Path,
    web: Web,
) -> None:
    hook = f"http://{NOBODY}/services/T0/B0/{CANARIES['hook']}"
    profile = with_settings(
        tiny_profile,
        sources.parent,
        store=with_password(guarded, quote(PASSWORD, safe="")),
        deliver={
            "webhook": {"url": hook, "attempts": 1},
            "mail": {"host": "127.0.0.1", "port": 9, "from": "a@b.example", "to": ["c@d.example"]},
        },
    )
    made = tmp_path / "made"
    made.mkdir()
    run = Run(
        *(sources, "-p", profile, "-t", "ru", "-o", made / "out"),
        log=made / "log",
        environment={
            **environment,
            **secrets,
            "POLYDIGEST_CACHE": str(made / "cache"),
            "PREFECT_HOME": str(made / "prefect"),
            "PREFECT_API_URL": prefect_server.url,
            "PREFECT_API_AUTH_STRING": prefect_server.credential,
        },
    )
    assert run.end() == 1
    assert f"mail server {NOBODY}" in run.error
    assert f"webhook http://{NOBODY}: no answer" in run.error
    told = (made / "out" / "latest" / "run.json").read_text("utf-8")
    assert f'"store": "{with_password(guarded, "***")}"' in told
    for shown in ("closed?api_key=***", "://***@127.0.0.1", "named?key=${NEWS_KEY}"):
        assert shown in told
    assert told.count('"digested"') == 5
    assert {a.headers.get("cookie") for a in web.asked} >= {secrets["NEWS_COOKIE"]}
    assert not leaks(made, more=(prefect_server.credential,))


def test_an_ingestion_leaves_no_secret_anywhere(
    tmp_path: Path,
    prefect_server: Door,
    secrets: dict[str, str],
    sources: Path,
    web: Web,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    caplog.set_level("DEBUG")
    archive = tmp_path / "made" / "articles"
    state = ingest([str(sources)], archive=str(archive), return_state=True)
    assert state.message == f"5 new articles kept in {archive}, 0 known, 2 failed"
    refused = ingest([f"https://news.example/?token={CANARIES['raw']}"], return_state=True)
    assert "give the secrets of URLs by name" in str(refused.message)
    shown = capfd.readouterr()
    texts = (caplog.text, shown.out, shown.err, str(state.message))
    # What a flow is asked to read is shown before the flow can say no.
    asked = [leak for leak in leaks(archive.parent, texts=texts) if not leak.startswith("raw ")]
    assert not asked


WAYS: dict[str, Callable[[str], str]] = {
    "in the URL": lambda url: with_password(url, quote(PASSWORD, safe="")),
    "in its query": lambda url: f"{url}?password={quote(PASSWORD, safe='')}",
    "the password by name": lambda url: with_password(url, "${NEWS_PASSWORD}"),
    "the URL by name": lambda _: "${NEWS_STORE}",
    "in a block": lambda url: with_password(url, "${block:news-password}"),
    "in PGPASSWORD": lambda url: url,
}


@pytest.mark.usefixtures("prefect_server")
@pytest.mark.parametrize("way", WAYS)
def test_the_password_of_a_store_is_found_where_it_is(
    way: str, guarded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_PASSWORD", PASSWORD)
    monkeypatch.setenv("NEWS_STORE", with_password(guarded, quote(PASSWORD, safe="")))
    if way == "in a block":
        Secret(value=PASSWORD).save("news-password", overwrite=True)
    if way == "in PGPASSWORD":
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with Store(WAYS[way](guarded)) as store:
        assert not store.has_decisions()
    with pytest.raises(StoreError, match="the environment has no NEWS_NOTHING"):
        Store(with_password(guarded, "${NEWS_NOTHING}"))


@pytest.mark.usefixtures("prefect_server")
def test_a_missing_password_is_asked_for_at_once(
    call: Call, tmp_path: Path, tiny_profile: Path, guarded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common, "starting", nullcontext)
    profile = with_settings(tiny_profile, tmp_path, store=with_password(guarded, "no"))
    failed = call("run", HARBOUR, "-p", profile, "-t", "ru", "-o", tmp_path)
    assert failed.returncode == 1
    assert "password" in failed.stderr
    assert "PGPASSWORD" in failed.stderr
    assert "AwaitingRetry" not in failed.stderr


@pytest.mark.usefixtures("prefect_server")
def test_a_block_holds_the_key_of_a_webhook(
    tmp_path: Path, tiny_profile: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    key = CANARIES["hook-key"]
    Secret(value=key).save("hook-key", overwrite=True)
    with receiver(200) as (hook, url):
        settings = {"webhook": {"url": url, "secret_block": "hook-key"}}
        (tmp_path / "given").mkdir()
        profile = with_settings(tiny_profile, tmp_path / "given", deliver=settings)
        state = digest_flow(
            sources=[str(HARBOUR)],
            profile=str(profile),
            targets=["ru"],
            out=str(tmp_path / "out"),
            return_state=True,
        )
        assert state.is_completed(), state.message
        [(headers, body)] = hook.requests
    assert headers[SIGNATURE] == signature(key, headers[TIMESTAMP], body)
    assert not [leak for leak in leaks(tmp_path, texts=(caplog.text,)) if "hook" in leak]
    assert "webhook" not in (tmp_path / "out" / "latest" / "run.json").read_text("utf-8")


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
