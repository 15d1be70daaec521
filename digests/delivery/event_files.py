"""``events/`` of an output folder: the history of each event, kept current by the runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from filelock import FileLock

from base.files import make_folder, remove_parts, whole_file
from digests.delivery.settings import Delivery
from digests.digest import EVENTS
from digests.events.history import EventHistory, history_of
from digests.events.state import EventStore
from digests.failures import failure
from digests.render.event_history import as_html, as_markdown
from digests.store import Store


def write_event_files(
    out: Path,
    told: Mapping[str, int],
    formats: Collection[str],
    source: str,
    events: EventStore,
    entries: Store,
) -> None:
    """Write the histories of what a run told of; each file is whole or absent.

    An event of one report in one run has no history yet, and no file; one whose history cannot be
    laid out keeps the file that it has. Files of an event that was
    merged into another become those of the other: an address that somebody keeps stays good.

    Args:
        out: Output folder; runs that end at once take turns there.
        told: Number of reports by event.
        formats: Names of formats; ``json``, ``md`` and ``html`` are written.
        source: Language of the summaries.
        events: Knows the runs that told of each.
        entries: Has what they said.

    Raises:
        OSError: The disk is full, or the folder cannot be written.
        StoreError: A store is not usable.

    """
    kinds = [kind for kind in _KINDS if kind in formats]
    runs = events.told(list(told))
    with_history = [e for e, reports in told.items() if has_history(reports, len(runs.get(e, ())))]
    if not kinds or not with_history:
        return
    folder = out / EVENTS
    make_folder(folder)
    # Who reads the store last has to write last.
    with FileLock(out / ".events.lock"):
        remove_parts(folder)
        for event in with_history:
            try:
                history = history_of(event, events, entries)
                pages = {kind: _page(history, kind, source, out) for kind in kinds}
            except Exception as error:
                failure(f"the history of event {event}", "written", error)
                continue
            for kind, pieces in pages.items():
                former = (folder / f"{each.event}.{kind}" for each in history.merged)
                # Another run may have merged the event meanwhile: this run's pages link to it.
                known = (folder / f"{name}.{kind}" for name in {history.id, event})
                for path in {*known, *filter(Path.is_file, former)}:
                    with whole_file(path) as file:
                        file.writelines(pieces)


def has_history(reports: int, runs: int) -> bool:
    """Whether an event of so many articles, that so many runs told of, gets files of its own."""
    return reports > 1 or runs > 1


def histories_of(out: Path, event: str) -> frozenset[str]:
    """Return the formats in which an output folder has the history of an event."""
    return frozenset(kind for kind in KINDS if (out / EVENTS / f"{event}.{kind}").is_file())


def history_address(out: Path, delivery: Delivery, event: str) -> str | None:
    """Return the address on the web of the page of an event, if there are both."""
    return delivery.history(event) if "html" in histories_of(out, event) else None


def _page(history: EventHistory, kind: str, source: str, out: Path) -> list[bytes]:
    linked = {run.run for run in history.runs if (out / run.run / f"digest.{kind}").is_file()}
    return [piece.encode() for piece in _KINDS[kind](history, source, linked)]


def _as_json(history: EventHistory, _source: str, _linked: Collection[str]) -> Iterator[str]:
    yield f"{history.model_dump_json(indent=2)}\n"


_KINDS: dict[str, Callable[[EventHistory, str, Collection[str]], Iterator[str]]] = {
    "json": _as_json,
    "md": as_markdown,
    "html": as_html,
}
KINDS = frozenset(_KINDS)
"""Formats that the history of an event is written in, as far as the run writes them."""
