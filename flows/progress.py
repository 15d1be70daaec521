"""How far a run is: a bar with rate and time left in a terminal, plain lines in a log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prefect.logging.handlers import PrefectConsoleHandler
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.theme import Theme

from base.showing import shown
from flows.logs import MAX_NAME
from models.progress import Step, describe, listening

logger = logging.getLogger(__name__)

Advance = Callable[[int], None]
"""Called with the number of further events that are done."""


@contextmanager
def shown_progress(events: int) -> Iterator[Advance]:
    """Show how many of a run's events are done, and in a terminal what the model does just now."""
    started, done = time.monotonic(), 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        logger.info("%s", describe("events", done, events, time.monotonic() - started))

    console = _console()
    if not console.is_terminal:
        yield advance
        return
    # Prefect's console knows the styles of its log lines only.
    with (
        console.use_theme(Theme()),
        Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        ) as bars,
    ):
        whole = bars.add_task("events", total=events, rate="")
        present = bars.add_task("", total=None, rate="", visible=False)

        def hear(step: Step) -> None:
            if not step.done:
                what = shown(step.what, MAX_NAME)
                bars.reset(present, total=step.total, description=what, visible=True)
            speed = bars.tasks[1].speed
            bars.update(present, completed=step.done, rate=f"{speed:.1f}/s" if speed else "")

        def show(more: int) -> None:
            advance(more)
            bars.update(whole, advance=more)

        with listening(hear):
            yield show


def _console() -> Console:
    """Return the console that Prefect logs to: lines that it prints stay above the bars."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, PrefectConsoleHandler):
            return handler.console
    return Console(stderr=True)
