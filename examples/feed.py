"""Serve a feed of example articles on loopback and ingest it, without any network.

``python -m examples.feed`` runs the commands that an editor would run on real feeds.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from articles.sources.source import Source

ARTICLES = Path(__file__).parent / "articles"
OUT = Path("outputs/feed-demo")
PAGES = (
    ("perseverance-landing.html", "The rover lands on Mars"),
    ("morocco-earthquake.html", "Earthquake in Morocco"),
)
"""Items with a teaser, whose pages are followed."""
FULL_TEXT = "ever-given-freed.txt"
"""An item that has its whole text in the feed: its first line is the title."""


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/feed.xml":
            super().do_GET()
            return
        feed = make_feed().encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(feed)))
        self.end_headers()
        self.wfile.write(feed)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the commands do."""


def make_feed() -> str:
    """Write the feed as RSS 2.0; its links are relative, as feeds' links may be."""
    items = [
        f"<item><title>{escape(title)}</title><link>/{name}</link>"
        "<description>Read more</description></item>"
        for name, title in PAGES
    ]
    title, _, text = (ARTICLES / FULL_TEXT).read_text(encoding="utf-8").partition("\n")
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())
    items.append(
        f"<item><title>{escape(title)}</title><link>/{FULL_TEXT}</link>"
        f"<description>{escape(paragraphs)}</description></item>"
    )
    return f'<rss version="2.0"><channel><title>Examples</title>{"".join(items)}</channel></rss>'


@contextmanager
def serving() -> Iterator[Source]:
    """Serve the feed within the context; yields it as a source."""
    handler = partial(_Handler, directory=str(ARTICLES))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        try:
            url = f"http://127.0.0.1:{server.server_address[1]}/feed.xml"
            # On this machine nobody minds a request without a pause.
            yield Source(location=url, publisher="Examples", allow_private=True, delay=0)
        finally:
            server.shutdown()


def main() -> int:
    """Check the feed, ingest it twice, and say how to go on; returns the exit code."""
    OUT.mkdir(parents=True, exist_ok=True)
    listed, archive = OUT / "sources.yaml", OUT / "articles"
    with serving() as source:
        settings = source.model_dump_json(
            include={"location", "publisher", "allow_private", "delay"}
        )
        listed.write_text(f"- {settings}\n", encoding="utf-8")
        for command in (
            ["sources", "check", str(listed)],
            ["ingest", str(listed), "--archive", str(archive)],
            ["ingest", str(listed), "--archive", str(archive)],
        ):
            sys.stdout.write(f"\n$ polydigest {' '.join(command)}\n")
            sys.stdout.flush()
            if code := subprocess.run(
                [sys.executable, "-m", "flows.cli", *command], check=False
            ).returncode:
                return code
    sys.stdout.write(
        "\nThe second run found nothing new. Digest what the first has kept with\n"
        f"  polydigest run {archive} --targets zh,ru\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
