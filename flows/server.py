"""The Prefect server that the settings name, if they name one, and how it fails."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from prefect.settings import get_current_settings

from base.errors import ExplainedError

TIMEOUT = 10.0
"""Seconds until a server counts as unreachable."""

_UNKNOWN = "it does not know who asks (401)"
_WHY = {
    HTTPStatus.UNAUTHORIZED: _UNKNOWN,
    HTTPStatus.FORBIDDEN: "it does not let this user do that (403)",
    HTTPStatus.NOT_FOUND: "it does not know this run (404): somebody deleted it",
    HTTPStatus.CONFLICT: "it has other data than this run (409): somebody deleted or changed it",
}
_LOGGERS = ("engine", "flow_runs", "task_runs", "task_engine", "flow_engine")
_REMEDY = "what is finished is kept: run the same command to go on"


class ServerError(ExplainedError):
    """A Prefect server that failed a run: names it, the reason and the remedy."""


def server_url() -> str | None:
    """Return the URL of the server's API; None where each run starts a temporary one."""
    return get_current_settings().api.url


def unanswered(url: str) -> str | None:
    """Return why nobody answers us at ``url``, or None where a server does."""
    parts = urlsplit(url)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    who = _credentials(url)
    if (reason := _fault_of(f"{plain}/health", who)) not in (None, _UNKNOWN):
        return reason
    # Whoever asks, this takes a server that has just started a while: that is none of its faults.
    if _fault_of(f"{plain}/admin/version", who) == _UNKNOWN:
        return "it wants to know who asks: set PREFECT_API_AUTH_STRING or PREFECT_API_KEY"
    return None


def _fault_of(url: str, headers: dict[str, str]) -> str | None:
    try:
        with urlopen(Request(url, headers=headers), timeout=TIMEOUT):
            return None
    except HTTPError as error:  # an answer, of a server that may have other paths
        return _UNKNOWN if error.code == HTTPStatus.UNAUTHORIZED else None
    except (OSError, HTTPException, ValueError) as error:
        return str(getattr(error, "reason", error))


def _credentials(url: str) -> dict[str, str]:
    """Return the header by which Prefect's client says who asks."""
    api, parts = get_current_settings().api, urlsplit(url)
    if api.auth_string:
        basic = api.auth_string.get_secret_value()
    elif api.key:
        return {"Authorization": f"Bearer {api.key.get_secret_value()}"}
    elif parts.username:
        basic = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    else:
        return {}
    return {"Authorization": f"Basic {b64encode(basic.encode()).decode()}"}


@contextmanager
def server_explained() -> Iterator[None]:
    """Explain what Prefect's client raises within the context where its server fails.

    Prefect would log each such error at length as well: those stay untold.

    Raises:
        ServerError: The server is gone, or refuses what the run asks.

    """
    loggers = [logging.getLogger(f"prefect.{name}") for name in _LOGGERS]

    def tells_something_else(record: logging.LogRecord) -> bool:
        cause = getattr(record, "cause", None)  # as `flows.logs` makes records
        return not (cause and _fault(cause))

    for logger in loggers:
        logger.addFilter(tells_something_else)  # a function of this context: others are within
    try:
        yield
    except Exception as error:
        if reason := _fault(error):
            thing = f"Prefect server {server_url() or 'of this run'}"
            raise ServerError(thing, reason, _REMEDY) from error
        raise
    finally:
        for logger in loggers:
            logger.removeFilter(tells_something_else)


def _fault(error: BaseException) -> str | None:
    """Say what Prefect's server did, or None where an error is not of its making."""
    from httpx import HTTPStatusError, TransportError
    from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound

    if isinstance(error, TransportError):
        return f"answers no more ({error})"
    if isinstance(error, HTTPStatusError):  # its text quotes the answer, which may be anything
        status = error.response.status_code
        return next((why for code, why in _WHY.items() if code == status), f"it answers {status}")
    if isinstance(error, ObjectNotFound):
        return _WHY[HTTPStatus.NOT_FOUND]
    return _WHY[HTTPStatus.CONFLICT] if isinstance(error, ObjectAlreadyExists) else None
