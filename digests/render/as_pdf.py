"""The digest as PDF: the page as a browser prints it, where a Chromium is installed.

The browser gets the page as a file, asks nobody else for anything, and is given a limited time.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import Field

from base.records import Frozen
from digests.digest import DigestHead
from digests.render import as_html
from digests.render.formats import File, FormatError
from digests.render.view import DigestView, StoryView

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Programs that can print a page, the first that is installed is taken."""

_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    # A page needs no network: whatever host it names is nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)")


class Settings(Frozen):
    """Settings of the format ``pdf``."""

    sandbox: bool = Field(
        True, description="Of the browser; a container, or root, may have to do without"
    )
    timeout: float = Field(300, gt=0, description="Seconds that the browser may take")


def files(head: DigestHead, settings: Settings) -> dict[str, File]:
    """Return the one file of the format.

    Raises:
        FormatError: No browser is installed.

    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise FormatError(
            "format pdf",
            f"no browser is installed ({', '.join(BROWSERS)})",
            "install Chromium, as by apt install chromium, or print digest.html yourself",
        )
    page = as_html.files(head, as_html.Settings())["digest.html"]
    return {"digest.pdf": File(partial(_story, page), partial(_print, page, browser, settings))}


def _story(html: File, story: StoryView) -> str:
    # A browser makes whole addresses of links to what lies beside the page that it prints.
    return html.render_story(replace(story, histories=frozenset()))


def _print(
    html: File, browser: str, settings: Settings, page: DigestView, stories: Iterable[str]
) -> Iterator[bytes]:
    with TemporaryDirectory(prefix="polydigest-") as name:
        folder = Path(name)
        with (folder / "digest.html").open("wb") as file:
            for piece in html.render_page(page, stories):
                file.write(piece.encode() if isinstance(piece, str) else piece)
        made = folder / "digest.pdf"
        command = [
            browser,
            *_OPTIONS,
            *([] if settings.sandbox else ["--no-sandbox"]),
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={made}",
            (folder / "digest.html").as_uri(),
        ]
        try:
            done = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=settings.timeout,
            )
        except subprocess.TimeoutExpired as error:
            raise FormatError(
                "format pdf",
                f"{browser} took more than {settings.timeout:g} s",
                "raise the setting timeout, or digest fewer stories",
            ) from error
        if not made.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            reason = said[-1] if said else f"it ended with {done.returncode}"
            raise FormatError(
                "format pdf",
                f"{browser} printed nothing: {reason[:300]}",
                "in a container or as root set `pdf: {sandbox: false}`",
            )
        stamp = f"D:{page.head.created.astimezone(UTC):%Y%m%d%H%M%S}+00'00'".encode()
        # The same digest gives the same bytes, whenever it is printed.
        yield _DATE.sub(lambda found: b"/%s (%s)" % (found[1], stamp), made.read_bytes())
