"""Pages in a real headless Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@dataclass(frozen=True)
class Visit:
    """A page that is open, and what happened in it so far."""

    page: Page
    requests: list[str] = field(default_factory=list)
    """Addresses asked for, the page's own first."""
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the console, and exceptions that nobody caught."""


@contextmanager
def visit(browser: Browser, address: str, **context: Any) -> Iterator[Visit]:
    """Open an address in a context of its own (viewport, locale, JavaScript or not, …)."""
    opened = browser.new_context(**context)
    try:
        made = Visit(opened.new_page())
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on(
            "console",
            lambda said: (
                made.complaints.append(said.text) if said.type in {"error", "warning"} else None
            ),
        )
        made.page.goto(address)
        yield made
    finally:
        opened.close()
