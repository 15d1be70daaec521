"""``events/`` of an output folder: the history of each event, kept current by the runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from filelock import FileLock

from base.files import whole_file
from digests.events.history import EventHistory, history_of
from digests.events.state import EventStore
from digests.render.event_history import as_html, as_markdown
from digests.store import Store

FOLDER = "events"


def write_event_files(
    out: Path,
    told: Mapping[str, int],
    formats: Collection[str],
    source: str,
    events: EventStore,
    entries: Store,
) -> None:
    """Write the histories of what a run told of; each file is whole or absent.

    An event of one report in one run has no history yet, and no file. Files of an event that was
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
    with_history = [e for e, reports in told.items() if reports > 1 or len(runs.get(e, ())) > 1]
    if not kinds or not with_history:
        return
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    # Who reads the store last has to write last.
    with FileLock(out / ".events.lock"):
        for event in with_history:
            history = history_of(event, events, entries)
            for kind in kinds:
                linked = {
                    run.run for run in history.runs if (out / run.run / f"digest.{kind}").is_file()
                }
                pieces = list(_KINDS[kind](history, source, linked))
                former = (folder / f"{each.event}.{kind}" for each in history.merged)
                for path in (folder / f"{history.id}.{kind}", *filter(Path.is_file, former)):
                    with whole_file(path) as file:
                        file.writelines(piece.encode() for piece in pieces)


def _as_json(history: EventHistory, _source: str, _linked: Collection[str]) -> Iterator[str]:
    yield f"{history.model_dump_json(indent=2)}\n"


_KINDS: dict[str, Callable[[EventHistory, str, Collection[str]], Iterator[str]]] = {
    "json": _as_json,
    "md": as_markdown,
    "html": as_html,
}
