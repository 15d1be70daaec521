"""The Prefect server that the settings name, if they name one."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import urlopen

from prefect.settings import get_current_settings

TIMEOUT = 10.0
"""Seconds until a server counts as unreachable."""


def server_url() -> str | None:
    """Return the URL of the server's API; None where each run starts a temporary one."""
    return get_current_settings().api.url


def unanswered(url: str) -> str | None:
    """Return why nobody answers at ``url``, or None where a server does."""
    try:
        with urlopen(f"{url}/health", timeout=TIMEOUT):
            return None
    except HTTPError:
        return None  # an answer: of a server that wants to know who asks
    except (OSError, HTTPException, ValueError) as error:
        return str(getattr(error, "reason", error))
