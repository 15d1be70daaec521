"""The server of a review: on loopback alone, for whoever has the token."""

from __future__ import annotations

import hmac
import json
import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import ValidationError

from base.errors import ExplainedError
from digests.review.desk import ConflictError, Desk, Request, ReviewError
from digests.review.page import (
    POLICY,
    contents_page,
    story_page,
    units_html,
    unwritten_words,
)

MAX_BODY = 64_000
"""Bytes of a request."""
_PATIENCE = 30
"""Seconds without a word after which a connection is closed."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # The address holds the token: nobody else is to see it.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_log = logging.getLogger(__name__)


class ReviewServer(ThreadingHTTPServer):
    """Serves one run on a loopback port; it ends with the process, or by ``shutdown``."""

    daemon_threads = True

    def __init__(self, desk: Desk, editor: str, port: int = 0) -> None:
        """Listen on a port, by default a free one; ``editor`` is the name that the page suggests.

        Raises:
            ReviewError: The port is taken, or may not be used.

        """
        self.desk = desk
        self.editor = editor
        self.token = secrets.token_urlsafe(32)
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise ReviewError(
                f"port {port}", f"cannot be used ({error.strerror})", "name another with --port"
            ) from error

    @property
    def url(self) -> str:
        """Address of the first page, with the token."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which a browser may ask: any other is a page that has us resolved."""
        return frozenset(f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost"))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log what went wrong with a connection; others go on."""
        _log.debug("a connection ended early", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    protocol_version = "HTTP/1.1"
    server_version = "polydigest"
    sys_version = ""
    timeout = _PATIENCE

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name it has
        """Log nothing: the address holds the token."""

    def do_GET(self) -> None:
        """Answer with the page of all stories, or of one."""
        if (place := self._place()) is None:
            return
        desk, editor = self.server.desk, self.server.editor
        desk.refresh()
        if not place:
            self._answer(HTTPStatus.OK, contents_page(desk, editor), "text/html")
        elif place.isascii() and place.isdigit() and 1 <= int(place[:9]) <= len(desk.entries):
            self._answer(HTTPStatus.OK, story_page(desk, editor, int(place)), "text/html")
        else:
            self._answer(HTTPStatus.NOT_FOUND, "no such page\n")

    def do_POST(self) -> None:
        """Keep a decision, or write the run anew; the answer is JSON."""
        place = self._place()
        if place is None:
            return
        host = self.headers.get("Host", "")
        origin = self.headers.get("Origin", f"http://{host}")
        site = self.headers.get("Sec-Fetch-Site", "same-origin")
        kind = self.headers.get_content_type()
        if origin != f"http://{host}" or site != "same-origin" or kind != "application/json":
            self._refuse()
            return
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length[:9]) > MAX_BODY:
            self.close_connection = True
            self._json(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "the request is too long"})
            return
        body = self.rfile.read(int(length))
        if place == "decide":
            self._decide(body)
        elif place == "write":
            self._write()
        else:
            self._json(HTTPStatus.NOT_FOUND, {"error": "no such page"})

    def _decide(self, body: bytes) -> None:
        desk = self.server.desk
        number = None
        status, said = HTTPStatus.OK, {}
        try:
            request = Request.model_validate_json(body)
            number = desk.place(request.sentence)
            desk.decide(request)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the request"
            status, said = HTTPStatus.BAD_REQUEST, {"error": f"{where}: {first['msg']}"}
        except ConflictError as error:
            status, said = HTTPStatus.CONFLICT, {"error": str(error)}
        except ReviewError as error:
            status, said = HTTPStatus.BAD_REQUEST, {"error": str(error)}
        except ExplainedError as error:
            status, said = HTTPStatus.INTERNAL_SERVER_ERROR, {"error": str(error)}
        if number is not None:
            said["html"] = units_html(desk, number + 1)
        self._json(status, {**said, "unwritten": unwritten_words(desk)})

    def _write(self) -> None:
        desk = self.server.desk
        try:
            files = desk.write()
        except ExplainedError as error:
            self._json(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": str(error)})
        else:
            self._json(HTTPStatus.OK, {"files": files, "unwritten": unwritten_words(desk)})

    def _place(self) -> str | None:
        """Return what is asked for behind the token; refuse who has none, or another host."""
        token, _, place = self.path.partition("?")[0].removeprefix("/").partition("/")
        known = hmac.compare_digest(token.encode(), self.server.token.encode())
        if known and self.headers.get("Host") in self.server.hosts:
            return place
        self._refuse()
        return None

    def _refuse(self) -> None:
        self.close_connection = True  # what is left of the request is not read
        self._answer(
            HTTPStatus.FORBIDDEN, "Open the address that polydigest review printed, as it is.\n"
        )

    def _json(self, status: HTTPStatus, value: Mapping[str, object]) -> None:
        self._answer(status, json.dumps(value, ensure_ascii=False), "application/json")

    def _answer(self, status: HTTPStatus, text: str, kind: str = "text/plain") -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
