"""What a run shows of itself in Prefect's interface: progress, entries, the digest, its place."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

from httpx import TransportError
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from base.showing import number_of, shown
from digests.digest import Entry
from digests.report import RunReport

logger = logging.getLogger(__name__)

_ADDRESS = re.compile(r"https?://[\w.:/?&=%+-]+")
# What means something to the interface in running text, and at the start of a line.
_INLINE = re.compile(r"[\\`*_{}\[\]<>&|~$@#!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_BLOCK = re.compile(r"^(\d+(?=[.)])|(?=[+=-]))")

PAUSE = 5.0
"""Seconds between two movements of the bar: who looks at it needs no more."""
MAX_ROWS = 500
"""Rows of a table: the interface loads it whole."""
MAX_CELL = 500
"""Characters of a cell."""
MAX_CHARACTERS = 100_000
"""Of the digest as Markdown, for the same reason."""


class Artifacts:
    """What a run shows of itself, as far as the server answers.

    A server that does not, for whatever reason, costs no digest; and since Prefect's client waits
    for a minute before it gives up, one that went away is not asked again.
    """

    def __init__(self, shards: int) -> None:
        """Show a bar over the shards of a run."""
        self._shards = shards
        self._lost = False
        self._moved = monotonic()
        self._rows: list[dict[str, Any]] = []
        self._watched: list[dict[str, Any]] = []
        self._bar = self._show(
            create_progress_artifact, 0.0, key="digest-progress", description=self._words(0)
        )

    def update(self, done: int) -> None:
        """Show that so many shards are done, unless the bar has just moved; the end always."""
        now = monotonic()
        if self._bar and (done == self._shards or now - self._moved > PAUSE):
            self._moved = now
            share = 100 * done / self._shards
            self._show(update_progress_artifact, self._bar, share, description=self._words(done))

    def add(self, entry: Entry) -> None:
        """Take an entry into the table."""
        if len(self._rows) < MAX_ROWS:
            self._rows.append(_row_of(entry))
        if len(self._watched) < MAX_ROWS:
            self._watched += _watched_rows(entry)

    def show_digest(self, folder: Path, report: RunReport) -> None:
        """Show the entries, the digest itself, where it is, and what failed."""
        counts = report.counts
        entries = number_of(counts.entries, "entry", "entries")
        failed = f"{counts.failed} of {number_of(counts.read, 'article')} failed"
        self._show(
            create_table_artifact,
            table(self._rows),
            key="digest-entries",
            description=f"{len(self._rows)} of {entries} with their checks; {failed}",
        )
        if counts.watched:
            self._show(
                create_table_artifact,
                table(self._watched),
                key="digest-watched",
                description=f"on the watch list: {counts.watched} of {entries}",
            )
        if counts.failed:
            failures = [
                {"location": outcome.location, "reason": outcome.reason}
                for outcome in report.outcomes
                if outcome.status == "failed"
            ]
            self._show(
                create_table_artifact,
                table(failures),
                key="digest-failures",
                description=failed,
            )
        if (folder / "digest.md").is_file():
            self._show(create_markdown_artifact, digest_text(folder), key="digest-text")
        if (page := folder / "digest.html").is_file():
            self._show(create_link_artifact, page.resolve().as_uri(), page.name, key="digest-page")

    def _words(self, done: int) -> str:
        return f"{done} of {number_of(self._shards, 'shard')} done"

    def _show(self, create: Callable[..., Any], *what: Any, **more: Any) -> Any:
        if self._lost:
            return None
        try:
            return create(*what, **more)
        except Exception as error:
            self._lost = isinstance(error, TransportError)
            logger.warning("not shown in Prefect: %s (%s)", more.get("key", "progress"), error)
            return None


def digest_text(folder: Path) -> str:
    """Return the digest as Markdown; what stands beside its folder is linked by its whole path.

    In the interface, which is a page of the server's, a relative link would lead to the server.
    """
    with (folder / "digest.md").open(encoding="utf-8") as file:
        text = file.read(MAX_CHARACTERS)
    return text.replace("](<../", f"](<{folder.parent.resolve().as_uri()}/")


def table(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows as Prefect's interface can show them, which takes each text for Markdown."""
    return [
        {name: cell(value) if isinstance(value, str) else value for name, value in row.items()}
        for row in islice(rows, MAX_ROWS)
    ]


def cell(text: str) -> str:
    """Write a text as a line of Markdown that shows it as it is; an address alone stays a link.

    The interface shows entities as they are written, so that `digests.render` has another way.
    """
    line = shown(text, MAX_CELL).strip()
    return line if _ADDRESS.fullmatch(line) else _BLOCK.sub(r"\1\\", _INLINE.sub(r"\\\g<0>", line))


def _watched_rows(entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "watched": each.name,
            "headline": entry.headline.text,
            "found": ", ".join(each.found),
            "because": each.evidence[0].text,
        }
        for each in entry.watched
    ]


def _row_of(entry: Entry) -> dict[str, Any]:
    translations = [t for s in entry.sentences for t in s.translations.values()]
    failed = [check.name for sentence in entry.sentences for check in sentence.failed]
    failed += [check.name for translation in translations for check in translation.failed]
    return {
        "headline": entry.headline.text,
        "watched": ", ".join(each.name for each in entry.watched),
        "articles": len(entry.articles),
        "sentences": len(entry.sentences),
        "unsupported": sum(not sentence.supported for sentence in entry.sentences),
        "translations": len(translations),
        "with warnings": sum(bool(translation.failed) for translation in translations),
        "failed checks": ", ".join(f"{name} {failed.count(name)}" for name in sorted(set(failed))),
    }
