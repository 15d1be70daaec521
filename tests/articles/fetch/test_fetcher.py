from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from threading import Barrier

import brotli
import pytest
from backports import zstd

from articles.fetch.errors import FetchError, PassingFetchError, StoppedError
from articles.fetch.fetcher import Fetcher
from articles.fetch.settings import Access
from tests.articles.web import HASTY, HERE, QUICK, Page, Web

TEXT = b"The harbour opens in April. " * 50


def fetch_error(web: Web, url: str, fetcher: Fetcher | None = None) -> FetchError:
    with fetcher or web.fetcher() as opened, pytest.raises(FetchError) as caught:
        opened.fetch(url, HERE)
    assert caught.value.location == url
    assert caught.value.remedy
    return caught.value


def test_a_page_with_what_it_says_of_itself(web: Web) -> None:
    headers = {"X-Robots-Tag": "noai", "TDM-Reservation": "1"}
    url = web.put("a.example/story?x=1", Page(TEXT, "text/html; charset=iso-8859-1", 200, headers))
    settings = replace(QUICK, contact="https://desk.example/bot")
    with web.fetcher(settings) as fetcher:
        got = fetcher.fetch(url, HERE)
    assert got.body == TEXT
    assert got.media_type == "text/html; charset=iso-8859-1"
    assert (got.robots_tag, got.tdm_reservation, got.unchanged) == ("noai", "1", False)
    sent = web.asked[-1].headers
    assert sent["user-agent"].startswith("polydigest/")
    assert sent["user-agent"].endswith(" (+https://desk.example/bot)")


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress),
     ("zstd", zstd.compress), ("identity", bytes)],
)  # fmt: skip
def test_what_is_compressed_is_read_but_never_beyond_the_limit(
    web: Web, encoding: str, compress: Callable[[bytes], bytes]
) -> None:
    headers = {"Content-Encoding": encoding}
    url = web.put("a.example/a", Page(compress(TEXT), headers=headers))
    bomb = web.put("a.example/bomb", Page(compress(b"\0" * 20_000_000), headers=headers))
    with web.fetcher(QUICK) as fetcher:
        assert fetcher.fetch(url, HERE).body == TEXT
        with pytest.raises(FetchError, match="larger than 10,000,000 bytes"):
            fetcher.fetch(bomb, HERE)


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (b"no gzip at all", "gzip", "undecodable"),
        (gzip.compress(gzip.compress(TEXT)), "gzip, gzip", "compressed more than once"),
    ],
    ids=["not compressed", "compressed twice"],
)
def test_what_cannot_be_decompressed(web: Web, body: bytes, encoding: str, reason: str) -> None:
    url = web.put("a.example/a", Page(body, headers={"Content-Encoding": encoding}))
    assert reason in fetch_error(web, url).reason


def slow(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(1)  # until the client hangs up


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 100_000)


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.02)


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X: y\r\n")
        time.sleep(0.02)


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")


def no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")


@pytest.mark.parametrize(
    ("answer", "passing", "reason"),
    [
        (slow, True, "no whole answer"),
        (drip, True, "no whole answer"),
        (dripping_headers, True, "no whole answer"),
        (endless, False, "larger than"),
        (cut_short, True, "away"),
        (no_http, True, "away"),
    ],
)
def test_hosts_that_do_not_come_to_an_end(
    web: Web, answer: Callable[[BaseHTTPRequestHandler], None], passing: bool, reason: str
) -> None:
    url = web.put("a.example/a", answer)
    error = fetch_error(web, url, web.fetcher(HASTY))
    assert reason in error.reason
    assert error.passing is passing


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/a", "in a circle"),
        ("/b", "in a circle"),
        ("ftp://a.example/x", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@a.example/", "a user name in it"),
        ("http://a.example:99999/", "no URL"),
    ],
)
def test_redirects_that_lead_nowhere(web: Web, location: str, reason: str) -> None:
    url = web.put("a.example/a", Page(status=302, headers={"Location": location}))
    web.put("a.example/b", Page(status=301, headers={"Location": "/a"}))
    error = fetch_error(web, url)
    assert reason in error.reason
    assert "secret" not in str(error)


def test_redirects_have_an_end(web: Web) -> None:
    for number in range(9):
        web.put(f"a.example/{number}", Page(status=302, headers={"Location": f"/{number + 1}"}))
    assert "redirected more than 5 times" in fetch_error(web, web.url("a.example/0")).reason


def test_a_page_that_moved_for_good_says_where(web: Web) -> None:
    web.put("a.example/old", Page(status=301, headers={"Location": "/new"}))
    web.put("a.example/new", Page(status=302, headers={"Location": "/today"}))
    web.put("a.example/today", Page("news"))
    with web.fetcher() as fetcher:
        got = fetcher.fetch(web.url("a.example/old"), HERE)
    assert got.moved_to == web.url("a.example/new")
    assert got.final_url == web.url("a.example/today")


def test_cookies_and_credentials_stay_with_their_host(web: Web) -> None:
    other = web.put("b.example/b", Page("b"))
    cookie = {"Set-Cookie": "id=1; Domain=example"}
    first = web.put("a.example/a", Page(status=302, headers={"Location": other, **cookie}))
    access = Access(True, headers={"Authorization": "Bearer secret"}, headers_for=first)
    with web.fetcher() as fetcher:
        fetcher.fetch(first, access)
        fetcher.fetch(first, access)
    sent = {asked.host: asked.headers for asked in web.asked}
    assert sent["a.example"]["authorization"] == "Bearer secret"
    assert "authorization" not in sent["b.example"]
    assert not any("cookie" in asked.headers for asked in web.asked)
    assert "secret" not in repr(access)


# Busy hosts


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {}, 0.2),
        (503, {}, 0.2),
        (429, {"Retry-After": "1"}, 1.0),
        (500, {}, 0.0),
        (502, {}, 0.0),
    ],
)
def test_a_busy_host_is_asked_again_after_a_pause(
    web: Web, status: int, headers: dict[str, str], seconds: float
) -> None:
    url = web.put("a.example/a", Page(status=status, headers=headers), Page("well"))
    started = time.monotonic()
    with web.fetcher(replace(QUICK, pause=0.2, longest_pause=2)) as fetcher:
        assert fetcher.fetch(url, HERE).body == b"well"
    assert time.monotonic() - started >= seconds


@pytest.mark.parametrize("is_date", [False, True])
def test_a_host_that_wants_a_long_pause_gets_it(web: Web, is_date: bool) -> None:
    then = datetime.now(UTC) + timedelta(hours=1)
    after = format_datetime(then, usegmt=True) if is_date else "3600"
    url = web.put("a.example/a", Page(status=429, headers={"Retry-After": after}))
    other = web.put("a.example/b", Page("b"))
    with web.fetcher() as fetcher:
        for each in (url, other):
            with pytest.raises(PassingFetchError, match="left alone until") as caught:
                fetcher.fetch(each, HERE)
            left = (caught.value.not_before or datetime.min.replace(tzinfo=UTC)) - datetime.now(UTC)
            assert timedelta(minutes=50) < left < timedelta(minutes=61)
    assert web.count("/a") == 1
    assert web.count("/b") == 0


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 418, 599])
def test_what_is_refused_is_asked_for_once(web: Web, status: int) -> None:
    url = web.put("a.example/a", Page(status=status))
    assert f"answered {status}" in fetch_error(web, url).reason
    assert web.count("/a") == 1


def test_a_host_that_stays_ill_is_given_up(web: Web) -> None:
    url = web.put("a.example/a", Page(status=500))
    error = fetch_error(web, url)
    assert error.passing
    assert "500 Internal Server Error" in error.reason
    assert web.count("/a") == QUICK.attempts


def test_a_host_without_a_server_is_not_asked_for_every_page(web: Web) -> None:
    web.close()
    looked_up = []

    def resolve(host: str, port: int) -> Sequence[str]:
        looked_up.append(host)
        return ["127.0.0.1", "127.0.0.2"]

    with Fetcher(replace(QUICK, attempts=1, backoff=60), resolve=resolve) as fetcher:
        for page in ("a", "b", "c"):
            with pytest.raises(PassingFetchError, match=r"a\.example is away"):
                fetcher.fetch(web.url(f"a.example/{page}"), HERE)
    assert looked_up == ["a.example"]


@pytest.mark.parametrize(
    "url", ["", "a.example", "file:///etc/passwd", "ftp://a.example/", "http://"]
)
def test_what_is_no_url_of_the_web(web: Web, url: str) -> None:
    assert "http" in str(fetch_error(web, url))


def test_a_host_that_does_not_exist() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    with Fetcher(QUICK, resolve=resolve) as fetcher, pytest.raises(PassingFetchError) as caught:
        fetcher.fetch("https://no.example/feed")
    assert str(caught.value) == (
        "https://no.example/feed: no host no.example (Name or service not known); "
        "check the URL and the network"
    )


# Manners


def test_one_request_at_a_time_with_a_delay_between(web: Web) -> None:
    at_work, most, times = 0, 0, []

    def page(handler: BaseHTTPRequestHandler) -> Page:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        times.append(time.monotonic())
        time.sleep(0.01)
        at_work -= 1
        return Page("x")

    urls = [web.put(f"a.example/{number}", page) for number in range(4)]
    with (
        web.fetcher(replace(QUICK, delay=0.05)) as fetcher,
        ThreadPoolExecutor(4) as threads,
    ):
        list(threads.map(lambda url: fetcher.fetch(url, HERE), urls))
    assert most == 1
    assert all(later - sooner >= 0.05 for sooner, later in pairwise(times))


ASKING = """
import sys
from articles.fetch.fetcher import Fetcher
from articles.fetch.settings import Access, FetchSettings

with Fetcher(FetchSettings(delay=0.1), resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
    for url in sys.argv[1:]:
        fetcher.fetch(url, Access(allow_private=True))
"""


def test_processes_take_turns_with_a_host(web: Web, tmp_path: Path) -> None:
    at_work, most, times = 0, 0, []

    def page(handler: BaseHTTPRequestHandler) -> Page:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        times.append(time.monotonic())
        time.sleep(0.02)
        at_work -= 1
        return Page("x")

    urls = [web.put(f"a.example/{number}", page) for number in range(6)]
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", ASKING, *urls[some:]],
            env={**os.environ, "POLYDIGEST_CACHE": str(tmp_path)},
        )
        for some in (0, 3)
    ]
    assert [each.wait(60) for each in asking] == [0, 0]
    assert len(times) == 9
    assert most == 1
    assert all(later - sooner >= 0.1 for sooner, later in pairwise(times))


def test_another_process_keeps_a_pause_that_a_host_wants(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path))
    url = web.put("a.example/a", Page(status=429, headers={"Retry-After": "3600"}))
    settings = replace(QUICK, shared_turns=True)
    for _ in range(2):  # two fetchers share as little as two processes do
        with (
            web.fetcher(settings) as fetcher,
            pytest.raises(PassingFetchError, match="alone"),
        ):
            fetcher.fetch(url, HERE)
    assert web.count("/a") == 1


def test_turns_of_its_own_where_the_cache_cannot_be_written(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("POLYDIGEST_CACHE", str(tmp_path / "file"))
    url = web.put("a.example/a", Page("news"))
    with web.fetcher(replace(QUICK, shared_turns=True)) as fetcher:
        assert fetcher.fetch(url, HERE).body == b"news"


def test_hosts_do_not_wait_for_one_another(web: Web) -> None:
    together = Barrier(4)

    def page(handler: BaseHTTPRequestHandler) -> Page:
        together.wait(timeout=10)
        return Page("x")

    urls = [web.put(f"{name}.example/", page) for name in "abcd"]
    with (
        web.fetcher(QUICK) as fetcher,
        ThreadPoolExecutor(4) as threads,
    ):
        got = list(threads.map(lambda url: fetcher.fetch(url, HERE).body, urls))
    assert got == [b"x"] * 4


def test_who_waits_for_a_turn_can_be_stopped(web: Web) -> None:
    url = web.put("a.example/", Page("x"))
    with (
        web.fetcher(replace(QUICK, delay=600, longest_pause=900)) as fetcher,
        ThreadPoolExecutor(2) as threads,
    ):
        waiting = [threads.submit(fetcher.fetch, url, HERE) for _ in range(2)]
        fetcher.stop()
        for each in waiting:
            assert isinstance(each.exception(timeout=10), StoppedError)


# robots.txt


def test_robots_are_obeyed_at_every_hop(web: Web) -> None:
    rules = "User-agent: polydigest\nDisallow: /private/\nUser-agent: *\nDisallow: /"
    web.put("a.example/robots.txt", Page(rules, "text/plain"))
    web.put("a.example/private/a", Page("a"))
    web.put("a.example/open", Page("b"))
    there = web.url("a.example/private/a")
    hop = web.put("b.example/", Page(status=302, headers={"Location": there}))
    with web.fetcher() as fetcher:
        assert fetcher.fetch(web.url("a.example/open"), HERE).body == b"b"
        for url in (there, hop):
            with pytest.raises(FetchError, match="forbidden by robots"):
                fetcher.fetch(url, HERE)
    assert web.count("/robots.txt") == 2
    assert web.count("/private/a") == 0


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (Page(status=404), True),
        (Page(status=403), True),
        (Page(status=500), False),
        (Page(status=503), False),
        (slow, False),
        (Page(b"\xff\xfe\x00 binary", "image/png"), True),
        (Page(b"User-agent: *\nDisallow: /\n" + b"#" * 9_000_000, "text/plain"), False),
    ],
)
def test_robots_that_cannot_be_had(web: Web, answer: Page, allowed: bool) -> None:
    web.put("a.example/robots.txt", answer)
    url = web.put("a.example/a", Page("a"))
    with web.fetcher(replace(HASTY, total=10)) as fetcher:
        if allowed:
            assert fetcher.fetch(url, HERE).body == b"a"
        else:
            with pytest.raises(FetchError, match=r"robots\.txt"):
                fetcher.fetch(url, HERE)
            assert web.count("/a") == 0


def test_crawl_delay_is_kept(web: Web) -> None:
    web.put("a.example/robots.txt", Page("User-agent: *\nCrawl-delay: 0.3", "text/plain"))
    urls = [web.put(f"a.example/{number}", Page("x")) for number in range(2)]
    with web.fetcher() as fetcher:
        fetcher.fetch(urls[0], HERE)
        started = time.monotonic()
        fetcher.fetch(urls[1], HERE)
    assert time.monotonic() - started >= 0.29
