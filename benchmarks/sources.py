"""Feeds as others test them, and ingestion from a local server: 1,000 articles, reruns, many hosts.

Needs the source distribution of feedparser, unpacked anywhere; nothing of it is copied:

    pip download --no-deps --no-binary :all: feedparser==6.0.14 && tar xzf feedparser-*.tar.gz
    python -m benchmarks.sources feeds feedparser-6.0.14/tests
    python -m benchmarks.sources ingest
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from lxml import html

from articles.article import ArticleError
from articles.extract.characters import one_line
from articles.sources.feeds import parse_feed
from articles.sources.listing import Listed
from articles.sources.source import moment

_EXPECT = re.compile(r"Expect:\s*(.*?)\s*-->", re.S)
_HEADER = re.compile(r"Header:\s*([\w-]+):\s*(.*)")
_STATED = re.compile(
    r"entries\[(\d)\]\['(title|link|id|guid|published_parsed|updated_parsed)'\]\s*==\s*"
    r"(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|\([\d, ]+\))"
)


def feeds(folder: Path) -> None:
    """Parse all feeds that feedparser tests itself with, and compare what they expect."""
    counts: Counter[str] = Counter()
    for kind in ("wellformed", "illformed"):
        for path in sorted((folder / kind).rglob("*.xml")):
            counts[f"{kind} feeds"] += 1
            data = path.read_bytes()
            text = data.decode("utf-8", "replace")
            try:
                items = parse_feed(data, *_served(text))
            except ArticleError as error:
                counts[f"{kind} named as unreadable"] += 1
                items = []
                if _STATED.search(text):
                    print("unreadable", path.relative_to(folder), error.reason)
            expected = _EXPECT.search(text)
            for number, field, literal in _STATED.findall(expected[1] if expected else ""):
                name = {"guid": "id"}.get(field, field.removesuffix("_parsed"))
                is_equal = _is_equal(items, int(number), name, ast.literal_eval(literal))
                counts[f"{name} stated"] += 1
                counts[f"{name} equal"] += is_equal
                if not is_equal:
                    found = getattr(items[int(number)], _FIELDS[name]) if items else None
                    print("differs", path.relative_to(folder), name, literal, "found", repr(found))
    for what, count in sorted(counts.items()):
        print(f"{count:6} {what}")


_FIELDS = {
    "title": "title",
    "link": "url",
    "id": "id",
    "published": "published",
    "updated": "updated",
}


def _served(text: str) -> tuple[str, str]:
    """Return the URL and the media type that a test states of its feed."""
    headers = {name.lower(): value.strip() for name, value in _HEADER.findall(text[:1_000])}
    return (
        headers.get("content-location", "http://127.0.0.1:8097/feed"),
        headers.get("content-type", "application/xml"),
    )


def _is_equal(items: list[Listed], number: int, name: str, expected: Any) -> bool:
    if len(items) <= number:
        return False
    found = getattr(items[number], _FIELDS[name])
    if name == "title":
        # Ours is text, theirs may be HTML.
        tree = html.fragment_fromstring(expected or " ", create_parent=True)
        return (found or "") in {one_line(tree.text_content()), one_line(expected)}
    if name in {"published", "updated"}:
        year, month, day, hour, minute, second = expected[:6]
        return moment(found) == datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return bool(found == expected)


# Ingestion


SENTENCES = (
    "Council {0} said on Monday that its new ferry terminal {1} will open in April.",
    "Work was delayed by storms in November, which damaged a crane and flooded part of the site.",
    "The terminal will cost {1} million euros and is expected to handle 1.2 million passengers.",
    "The mayor of town {0} called the delay a disappointment for every commuter.",
)


def _page(host: str, number: int) -> str:
    paragraphs = "".join(
        f"<p>{' '.join(SENTENCES).format(host, number * 10 + part)}</p>" for part in range(5)
    )
    links = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(40))
    return (
        f"<html><head><title>Ferry {number} of {host}</title></head>"
        f"<body><nav><ul>{links}</ul></nav>"
        f"<article><h1>Ferry {number} of {host}</h1>{paragraphs}</article></body></html>"
    )


class _Site(BaseHTTPRequestHandler):
    """Any host: a feed of so many teasers at ``/feed/COUNT``, and their pages."""

    protocol_version = "HTTP/1.1"
    latency = 0.0

    def do_GET(self) -> None:
        time.sleep(self.latency)
        host, path = self.headers["Host"], self.path.strip("/")
        kind, tag = "text/html; charset=utf-8", f'"{path}"'
        if self.headers["If-None-Match"] == tag:
            self.send_response(304)
            self.end_headers()
            return
        if path.startswith("feed/"):
            items = "".join(
                f"<item><title>Ferry {n}</title><link>/{n}</link></item>"
                for n in range(int(path.removeprefix("feed/")))
            )
            kind, body = "application/rss+xml", f"<rss><channel>{items}</channel></rss>"
        elif path.isdecimal():
            body = _page(host.partition(":")[0], int(path))
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    request_queue_size = 1_024
    daemon_threads = True


def serve(latency: float, port: Connection) -> None:
    """Serve the site on any port, which is sent; each answer takes so many seconds."""
    _Site.latency = latency
    server = _Server(("", 0), _Site)
    port.send(server.server_address[1])
    server.serve_forever()


def ingest() -> None:
    """Measure the command, and in it the flow: the rest is the start of Python and Prefect."""
    for name, hosts, items, delay, latency, runs in (
        ("1,000 articles of 10 hosts", 10, 100, 0.0, 0.0, 1),
        ("100 sources of 10 articles, twice", 100, 10, 0.0, 0.0, 2),
        ("500 sources of 2 articles, 1 s apart", 500, 2, 1.0, 0.1, 1),
    ):
        receiver, sender = get_context("spawn").Pipe(duplex=False)
        server = get_context("spawn").Process(target=serve, args=(latency, sender), daemon=True)
        server.start()
        port = receiver.recv()
        folder = Path(tempfile.mkdtemp(prefix="polydigest-"))
        try:
            listed = [
                {
                    "location": f"http://127.0.{n // 250 + 1}.{n % 250 + 1}:{port}/feed/{items}",
                    "allow_private": True,
                    "delay": delay,
                    "freshness": "0m",
                }
                for n in range(hosts)
            ]
            path = folder / "sources.yaml"
            path.write_text(json.dumps(listed), encoding="utf-8")
            for run in range(1, runs + 1):
                _measure(f"{name}, run {run}", path, folder / "articles")
        finally:
            server.terminate()
            shutil.rmtree(folder)


def _measure(name: str, sources: Path, archive: Path) -> None:
    command = [sys.executable, "-m", "flows.cli", "ingest", str(sources), "--archive", str(archive)]
    log = sources.with_suffix(".log")
    started = time.monotonic()
    pid = os.posix_spawn(
        sys.executable,
        command,
        dict(os.environ),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 2, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        ],
    )
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - started
    print(
        f"{name}: exit code {os.waitstatus_to_exitcode(status)}, {wall:.1f} s,"
        f" {_flow_seconds(log):.1f} s of them in the flow,"
        f" {usage.ru_utime + usage.ru_stime:.1f} s of them at work,"
        f" {usage.ru_maxrss // 1024} MB at most, {len(list(archive.glob('2*/*.json')))} articles",
        flush=True,
    )


def _flow_seconds(log: Path) -> float:
    """Return the time between the first and the last line of a log."""
    clocks = re.findall(r"^(\d\d):(\d\d):(\d\d\.\d+) \|", log.read_text("utf-8"), re.M)
    first, last = (
        int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        for hours, minutes, seconds in (clocks[0], clocks[-1])
    )
    return last - first


if __name__ == "__main__":
    if sys.argv[1:2] == ["feeds"] and len(sys.argv) == 3:
        feeds(Path(sys.argv[2]))
    elif sys.argv[1:] == ["ingest"]:
        ingest()
    else:
        sys.exit(__doc__)
