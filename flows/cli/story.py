"""``polydigest story``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import SOME_FAILED, read_profile, stop
from flows.cli.output import print_json, print_line, print_lines
from flows.cli.signals import say


def story(
    event: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Of the event, or the first digits of its id."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder with the runs.")] = Path("outputs"),
    profile: Annotated[
        str | None,
        typer.Option("--profile", "-p", help="Profile that names the store, where one does."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Print one event over all runs: what each digest said, figures, quotations, reports.

    Without an id, list the events that were reported last.

    Example: **polydigest story 3f9c --out outputs**

    Exit code 0: it is printed; 1: the store is not usable; 2: wrong call, such as an unknown id.
    """
    import json
    from dataclasses import asdict

    from base.database import StoreError, default_url
    from digests.events.history import HistoryError, find_event, history_of, recent_events
    from digests.events.state import EventStore
    from digests.render.event_history import as_markdown
    from digests.render.view import counted, plain
    from digests.store import Store

    chosen = read_profile(profile) if profile else None
    url = chosen.deployment.store_url(out) if chosen else default_url(out)
    if url == default_url(out) and not Path(default_url(out).database or "").is_file():
        stop(f"{out}: no run has been written there; name the folder with --out")
    try:
        with EventStore(url) as events, Store(url) as entries:
            if event is None:
                recent = recent_events(events, entries)
                if as_json:
                    listed = [asdict(each) for each in recent]
                    print_json(json.dumps(listed, indent=2, ensure_ascii=False))
                    return
                for each in recent:
                    reports = counted(each.reports, "report")
                    print_line(f"{each.id}  {each.last[:10]}  {reports}  {plain(each.title)}")
                return
            if (found := find_event(event, events)) and not found.startswith(event.lower()):
                say(f"event {event} is part of event {found} now")
            history = history_of(found, events, entries)
    except HistoryError as error:
        stop(str(error))
    except StoreError as error:
        stop(str(error), SOME_FAILED)
    if as_json:
        print_json(history.model_dump_json(indent=2))
        return
    source = chosen.source_language if chosen else "en"
    print_lines(as_markdown(history, source))
