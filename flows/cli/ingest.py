"""``polydigest ingest``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import (
    INTERRUPTED,
    SOME_FAILED,
    check_inputs,
    check_server,
    interrupts,
    ready_for_a_flow,
    split_languages,
    stop,
)


def ingest(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="As of **run**.")],
    archive: Annotated[
        Path, typer.Option("--archive", "-a", help="Folder that keeps the articles.")
    ] = Path("outputs/articles"),
    languages: Annotated[
        str, typer.Option(help="Languages of the articles, with commas between.")
    ] = "en",
    again: Annotated[
        bool,
        typer.Option(help="Make articles anew of what was fetched before, as after an upgrade."),
    ] = False,
) -> None:
    """Read articles and keep those that are new, cleaned, with their sources: digest them later.

    Example: **polydigest ingest inbox/ && polydigest run outputs/articles --since last-run**
    """
    check_inputs(inputs)
    with ready_for_a_flow():  # which takes as long as anything: first of all
        tags = split_languages(languages)
        check_server()
        from flows.ingest import ingest as keep
    with interrupts() as interrupted, suppress(KeyboardInterrupt):
        state = keep(inputs, archive=str(archive), languages=tags, again=again, return_state=True)
    if interrupted.pressed:
        stop("stopped; what was read is kept: run the same command to go on", INTERRUPTED)
    typer.echo(state.message or "", err=True)
    if not state.is_completed() or state.result():
        raise typer.Exit(SOME_FAILED)
