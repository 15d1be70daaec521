"""Endpoints on the loopback: a real server of llama.cpp, and one with faults."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_SERVE = """
import sys
import xllamacpp

parameters = xllamacpp.CommonParams()
parameters.model.path, parameters.model_alias = sys.argv[1], {"tiny"}
parameters.n_ctx, parameters.n_parallel, parameters.port = 4096, 2, 0
parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
parameters.warmup, parameters.verbosity = False, 0
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@contextmanager
def llama_server(gguf: Path) -> Iterator[str]:
    """Serve a GGUF file as the model `tiny` in a process of its own; give its base URL."""
    command = [sys.executable, "-c", _SERVE, str(gguf)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            yield f"{process.stdout.readline().strip()}/v1"
        finally:
            process.kill()


def completion(content: str | None, **changes: Any) -> bytes:
    """Return an answer as a server gives it."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}}
    answer = {"choices": [{**choice, "finish_reason": changes.pop("finish_reason", "stop")}]}
    answer["usage"] = {"prompt_tokens": 100, "completion_tokens": 20}  # type: ignore[assignment]
    return json.dumps({**answer, **changes}).encode()


@dataclass(frozen=True)
class Reply:
    """What a faulty server does with one request."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    """Break off in mid-answer."""
    until: threading.Event | None = None
    """Answer only then."""


class Faulty:
    """Answers requests for a completion one after another as it is told; notes them."""

    def __init__(self, replies: Sequence[Reply] | Callable[[dict[str, Any]], Reply]) -> None:
        self._replies = replies if callable(replies) else iter(replies)
        self._lock = threading.Lock()
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.url = ""

    def reply(self, body: dict[str, Any], key: str | None) -> Reply:
        with self._lock:
            self.asked.append(body)
            self.keys.append(key)
            return self._replies(body) if callable(self._replies) else next(self._replies)


@contextmanager
def faulty(
    replies: Sequence[Reply] | Callable[[dict[str, Any]], Reply],
    models: Reply = Reply(b'{"data": [{"id": "tiny", "created": 1, "max_model_len": 2048}]}'),
) -> Iterator[Faulty]:
    """Serve on the loopback, with faults."""
    server = Faulty(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._give(models)

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            self._give(server.reply(body, self.headers.get("Authorization")))

        def _give(self, reply: Reply) -> None:
            if reply.until:
                reply.until.wait(60)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) // 2] if reply.cut else reply.body)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # who was asked hung up

    with Server(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        server.url = f"http://127.0.0.1:{http.server_port}/v1"
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
