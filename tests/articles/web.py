"""A small web on loopback: any host name leads to it, each with pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from articles.fetch.fetcher import Fetcher
from articles.fetch.memory import Memory
from articles.fetch.settings import Access, FetchSettings

HERE = Access(allow_private=True)
QUICK = FetchSettings(
    delay=0.0, pause=0.01, longest_pause=0.5, backoff=0.01, contact=None, shared_turns=False
)
HASTY = replace(QUICK, timeout=0.3, total=0.8)
"""For hosts that do not come to an end."""


@dataclass(frozen=True)
class Page:
    """An answer."""

    body: bytes | str = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    host: str
    path: str
    headers: dict[str, str]


Answer = Page | Callable[[BaseHTTPRequestHandler], Page | None]
"""A page, or what makes one; None where it has written its answer itself."""


class Web:
    """Answers by ``host/path``: what is not known is a 404."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.asked: list[Asked] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host = (self.headers["Host"] or "").partition(":")[0]
                web.asked.append(
                    Asked(host, self.path, {k.lower(): v for k, v in self.headers.items()})
                )
                answer = web.answers.get(f"{host}{self.path}", Page("nothing here", status=404))
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
                page = answer if isinstance(answer, Page) else answer(self)
                if page is None:
                    self.close_connection = True
                    return
                body = page.body.encode() if isinstance(page.body, str) else page.body
                self.send_response(page.status)
                if page.media_type:
                    self.send_header("Content-Type", page.media_type)
                self.send_header("Content-Length", str(len(body)))
                for name, value in page.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, *_: Any) -> None:
                """A client that hangs up is what many tests are about."""

        self._server = Server(("", 0), Handler)
        self.port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def put(self, where: str, *answers: Answer) -> str:
        """Answer at ``host/path`` with a page, or several in turn; returns the URL."""
        self.answers[where] = list(answers)
        return self.url(where)

    def url(self, where: str) -> str:
        host, _, path = where.partition("/")
        return f"http://{host}:{self.port}/{path}"

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked.path == path for asked in self.asked)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Say that every host is here."""
        return ["127.0.0.1"]

    def fetcher(self, settings: FetchSettings = QUICK, memory: Memory | None = None) -> Fetcher:
        return Fetcher(settings, memory, self.resolve)


def story_page(title: str, paragraphs: Sequence[str], head: str = "") -> str:
    """Write a page with a story."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def save(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
