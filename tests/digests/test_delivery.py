"""Sending: real SMTP and HTTP servers on loopback."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from digests.delivery.deliver import deliver
from digests.delivery.settings import Delivery
from digests.run_folder import write_run
from tests.digests.samples import canal, digest, laid_out, report, rover
from tests.digests.test_mail import parsed

PASSWORD = "correct horse battery"
KEY = "a key that both know"


class Inbox:
    """Keeps what a server takes; refuses one recipient."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address.startswith("nobody@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: Any, session: Any, envelope: Envelope
    ) -> str:
        self.received.append(envelope)
        return "250 OK"


@contextmanager
def mail_server(**options: Any) -> Iterator[tuple[Inbox, int]]:
    inbox = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield inbox, port
    finally:
        controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for 127.0.0.1, its key in the same file."""
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 "
        f"-addext subjectAltName=IP:127.0.0.1 -keyout {path}.key -out {path}",
        shell=True,
        check=True,
        capture_output=True,
    )
    return path


@pytest.fixture
def tls(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Return a server's context, whose certificate this process trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, f"{certificate}.key")
    return context


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = digest(canal(), rover())
    return write_run(tmp_path / "out", laid_out(made), report(made))


def by_mail(port: int, **settings: Any) -> Delivery:
    mail = {"host": "127.0.0.1", "port": port, "tls": "none", "from": "Desk <desk@a.example>"}
    mail |= {"to": ["reader@b.example"], "timeout": 10, **settings}
    return Delivery.model_validate({"mail": mail, "base_url": "https://news.example"})


def authenticator(user: str, password: str, asked: list[bytes]) -> Callable[..., AuthResult]:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        asked.append(data.login)
        fine = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=fine, handled=False)

    return check


def failures(folder: Path, delivery: Delivery) -> str:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    said = "\n".join(map(str, deliver(folder, delivery)))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert PASSWORD not in said
    assert KEY not in said
    return said


def test_what_a_killed_delivery_left_is_removed(folder: Path) -> None:
    left = [folder.parent / name for name in (".index.html.1a.part", "search/.2026-11.js.1a.part")]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert not failures(folder, Delivery(index=True))
    assert not any(path.exists() for path in left)


def test_a_mail_per_language_reaches_its_reader(folder: Path) -> None:
    (folder.parent / "events").mkdir()
    (folder.parent / "events" / f"{canal().id}.html").touch()
    with mail_server() as (inbox, port):
        assert not failures(folder, by_mail(port, languages=["zh", "ru"]))
    chinese, russian = (parsed(bytes(envelope.content or b"")) for envelope in inbox.received)
    assert inbox.received[0].rcpt_tos == ["reader@b.example"]
    assert inbox.received[0].mail_from == "desk@a.example"
    assert chinese["Subject"].startswith("2021年3月30日新闻摘要：堵塞苏伊士运河")
    assert russian["Subject"].startswith("Обзор новостей, 30 марта 2021")
    assert chinese["Message-ID"] != russian["Message-ID"]
    body = chinese.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert f"https://news.example/{folder.name}/digest.html" in text
    assert "关注列表：Suez Canal" in text
    assert "  “The container ship Ever Given, which had blocked the Suez Canal" in text
    assert f"事件始末：https://news.example/events/{canal().id}.html" in text
    assert text.count("/events/") == 1, "the other story has no such page"


@pytest.mark.parametrize("kind", ["starttls", "implicit"])
def test_a_password_travels_encrypted(
    folder: Path, tls: ssl.SSLContext, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYDIGEST_SMTP_USER", "desk")
    monkeypatch.setenv("POLYDIGEST_SMTP_PASSWORD", PASSWORD)
    asked: list[bytes] = []
    options: dict[str, Any] = {"authenticator": authenticator("desk", PASSWORD, asked)}
    if kind == "starttls":
        options |= {"tls_context": tls, "require_starttls": True}
    else:
        options |= {"ssl_context": tls, "auth_require_tls": False}
    with mail_server(**options) as (inbox, port):
        assert not failures(folder, by_mail(port, tls=kind))
        assert asked == [b"desk"]
        assert len(inbox.received) == 3
        monkeypatch.setenv("POLYDIGEST_SMTP_PASSWORD", "wrong")
        said = failures(folder, by_mail(port, tls=kind))
    assert "refuses user and password (code 535)" in said
    assert "check POLYDIGEST_SMTP_USER and POLYDIGEST_SMTP_PASSWORD" in said
    assert "wrong" not in said


def test_a_server_without_starttls_gets_nothing(folder: Path) -> None:
    with mail_server() as (inbox, port):
        said = failures(folder, by_mail(port, tls="starttls"))
    assert f"mail server 127.0.0.1:{port}: it offers no STARTTLS; set tls: implicit" in said
    assert not inbox.received


def test_a_certificate_that_nobody_trusts_ends_it(
    folder: Path, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with mail_server(tls_context=tls) as (inbox, port):
        said = failures(folder, by_mail(port, tls="starttls"))
    assert "no safe connection (CERTIFICATE_VERIFY_FAILED)" in said
    assert not inbox.received


def test_a_password_is_never_sent_in_the_clear(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYDIGEST_SMTP_USER", "desk")
    with mail_server() as (inbox, port):
        assert "POLYDIGEST_SMTP_PASSWORD is not set" in failures(folder, by_mail(port))
        monkeypatch.setenv("POLYDIGEST_SMTP_PASSWORD", PASSWORD)
        assert "a password would travel unencrypted" in failures(folder, by_mail(port))
    assert not inbox.received


def test_a_server_that_is_down_costs_nothing_but_the_mail(folder: Path) -> None:
    with mail_server() as (_, port):
        pass
    assert f"mail server 127.0.0.1:{port}: no connection (" in failures(folder, by_mail(port))


def test_a_recipient_who_is_refused_is_named_and_the_others_are_served(folder: Path) -> None:
    to = ["nobody@b.example", "reader@b.example"]
    with mail_server() as (inbox, port):
        said = failures(folder, by_mail(port, to=to))
        assert "it refuses nobody@b.example; the other recipients were served" in said
        assert [envelope.rcpt_tos for envelope in inbox.received] == [["reader@b.example"]] * 3
        assert "it refuses nobody@b.example" in failures(folder, by_mail(port, to=to[:1]))


def test_a_language_that_the_digest_lacks_is_named(folder: Path) -> None:
    assert "the digest is not in de" in failures(folder, by_mail(1, languages=["de"]))


# Webhooks


class Receiver(BaseHTTPRequestHandler):
    answers: list[int]
    requests: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.requests.append((dict(self.headers), body))
        self.send_response(self.answers[min(len(self.requests), len(self.answers)) - 1])
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's name
        pass


@contextmanager
def receiver(*answers: int) -> Iterator[tuple[type[Receiver], str]]:
    handler = type("Handler", (Receiver,), {"answers": [*answers], "requests": []})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield handler, f"http://127.0.0.1:{server.server_port}/hook"
        server.shutdown()


def by_hook(url: str, **settings: Any) -> Delivery:
    return Delivery.model_validate({"webhook": {"url": url, "first_wait": 0, **settings}})


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYDIGEST_WEBHOOK_SECRET", KEY)


@pytest.mark.usefixtures("key")
def test_a_webhook_is_signed_and_says_what_there_is(folder: Path) -> None:
    with receiver(204) as (handler, url):
        assert not failures(folder, by_hook(url))
    ((headers, body),) = handler.requests
    signed = headers["X-Polydigest-Timestamp"].encode() + b"." + body
    expected = hmac.new(KEY.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Polydigest-Signature"] == f"sha256={expected}"
    told = json.loads(body)
    assert told["run"] == folder.name
    assert told["counts"]["entries"] == len(told["entries"]) == 2
    assert told["entries"][0]["headlines"]["zh"] == "堵塞苏伊士运河六天的货轮重新浮起"
    assert told["page"] is None


@pytest.mark.usefixtures("key")
@pytest.mark.parametrize(
    ("answers", "attempts", "said"),
    [
        ((503, 429, 200), 3, ""),
        ((500,), 4, "it answers 500; check the address"),
        ((404, 200), 1, "it answers 404"),
        ((302, 200), 1, "it answers 302"),
    ],
)
def test_what_may_pass_is_tried_again(
    folder: Path, answers: tuple[int, ...], attempts: int, said: str
) -> None:
    with receiver(*answers) as (handler, url):
        found = failures(folder, by_hook(url))
    assert said in found
    assert bool(said) == bool(found)
    assert len(handler.requests) == attempts
    assert len({headers["Idempotency-Key"] for headers, _ in handler.requests}) == 1


@pytest.mark.usefixtures("key")
def test_a_receiver_that_is_down_is_named(folder: Path) -> None:
    with receiver(200) as (_, url):
        pass
    host = url.removesuffix("/hook")  # the path may be a secret
    assert f"webhook {host}: no answer (ConnectError)" in failures(folder, by_hook(url, attempts=2))


def test_without_a_key_nothing_is_sent(folder: Path) -> None:
    with receiver(200) as (handler, url):
        assert "POLYDIGEST_WEBHOOK_SECRET is not set" in failures(folder, by_hook(url))
    assert not handler.requests


# All of it


def test_what_cannot_be_delivered_holds_nothing_else_up(folder: Path) -> None:
    with mail_server() as (_, down):
        pass
    with receiver(200) as (handler, url):
        delivery = by_mail(down).model_copy(
            update={"webhook": by_hook(url).webhook, "feeds": Delivery(feeds={}).feeds}
        )
        said = failures(folder, delivery)
    assert said.count("\n") == 1
    assert "no connection" in said
    assert "POLYDIGEST_WEBHOOK_SECRET is not set" in said
    assert (folder.parent / "feed.zh.atom").is_file()
    assert not handler.requests


def test_a_folder_without_its_digest_says_so(folder: Path) -> None:
    (folder / "digest.json").unlink()
    (failure,) = deliver(folder, by_mail(1))
    assert str(failure).startswith(f"{folder / 'digest.json'}: No such file")


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({"mail": {"host": "x"}}, "from"),
        ({"mail": {"host": "x", "from": "a", "to": ["b@c.example"]}}, "not a mail address"),
        ({"mail": {"host": "x", "password": "p"}}, "password"),
        ({"webhook": {"url": "ftp://x"}}, "https://host/path"),
        ({"webhook": {"url": "https://u:p@x"}}, "use the environment"),
        ({"feeds": {"entries": 0}}, "entries"),
        ({"base_url": "news.example"}, "https://host/path"),
    ],
)
def test_a_wrong_setting_is_named(block: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Delivery.model_validate(block)
