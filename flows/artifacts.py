"""What a run shows of itself in Prefect's interface: progress, entries, the digest, its place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from digests.digest import Entry
from digests.report import RunReport

logger = logging.getLogger(__name__)

MAX_ROWS = 500
"""Entries in the table: the interface loads it whole."""
MAX_CHARACTERS = 100_000
"""Of the digest as Markdown, for the same reason."""


class ShardProgress:
    """A bar over the shards of a run."""

    def __init__(self, shards: int) -> None:
        self._shards = shards
        self._id = _shown(
            create_progress_artifact, 0.0, key="digest-progress", description=self._words(0)
        )

    def update(self, done: int) -> None:
        """Show that so many shards are done."""
        if self._id:
            share = 100 * done / self._shards
            _shown(update_progress_artifact, self._id, share, description=self._words(done))

    def _words(self, done: int) -> str:
        return f"{done} of {self._shards} shards done"


def row_of(entry: Entry) -> dict[str, Any]:
    """Return what the table of entries says of an entry."""
    translations = [t for s in entry.sentences for t in s.translations.values()]
    failed = [check.name for sentence in entry.sentences for check in sentence.failed]
    failed += [check.name for translation in translations for check in translation.failed]
    return {
        "headline": entry.headline.text,
        "articles": len(entry.articles),
        "sentences": len(entry.sentences),
        "unsupported": sum(not sentence.supported for sentence in entry.sentences),
        "translations": len(translations),
        "with warnings": sum(bool(translation.failed) for translation in translations),
        "failed checks": ", ".join(f"{name} {failed.count(name)}" for name in sorted(set(failed))),
    }


def show_digest(folder: Path, rows: list[dict[str, Any]], report: RunReport) -> None:
    """Show the entries, the digest itself, where it is, and what failed."""
    counts = report.counts
    _shown(
        create_table_artifact,
        rows[:MAX_ROWS],
        key="digest-entries",
        description=f"{min(MAX_ROWS, counts.entries)} of {counts.entries} entries with their "
        f"checks; {counts.failed} of {counts.read} articles failed",
    )
    if counts.failed:
        failures = [
            {"location": outcome.location, "reason": outcome.reason}
            for outcome in report.outcomes
            if outcome.status == "failed"
        ]
        _shown(
            create_table_artifact,
            failures[:MAX_ROWS],
            key="digest-failures",
            description=f"{counts.failed} of {counts.read} articles failed",
        )
    if (markdown := folder / "digest.md").is_file():
        with markdown.open(encoding="utf-8") as file:
            _shown(create_markdown_artifact, file.read(MAX_CHARACTERS), key="digest-text")
    if (page := folder / "digest.html").is_file():
        _shown(create_link_artifact, page.resolve().as_uri(), page.name, key="digest-page")


def _shown(create: Callable[..., Any], *what: Any, **more: Any) -> Any:
    """Create an artifact: a server that does not answer, for whatever reason, costs no digest."""
    try:
        return create(*what, **more)
    except Exception as error:
        logger.warning("not shown in Prefect: %s (%s)", more.get("key", "progress"), error)
        return None
